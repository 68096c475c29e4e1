--TEST--
A subclass may override methods and have its own properties and constructor
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

class Fake extends Dojo\Client
{
    public array $calls = [];

    public function __construct(private string $response)
    {
        parent::__construct('sk_sandbox_example');
    }

    public function createPaymentIntent(array $request): array
    {
        $this->calls[] = $request;

        return ['id' => $this->response];
    }

    public function deleteWebhook(string $subscriptionId): void
    {
        $this->calls[] = $subscriptionId;
    }
}

function shop(Dojo\Client $client): string
{
    $client->deleteWebhook('ws_1');

    return $client->createPaymentIntent(['reference' => 'x'])['id'];
}

$fake = new Fake('pi_fake');
var_dump(shop($fake), $fake->calls, $fake->isSandbox());
$mock = new class extends Dojo\Client {
    public function __construct()
    {
    }

    public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array
    {
        return ['id' => $paymentIntentId, 'status' => 'Captured'];
    }
};
echo json_encode($mock->getPaymentIntent('pi_1')), "\n";
?>
--EXPECT--
string(7) "pi_fake"
array(2) {
  [0]=>
  string(4) "ws_1"
  [1]=>
  array(1) {
    ["reference"]=>
    string(1) "x"
  }
}
bool(true)
{"id":"pi_1","status":"Captured"}
