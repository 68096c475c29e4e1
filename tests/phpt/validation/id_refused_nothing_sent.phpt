--TEST--
An id that is empty, a dot segment or contains a slash or control character is refused by name
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

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

// Unusual but valid ids are encoded.
foreach (['pi_1', "\u{a3} 1", '...', 'a?b', 'a#b', 'a%2Fb', 'a+b&c=d', '~a-b_c.d'] as $id) {
    $client->getPaymentIntent($id);
}
$client->getPaymentIntent('pi_1', true);
$client->getCustomers(['cust_1', "cust \u{a3}"]);
echo implode("\n", $wire->requestLines()), "\n";
echo Dojo\Client::checkoutUrl('pi_sandbox_A-b_1'), "\n", Dojo\Client::checkoutUrl("a?b#\u{a3}"), "\n";
?>
--EXPECT--
"": Dojo\ValidationException(paymentIntentId): paymentIntentId is empty: pass the id that the API returned
Dojo\ValidationException(paymentIntentId): paymentIntentId is empty: pass the id that the API returned
".": Dojo\ValidationException(paymentIntentId): paymentIntentId can't be "." or ".."
Dojo\ValidationException(paymentIntentId): paymentIntentId can't be "." or ".."
"..": Dojo\ValidationException(paymentIntentId): paymentIntentId can't be "." or ".."
Dojo\ValidationException(paymentIntentId): paymentIntentId can't be "." or ".."
"a\/b": Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
"..\/webhooks": Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
"a\\b": Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
"pi_1\r\nX-Evil: 1": Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
"pi_1\u0000": Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
"pi_": Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
Dojo\ValidationException(paymentIntentId): paymentIntentId contains a slash or a control character, which ids never contain
"\ufffd": Dojo\ValidationException(paymentIntentId): paymentIntentId is not valid UTF-8
Dojo\ValidationException(paymentIntentId): paymentIntentId is not valid UTF-8
"pi_\ufffd\ufffd": Dojo\ValidationException(paymentIntentId): paymentIntentId is not valid UTF-8
Dojo\ValidationException(paymentIntentId): paymentIntentId is not valid UTF-8
Dojo\ValidationException(secretId): secretId is empty: pass the id that the API returned
Dojo\ValidationException(subscriptionId): subscriptionId is empty: pass the id that the API returned
Dojo\ValidationException(paymentMethodId): paymentMethodId contains a slash or a control character, which ids never contain
Dojo\ValidationException(customerIds[1]): customerIds[1] is empty: pass the id that the API returned
Dojo\ValidationException(customerIds[1]): customerIds[1] contains a slash or a control character, which ids never contain
Dojo\ValidationException(refundId): refundId contains a slash or a control character, which ids never contain
TypeError: Dojo\Client::cancelPaymentIntent(): Argument #1 ($paymentIntentId) must be of type string, array given
0 requests were sent
GET /payment-intents/pi_1 HTTP/1.1
GET /payment-intents/%C2%A3%201 HTTP/1.1
GET /payment-intents/... HTTP/1.1
GET /payment-intents/a%3Fb HTTP/1.1
GET /payment-intents/a%23b HTTP/1.1
GET /payment-intents/a%252Fb HTTP/1.1
GET /payment-intents/a%2Bb%26c%3Dd HTTP/1.1
GET /payment-intents/~a-b_c.d HTTP/1.1
GET /payment-intents/pi_1?returnCanceled=true HTTP/1.1
GET /customers/cust_1,cust%20%C2%A3 HTTP/1.1
https://pay.dojo.tech/checkout/pi_sandbox_A-b_1
https://pay.dojo.tech/checkout/a%3Fb%23%C2%A3
