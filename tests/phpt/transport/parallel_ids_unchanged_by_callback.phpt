--TEST--
onExchange cannot change the ids passed to getPaymentIntents(), even by reference
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$wire = new Wire(Wire::json('{"ok":true}'));
$first = 'pi_' . bin2hex(random_bytes(8));
$second = 'pi_' . bin2hex(random_bytes(8));
$passed = ["$first", "$second", '17'];
$kept = [];
$client = $wire->client(onExchange: static function () use (&$first, &$second, &$kept): void {
    $first = $second = null;
    for ($i = 0; $i < 50; $i++) {
        $kept[] = str_repeat('x', 17) . $i;
    }
});
var_dump(array_keys($client->getPaymentIntents([&$first, &$second, '17'])) == $passed);
?>
--EXPECT--
bool(true)
