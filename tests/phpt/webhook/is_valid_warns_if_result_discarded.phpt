--TEST--
From PHP 8.5, discarding the result of isValid() causes a warning; the result of verify() may be ignored
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

$warnings = [];
set_error_handler(static function (int $level, string $message) use (&$warnings): bool {
    $warnings[] = $message;

    return true;
});
Dojo\Webhook::verify(BODY, SIGNATURE, SECRET);
if (!Dojo\Webhook::isValid(BODY, SIGNATURE, SECRET)) {
    echo "not valid\n";
}
$kept = Dojo\Webhook::isValid(BODY, SIGNATURE, SECRET);
echo implode("\n", $warnings), count($warnings), " warnings\n";

Dojo\Webhook::isValid(BODY, SIGNATURE, SECRET);
$expected = PHP_VERSION_ID < 80500 ? [] : ['The return value of method Dojo\Webhook::isValid() should either be used or intentionally ignored by casting it as (void), as only the result says whether the signature is valid'];
echo $warnings === $expected ? "as expected\n" : var_export($warnings, true);
?>
--EXPECT--
0 warnings
as expected
