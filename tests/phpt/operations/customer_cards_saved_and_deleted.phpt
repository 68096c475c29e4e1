--TEST--
Customers are created, changed, found and deleted; their secret reads and deletes their cards
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
require __DIR__ . '/../../support/refused.inc';

$sandbox = new Sandbox();
$client = $sandbox->client();
$customer = $client->createCustomer(['name' => 'Zoë Śląska', 'emailAddress' => 'zoe@example.com', 'billingAddress' => ['countryCode' => 'GB', 'city' => 'Leeds']]);
$other = $client->createCustomer([]);
$id = $customer['id'];
$changed = $client->updateCustomer($id, ['phoneNumber' => '07000000000', 'emailAddress' => null]);
echo $changed['name'], ' ', $changed['phoneNumber'], ' ', var_export($changed['emailAddress'] ?? null, true), ' ', $changed['documentVersion'] - $customer['documentVersion'], "\n";
echo implode(' ', array_column($client->getCustomers([$id, 'cust_unknown', $other['id']]), 'id')) === "$id $other[id]" ? "two of three ids\n" : "not the two\n";
echo count($client->searchCustomers(['limit' => 1])['data']), ' of ', count($client->searchCustomers()['data']), "\n";

$secret = $client->createCustomerSecret($id)['secret'];
echo count($client->getCustomerPaymentMethods($id, $secret)['savedPaymentMethods']), " cards\n";
$intent = $client->createPaymentIntent(['amount' => ['value' => 100, 'currencyCode' => 'GBP'], 'reference' => 'first', 'customer' => ['id' => $id]]);
$sandbox->pay($intent['id'], fields: ['save_card' => 'yes']);
echo $client->getPaymentIntent($intent['id'])['status'], "\n";
$cards = $client->getCustomerPaymentMethods($id, $secret)['savedPaymentMethods'];
echo $cards[0]['cardDetails']['pan'] ?? 'no card', "\n";

$sent = array_values(array_filter($sandbox->requests(true), static fn (array $entry): bool => str_ends_with($entry['path'], '/payment-methods')));
echo $sent[0]['path'] === "/customers/public/$id/payment-methods" ? 'public path' : $sent[0]['path'], ', ', $sent[0]['headers']['authorization'], "\n";
refused(static fn () => $client->getCustomerPaymentMethods($other['id'], $secret));
refused(static fn () => $client->getCustomerPaymentMethods($id, 'sk_sandbox_example'));
refused(static fn () => $client->deleteCustomerPaymentMethod($id, 'pm_none', $secret));
var_dump($client->deleteCustomerPaymentMethod($id, $cards[0]['id'], $secret));
echo count($client->getCustomerPaymentMethods($id, $secret)['savedPaymentMethods']), " cards\n";

var_dump($client->deleteCustomer($id), $client->getCustomers([$id]));
refused(static fn () => $client->updateCustomer($id, ['name' => 'x']));
refused(static fn () => $client->createCustomerSecret($id));
?>
--EXPECT--
Zoë Śląska 07000000000 NULL 1
two of three ids
1 of 2
0 cards
Captured
52000000****1005
public path, Basic cs_...
Dojo\AuthenticationException 401: The secret belongs to another customer.
Dojo\AuthenticationException 401: This call needs the customer's secret instead of the key: Authorization: Basic cs_...
Dojo\NotFoundException 404: The customer has no such payment method.
NULL
0 cards
NULL
array(0) {
}
Dojo\NotFoundException 404: There is no such customer.
Dojo\NotFoundException 404: There is no such customer.
