--TEST--
Common mistakes in captures, refunds, searches, webhooks, customers and terminals are explained
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/mistakes.inc';

$m = new Mistakes();
$dojo = $m->dojo;
$sale = ['sessionType' => 'Sale', 'sale' => ['paymentIntentId' => 'pi_1']];

$m->call('a capture of a Money', fn () => $dojo->capturePaymentIntent('pi_1', ['amount' => Mistakes::gbp(1999)]));
$m->call('a refund of a float', fn () => $dojo->refundPaymentIntent('pi_1', ['amount' => 19.99], 'refund-1'));
$m->call('a refund without amount', fn () => $dojo->refundPaymentIntent('pi_1', ['value' => 500], 'refund-1'));
$m->call('a refund with an empty key', fn () => $dojo->refundPaymentIntent('pi_1', ['amount' => 500], ''));
$m->call('a refund with a key of 101 characters', fn () => $dojo->refundPaymentIntent('pi_1', ['amount' => 500], str_repeat('k', 101)));
$m->call('a refund with a key with a line break', fn () => $dojo->refundPaymentIntent('pi_1', ['amount' => 500], "key\n"));
$m->call('a refund without a key', fn () => $dojo->refundPaymentIntent('pi_1', ['amount' => 500]));
$m->call('a tip as a bare integer', fn () => $dojo->setPaymentIntentTips('pi_1', ['tipsAmount' => 250]));
$m->call('id and request the wrong way round', fn () => $dojo->capturePaymentIntent(['amount' => 500], 'pi_1'));
$m->call('a list of one id', fn () => $dojo->getPaymentIntent(['pi_1']));
$m->call('an id that is no longer there', fn () => $dojo->getPaymentIntent(''));
$m->call('an id that is null', fn () => $dojo->getPaymentIntent(null));
$m->call('a checkout page for an id', fn () => $dojo->getPaymentIntent('https://pay.dojo.tech/checkout/pi_1'));
$m->call('an id with a line break', fn () => $dojo->getPaymentIntent("pi_1\n"));
$m->call('emails as text', fn () => $dojo->sendReceipt('pi_1', ['emails' => 'a@example.com']));
$m->call('an e-mail as an object', fn () => $dojo->sendReceipt('pi_1', ['emails' => [['emailAddress' => 'a@example.com']]]));
$m->call('no e-mails', fn () => $dojo->sendReceipt('pi_1', ['email' => 'a@example.com']));
$m->call('statuses as text', fn () => $dojo->searchPaymentIntents(['statuses' => 'Captured']));
$m->call('a status in British spelling', fn () => $dojo->searchPaymentIntents(['statuses' => ['Cancelled']]));
$m->call('a page of 500', fn () => $dojo->searchPaymentIntents(['cursor' => ['limit' => 500]]));
$m->call('a page of 500 customers', fn () => $dojo->searchCustomers(['limit' => 0]));
$m->call('a webhook over http', fn () => $dojo->subscribeWebhook(['events' => ['payment_intent.status_updated'], 'url' => 'http://shop.example/hook']));
$m->call('a webhook without events', fn () => $dojo->subscribeWebhook(['url' => 'https://shop.example/hook']));
$m->call('one event as text', fn () => $dojo->subscribeWebhook(['events' => 'payment_intent.created', 'url' => 'https://shop.example/hook']));
$m->call('a customer by a short number', fn () => $dojo->createCustomer(['phoneNumber' => '999']));
$m->call('a number as an integer', fn () => $dojo->createCustomer(['phoneNumber' => 7700900000]));
$m->call('customers by one text', fn () => $dojo->getCustomers('cust_1,cust_2'));
$m->call('customers by no id', fn () => $dojo->getCustomers([]));
$m->call('customers by joined ids', fn () => $dojo->getCustomers(['cust_1,cust_2']));
$m->call('customers by objects', fn () => $dojo->getCustomers([['id' => 'cust_1']]));
$m->call('cards without a secret', fn () => $dojo->getCustomerPaymentMethods('cust_1', ''));
$m->call('a terminal without softwareHouseId', fn () => $dojo->listTerminals());
$m->call('statuses of terminals as text', fn () => $dojo->listTerminals('Available'));
$m->call('a setup intent without terms', fn () => $dojo->createSetupIntent(['reference' => 'r', 'merchantInitiatedTransactionType' => 'NoShow']));

$dojo = (new Mistakes(softwareHouseId: 'softwareHouse1'))->dojo;
$m->call('a session of two kinds', fn () => $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => $sale + ['matchedRefund' => ['paymentIntentId' => 'pi_1']]]));
$m->call('a session of no kind', fn () => $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'Sale', 'paymentIntentId' => 'pi_1']]));
$m->call('a session type in small letters', fn () => $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'sale'] + $sale]));
$m->call('a refund on a terminal as a bare integer', fn () => $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'MatchedRefund', 'matchedRefund' => ['paymentIntentId' => 'pi_1', 'amount' => 500]]]));
$m->call('a signature accepted by text', fn () => $dojo->setTerminalSessionSignature('ts_1', ['accepted' => 'true']));
$m->call('an EPOS event without its id', fn () => $dojo->sendEposEvent(['eventType' => 'OrderUpdated', 'event' => ['id' => 'o']]));
$m->call('a password where its object belongs', fn () => $dojo->setEposRestIntegration(['url' => 'https://epos.example', 'capabilities' => [], 'auth' => ['authType' => 'basic', 'basic' => 'dojo:pass word']]));
?>
--EXPECT--
a capture of a Money
    amount: expected integer minor units, got an object (an array with string keys)
a refund of a float
    amount: expected integer minor units, got float 19.99
a refund without amount
    amount: missing, expected integer minor units
a refund with an empty key
    idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
a refund with a key of 101 characters
    idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
a refund with a key with a line break
    idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
a refund without a key
    ArgumentCountError: Dojo\Client::refundPaymentIntent() expects exactly 3 arguments, 2 given
a tip as a bare integer
    tipsAmount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got integer 250
id and request the wrong way round
    TypeError: Dojo\Client::capturePaymentIntent(): Argument #1 ($paymentIntentId) must be of type string, array given
a list of one id
    TypeError: Dojo\Client::getPaymentIntent(): Argument #1 ($paymentIntentId) must be of type string, array given
an id that is no longer there
    paymentIntentId is empty: pass the id that the API returned
an id that is null
    TypeError: Dojo\Client::getPaymentIntent(): Argument #1 ($paymentIntentId) must be of type string, null given
a checkout page for an id
    paymentIntentId contains a slash or a control character, which ids never contain
an id with a line break
    paymentIntentId contains a slash or a control character, which ids never contain
emails as text
    emails: expected list (an array with the keys 0, 1, 2 and so on), got a string of 13 bytes
an e-mail as an object
    emails[0]: expected string, got an object (an array with string keys)
no e-mails
    emails: missing, expected list (an array with the keys 0, 1, 2 and so on)
statuses as text
    statuses: expected list (an array with the keys 0, 1, 2 and so on), got a string of 8 bytes
a status in British spelling
    statuses[0]: expected one of Created|Authorized|Captured|Reversed|Refunded|Canceled, got string "Cancelled"
a page of 500
    cursor.limit: expected an integer from 1 to 100, got 500
a page of 500 customers
    limit: expected an integer from 1 to 100, got 0
a webhook over http
    url: expected a URL that starts with https:// (webhooks are delivered over TLS only)
a webhook without events
    events: missing, expected list (an array with the keys 0, 1, 2 and so on)
one event as text
    events: expected list (an array with the keys 0, 1, 2 and so on), got a string of 22 bytes
a customer by a short number
    phoneNumber: expected at least 5 characters, got 3
a number as an integer
    phoneNumber: expected string, got an integer
customers by one text
    TypeError: Dojo\Client::getCustomers(): Argument #1 ($customerIds) must be of type array, string given
customers by no id
    customerIds is empty: pass at least one id
customers by joined ids
    customerIds[0] contains a comma: pass each id separately
customers by objects
    customerIds[0]: expected string, got array
cards without a secret
    customerSecret must be 1 to 500 printable ASCII characters without spaces: pass what createCustomerSecret() returned
a terminal without softwareHouseId
    [softwareHouseId] listTerminals() needs the software house id: pass softwareHouseId to the client's constructor
statuses of terminals as text
    TypeError: Dojo\Client::listTerminals(): Argument #1 ($statuses) must be of type array, string given
a setup intent without terms
    terms: missing, expected string
a session of two kinds
    details: expected exactly one of sale|matchedRefund|unlinkedRefund, got 2 of them
a session of no kind
    details: expected exactly one of sale|matchedRefund|unlinkedRefund, got 0 of them
a session type in small letters
    details.sessionType: expected one of Sale|MatchedRefund|UnlinkedRefund, got string "sale"
a refund on a terminal as a bare integer
    details.matchedRefund.amount: expected money such as ['value' => 1999, 'currencyCode' => 'GBP'], got integer 500
a signature accepted by text
    accepted: expected boolean, got string "true"
an EPOS event without its id
    event: expected exactly one of orderId|partyId|reservationId, got 0 of them
a password where its object belongs
    auth.basic: expected object (an array with string keys), got a string of 14 bytes
