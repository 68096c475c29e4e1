--TEST--
The errors and faults of the offline Dojo become the right exceptions
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_sandbox();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/sandbox.inc';

$sandbox = new Sandbox();
$client = $sandbox->client(maxRetries: 0, softwareHouseId: 'softwareHouse1');
$good = ['amount' => ['value' => 1000, 'currencyCode' => 'GBP'], 'reference' => 'x'];
function show(string $label, callable $call): void
{
    try {
        $call();
        echo "$label: nothing was thrown\n";
    } catch (Dojo\ApiException $error) {
        echo "$label: ", get_class($error), " $error->status ", json_encode([$error->title, $error->detail, $error->errors], JSON_UNESCAPED_SLASHES), $error->traceId ? ' traced' : '', $error->outcomeUnknown() ? ' unknown' : '', "\n";
    } catch (Dojo\TransportException $error) {
        echo "$label: ", get_class($error), $error->outcomeUnknown() ? ' unknown' : '', "\n";
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
foreach (['status=429;retry-after=2', 'status=500', 'html', 'html;status=403', 'empty;status=401', 'pascal-case;status=409', 'pascal-case', 'empty', 'close-before', 'close-after', 'truncate', 'garbage'] as $fault) {
    $sandbox->fault($fault, '/payment-intents');
    show($fault, fn () => $client->createPaymentIntent($good));
}
// Intents that were created without a response can be found.
echo count($client->searchPaymentIntents()['data']), " intents exist\n";
?>
--EXPECT--
bad field: Dojo\InvalidRequestException 400 ["One or more validation errors occurred.","One or more fields are not valid.",{"Amount.Value":["The value must be 1 or more, in minor units."]}] traced
unknown field: Dojo\InvalidRequestException 400 ["One or more validation errors occurred.","One or more fields are not valid.",{"UnheardOf":["The field is not part of this request."]}] traced
unknown intent: Dojo\NotFoundException 404 ["Not Found","There is no such payment intent.",null] traced
unknown intent, reversal: Dojo\InvalidRequestException 400 ["Bad Request","There is no such payment intent.",null] traced
production key: Dojo\AuthenticationException 401 ["Unauthorized","This is a production key. The sandbox accepts only keys that begin with sk_sandbox_.",null] traced
unknown subscription: Dojo\NotFoundException 404 ["Not Found","There is no such subscription.",null] traced
unknown terminal: Dojo\NotFoundException 404 ["Not Found","There is no such terminal.",[]] traced
tips not allowed: Dojo\InvalidRequestException 405 ["Method Not Allowed","Tips are not allowed on payment intent",null] traced
status=429;retry-after=2: Dojo\RateLimitException 429 ["Too Many Requests","A requested fault.",null] traced
status=500: Dojo\ServerException 500 ["Internal Server Error","A requested fault.",null] traced unknown
html: Dojo\ServerException 502 [null,null,null] unknown
html;status=403: Dojo\PermissionException 403 [null,null,null]
empty;status=401: Dojo\AuthenticationException 401 [null,null,null]
pascal-case;status=409: Dojo\ConflictException 409 ["Conflict","A requested fault.",null] traced
pascal-case: Dojo\ResponseException unknown
empty: Dojo\ResponseException unknown
close-before: Dojo\ResponseException unknown
close-after: Dojo\ResponseException unknown
truncate: Dojo\ResponseException unknown
garbage: Dojo\ResponseException unknown
6 intents exist
