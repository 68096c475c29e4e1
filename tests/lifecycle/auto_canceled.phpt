--TEST--
Auto: an unpaid intent is canceled, by the merchant or by its time, and can't be paid then
--EXTENSIONS--
dojo
--SKIPIF--
<?php require __DIR__ . '/../support/skip-without-sandbox.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../support/lifecycle.inc';

$id = create();
echo $client->cancelPaymentIntent($id)['status'], "\n";
refused(fn () => $client->getPaymentIntent($id));
see($id);
pay($id);
see($id);
refused(fn () => $client->refreshPaymentIntentSecret($id));

$forgotten = create(['expireAt' => new DateTimeImmutable('+1 hour')]);
$sandbox->advance(3601);
see($forgotten);
?>
--EXPECT--
Canceled
Dojo\NotFoundException 404: The payment intent is canceled. Add returnCanceled=true to see it.
Canceled
Canceled
Dojo\InvalidRequestException 400: A client session secret can be made for an intent that is Created, this one is Canceled.
Canceled
