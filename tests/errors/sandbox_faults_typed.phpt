--TEST--
The offline Dojo's own errors and faults arrive as the right exceptions
--EXTENSIONS--
dojo
--SKIPIF--
<?php require __DIR__ . '/../support/skip-without-sandbox.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/sandbox.inc';

$sandbox = new Sandbox();
$client = $sandbox->client(maxRetries: 0, softwareHouseId: 'softwareHouse1');
$good = ['amount' => ['value' => 1000, 'currencyCode' => 'GBP'], 'reference' => 'x'];
function show(string $label, callable $call): void
{
    try {
        $call();
        echo "$label: nothing was thrown\n";
    } catch (Dojo\ApiException $error) {
        echo "$label: ", get_class($error), " $error->status ", json_encode([$error->title, $error->detail, $error->errors], JSON_UNESCAPED_SLASHES), $error->traceId ? ' traced' : '', $error->outcomeUnknown ? ' unknown' : '', "\n";
    } catch (Dojo\TransportException $error) {
        echo "$label: ", get_class($error), $error->outcomeUnknown ? ' unknown' : '', "\n";
    }
}
show('bad field', fn () => $client->createPaymentIntent(['amount' => ['value' => 0, 'currencyCode' => 'GBP']] + $good));
show('unknown field', fn () => $client->createPaymentIntent($good + ['unheardOf' => 1]));
show('unknown intent', fn () => $client->getPaymentIntent('pi_sandbox_T'));
show('unknown intent, reversal', fn () => $client->reversePaymentIntent('pi_sandbox_T'));
show('production key', fn () => $sandbox->client(apiKey: 'sk_prod_example')->listWebhooks());
show('unknown subscription', fn () => $client->deleteWebhook('ws_none'));
show('unknown terminal', fn () => $client->getTerminal('tm_none'));
show('tips not allowed', fn () => $client->setPaymentIntentTips($client->createPaymentIntent($good)['id'], ['tipsAmount' => ['value' => 1, 'currencyCode' => 'GBP']]));
foreach (['status=429;retry-after=2', 'status=500', 'html', 'html;status=403', 'empty;status=401', 'pascal-case;status=409', 'empty', 'close-before', 'close-after', 'truncate', 'garbage'] as $fault) {
    $sandbox->fault($fault, '/payment-intents');
    show($fault, fn () => $client->createPaymentIntent($good));
}
// What was done though no answer came is there to be found.
echo count($client->searchPaymentIntents()['data']), " intents exist\n";
?>
--EXPECT--
