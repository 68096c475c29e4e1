--TEST--
Auto capture: an unpaid intent is cancelled by the merchant or when it expires, and cannot be paid afterwards
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

require __DIR__ . '/../../support/payment_steps.inc';

$id = create();
echo $client->cancelPaymentIntent($id)['status'], "\n";
refused(fn () => $client->getPaymentIntent($id));
print_status($id);
pay($id);
print_status($id);
refused(fn () => $client->refreshPaymentIntentSecret($id));

// The response was lost, and the retry finds nothing to cancel. That proves nothing: a wrong id looks the same.
function cancel(string $id): void
{
    try {
        echo $GLOBALS['client']->cancelPaymentIntent($id)['status'], "\n";
    } catch (Dojo\NotFoundException $error) {
        echo get_class($error), $error->outcomeUnknown() ? ', unknown' : '', ': ', strstr($error->getMessage(), 'getPaymentIntent'), "\n";
    }
}
foreach (['close-after', 'status=503', 'status=503;after'] as $fault) {
    $id = create();
    $sandbox->fault($fault, "/payment-intents/$id");
    cancel($id);
    print_status($id);
    $sandbox->fault($fault, '/payment-intents/pi_none');
    cancel('pi_none');
    refused(fn () => $client->getPaymentIntent('pi_none', returnCanceled: true));
}

$forgotten = create(['expireAt' => new DateTimeImmutable('+1 hour')]);
$sandbox->advance(3601);
print_status($forgotten);
?>
--EXPECT--
Canceled
Dojo\NotFoundException 404: The payment intent is canceled. Add returnCanceled=true to see it.
Canceled
Canceled
Dojo\InvalidRequestException 400: Only an intent that is Created can get a client session secret, but this one is Canceled.
Dojo\NotFoundException, unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
Canceled
Dojo\NotFoundException, unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
Dojo\NotFoundException 404: There is no such payment intent.
Canceled
Canceled
Dojo\NotFoundException, unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
Dojo\NotFoundException 404: There is no such payment intent.
Dojo\NotFoundException, unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
Canceled
Dojo\NotFoundException, unknown: getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
Dojo\NotFoundException 404: There is no such payment intent.
Canceled
