--TEST--
onExchange may be a private method of the class that constructs the client
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

final class Plugin
{
    public readonly Dojo\Client $client;

    public function __construct(string $url, bool $magic = false)
    {
        $this->client = new Dojo\Client('sk_sandbox_example', baseUrl: $url, onExchange: [$this, $magic ? 'anything' : 'log']);
    }

    private function log(Dojo\Exchange $exchange): void
    {
        echo "log: $exchange->path\n";
    }

    public function __call(string $name, array $arguments): void
    {
        echo "$name: {$arguments[0]->path}\n";
    }

    public function __destruct()
    {
        echo "destroyed\n";
    }
}

$wire = new Wire();
$plugin = new Plugin($wire->url);
$plugin->client->getPaymentIntent('pi_1');
$client = $plugin->client;
unset($plugin);
$client->getPaymentIntents(['pi_2']);
unset($client);
gc_collect_cycles();
(new Plugin($wire->url, magic: true))->client->getPaymentIntent('pi_3');
gc_collect_cycles();

// The caller replaces the object in the array; the client still has it.
$logger = new class {
    public function log(Dojo\Exchange $exchange): void
    {
        echo "still there: $exchange->path\n";
    }
};
$callback = [&$logger, 'log'];
$client = $wire->client(onExchange: $callback);
$logger = null;
$client->getPaymentIntent('pi_4');
?>
--EXPECT--
log: /payment-intents/pi_1
log: /payment-intents/pi_2
destroyed
anything: /payment-intents/pi_3
destroyed
still there: /payment-intents/pi_4
