--TEST--
An id that is empty, a dot segment or holds a slash or a control character is refused by its argument's name
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../support/thrown.inc';
require __DIR__ . '/../support/wire.inc';

$wire = new Wire();
$client = $wire->client();
foreach (['', '.', '..', 'a/b', '../webhooks', 'a\\b', "pi_1\r\nX-Evil: 1", "pi_1\0", "pi_\x7f", "\xff", "pi_\xc0\xaf"] as $id) {
    thrown(fn () => $client->getPaymentIntent($id), json_encode($id, JSON_INVALID_UTF8_SUBSTITUTE));
    thrown(fn () => Dojo\Client::checkoutUrl($id));
}
thrown(fn () => $client->activateWebhookSecret('ws_1', ''));
thrown(fn () => $client->activateWebhookSecret('', 'sc_1'));
thrown(fn () => $client->deleteCustomerPaymentMethod('cust_1', 'a/b', 'cs_1'));
thrown(fn () => $client->getCustomers(['cust_1', '']));
thrown(fn () => $client->getCustomers(['cust_1', 'a/b']));
thrown(fn () => $client->getRefund('/'));
thrown(fn () => $client->cancelPaymentIntent(['pi_1']));
echo count($wire->requests()), " requests were sent\n";

// What is odd but possible is encoded.
foreach (['pi_1', "\u{a3} 1", '...', 'a?b', 'a#b', 'a%2Fb', 'a+b&c=d', '~a-b_c.d'] as $id) {
    $client->getPaymentIntent($id);
}
$client->getPaymentIntent('pi_1', true);
$client->getCustomers(['cust_1', "cust \u{a3}"]);
foreach ($wire->requests() as $request) {
    echo strstr($request, "\r\n", true), "\n";
}
echo Dojo\Client::checkoutUrl('pi_sandbox_A-b_1'), "\n", Dojo\Client::checkoutUrl("a?b#\u{a3}"), "\n";
?>
--EXPECT--
