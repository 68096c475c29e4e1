--TEST--
exit() in onExchange ends the script after a success, a failure, or an earlier exception in onExchange
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/run_php.inc';
require __DIR__ . '/../../support/wire.inc';

// The callback takes longer than the pause before a retry, so a retry would have had time to be sent.
$wire = new Wire(Wire::json('{}'), Wire::json('{}', 503), Wire::json('{}', 404));
$code = '$client = new Dojo\Client("sk_sandbox_example", baseUrl: getenv("URL"), onExchange: function () { echo "bye\n"; usleep(260000); exit(3); });
    try { $client->getPaymentIntent("pi_1"); } catch (Throwable $e) { echo get_class($e); } finally { echo "not reached\n"; }';
for ($i = 0; $i < 3; $i++) {
    echo run_php($code, [], ['URL' => $wire->url]), "\n";
}
echo count($wire->requests()), " requests\n";
$code = str_replace('echo "bye\n";', 'if ($GLOBALS["calls"]++ === 0) { throw new LogicException(); } echo "bye\n";', '$calls = 0; ' . $code);
$wire = new Wire(Wire::json('{}', 503), Wire::json('{}'));
echo run_php($code, [], ['URL' => $wire->url]), "\n";
echo count($wire->requests()), " requests\n";
?>
--EXPECT--
bye
[exit status 3]
bye
[exit status 3]
bye
[exit status 3]
3 requests
bye
[exit status 3]
2 requests
