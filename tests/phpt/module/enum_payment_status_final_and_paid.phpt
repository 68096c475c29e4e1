--TEST--
PaymentIntentStatus: only Captured is paid; Reversed, Refunded and Canceled are final
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

use Dojo\PaymentIntentStatus;

foreach (PaymentIntentStatus::cases() as $status) {
    printf("%-10s %s %s\n", $status->value, $status->isPaid() ? 'paid' : '-', $status->isFinal() ? 'final' : '-');
}
var_dump(PaymentIntentStatus::tryFrom('captured'), PaymentIntentStatus::tryFrom('PartlyRefunded'));
var_dump(PaymentIntentStatus::from('Captured') === PaymentIntentStatus::Captured);
try {
    PaymentIntentStatus::Captured->isPaid(true);
} catch (ArgumentCountError $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
Created    - -
Authorized - -
Captured   paid -
Reversed   - final
Refunded   - final
Canceled   - final
NULL
NULL
bool(true)
Dojo\PaymentIntentStatus::isPaid() expects exactly 0 arguments, 1 given
