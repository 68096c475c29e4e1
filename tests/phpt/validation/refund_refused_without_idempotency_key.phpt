--TEST--
A refund without a usable idempotency key is refused and nothing is sent
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';
require __DIR__ . '/../../support/wire.inc';

$wire = new Wire(Wire::json('{"refundId":"rfnd_1"}'));
$client = $wire->client();
thrown(fn () => $client->refundPaymentIntent('pi_1', ['amount' => 1]));
foreach (['', ' ', 'two words', str_repeat('k', 101), "key\r\nX-Evil: 1", "key\n", "key\0", "k\u{e9}y"] as $key) {
    thrown(fn () => $client->refundPaymentIntent('pi_1', ['amount' => 1], $key));
}
echo count($wire->requests()), " requests were sent\n";
foreach (['k', str_repeat('k', 100), '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'] as $key) {
    $client->refundPaymentIntent('pi_1', ['amount' => 1], $key);
}
foreach ($wire->requests() as $request) {
    echo preg_match('~^idempotencyKey: .*$~mi', $request, $match) ? trim($match[0]) : 'no key', "\n";
}
?>
--EXPECT--
ArgumentCountError: Dojo\Client::refundPaymentIntent() expects exactly 3 arguments, 2 given
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
Dojo\ValidationException(idempotencyKey): idempotencyKey must be 1 to 100 printable ASCII characters without spaces: store one per refund before the first attempt, and pass the same one each time
0 requests were sent
idempotencyKey: k
idempotencyKey: kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
idempotencyKey: !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
