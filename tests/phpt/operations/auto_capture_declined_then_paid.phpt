--TEST--
Auto: a declined card leaves the intent Created, and another card pays it
--EXTENSIONS--
dojo
--SKIPIF--
<?php require __DIR__ . '/../../support/skip_without_sandbox.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../../support/lifecycle.inc';

$id = create();
pay($id, Sandbox::DECLINED_CARD);
see($id);
pay($id, Sandbox::DECLINED_CARD);
see($id);
pay($id, Sandbox::CHALLENGED_CARD);
see($id);
$sandbox->answerChallenge('fail');
see($id);
pay($id, Sandbox::CHALLENGED_CARD);
$sandbox->answerChallenge('approve');
see($id);
?>
--EXPECT--
Created
Created
Created
Created
Captured
