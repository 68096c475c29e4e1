--TEST--
Money accepts the same types in strict and weak mode, and cannot be instantiated
--EXTENSIONS--
dojo
--FILE--
<?php
$calls = <<<'CODE'
    foreach ([null, true, [], [1], new stdClass(), new class { public function __toString() { return '1.50'; } }, STDIN] as $amount) {
        $report(fn () => Dojo\Money::fromDecimal($amount, 'GBP'));
    }
    $report(fn () => Dojo\Money::fromDecimal('1.50', null));
    $report(fn () => Dojo\Money::fromDecimal('1.50', 826));
    $report(fn () => Dojo\Money::fromDecimal('1.50'));
    $report(fn () => Dojo\Money::toDecimal('1.50'));
    $report(fn () => Dojo\Money::toDecimal((object) ['value' => 1, 'currencyCode' => 'GBP']));
    $report(fn () => Dojo\Money::exponent(['GBP']));
    $report(fn () => new Dojo\Money());
    CODE;
$report = static function (callable $call): void {
    try {
        echo json_encode($call()), "\n";
    } catch (Throwable $error) {
        echo get_class($error), ': ', strtok($error->getMessage(), "\n"), "\n";
    }
};
error_reporting(E_ALL & ~E_DEPRECATED);
echo "strict\n";
eval("declare(strict_types=1);\n$calls");
echo "weak\n";
eval($calls);
?>
--EXPECT--
strict
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, null given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, bool given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, array given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, array given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, stdClass given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, class@anonymous given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, resource given
TypeError: Dojo\Money::fromDecimal(): Argument #2 ($currencyCode) must be of type string, null given
TypeError: Dojo\Money::fromDecimal(): Argument #2 ($currencyCode) must be of type string, int given
ArgumentCountError: Dojo\Money::fromDecimal() expects exactly 2 arguments, 1 given
TypeError: Dojo\Money::toDecimal(): Argument #1 ($money) must be of type array, string given
TypeError: Dojo\Money::toDecimal(): Argument #1 ($money) must be of type array, stdClass given
TypeError: Dojo\Money::exponent(): Argument #1 ($currencyCode) must be of type string, array given
Error: Call to private Dojo\Money::__construct() from global scope
weak
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, null given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, bool given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, array given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, array given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, stdClass given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, class@anonymous given
TypeError: Dojo\Money::fromDecimal(): Argument #1 ($amount) must be of type string|int|float, resource given
Dojo\ValidationException: currencyCode must be an active ISO 4217 code in capital letters, such as GBP or EUR, got ""
Dojo\ValidationException: currencyCode must be an active ISO 4217 code in capital letters, such as GBP or EUR, got "826"
ArgumentCountError: Dojo\Money::fromDecimal() expects exactly 2 arguments, 1 given
TypeError: Dojo\Money::toDecimal(): Argument #1 ($money) must be of type array, string given
TypeError: Dojo\Money::toDecimal(): Argument #1 ($money) must be of type array, stdClass given
TypeError: Dojo\Money::exponent(): Argument #1 ($currencyCode) must be of type string, array given
Error: Call to private Dojo\Money::__construct() from global scope
