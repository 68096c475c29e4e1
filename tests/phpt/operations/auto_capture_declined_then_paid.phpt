--TEST--
Auto capture: after a declined card the intent stays Created, and another card pays it
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
pay($id, Sandbox::DECLINED_CARD);
print_status($id);
pay($id, Sandbox::DECLINED_CARD);
print_status($id);
pay($id, Sandbox::CHALLENGED_CARD);
print_status($id);
$sandbox->answerChallenge('fail');
print_status($id);
pay($id, Sandbox::CHALLENGED_CARD);
$sandbox->answerChallenge('approve');
print_status($id);
?>
--EXPECT--
Created
Created
Created
Created
Captured
