--TEST--
fromGlobals() on the command line throws
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/run_php.inc';
require __DIR__ . '/../../support/thrown.inc';

thrown(fn () => Dojo\Webhook::fromGlobals(SECRET));
thrown(fn () => Dojo\Webhook::fromGlobals(''));
thrown(fn () => Dojo\Webhook::fromGlobals([]));
thrown(fn () => Dojo\Webhook::fromGlobals());

// PHP's run-tests.php sets REQUEST_METHOD; without it the command line has no method.
putenv('REQUEST_METHOD');
$code = 'try { Dojo\Webhook::fromGlobals("secret"); } catch (Dojo\SignatureException $error) { echo get_class($error), ": ", $error->getMessage(); }';
echo run_php($code), "\n";
?>
--EXPECT--
Dojo\MissingSignatureException: this is a GET request: webhooks are delivered by POST only
Dojo\MissingSignatureException: this is a GET request: webhooks are delivered by POST only
Dojo\MissingSignatureException: this is a GET request: webhooks are delivered by POST only
ArgumentCountError: Dojo\Webhook::fromGlobals() expects exactly 1 argument, 0 given
Dojo\SignatureException: the body is empty: this request is not from Dojo, or something on the way dropped its body
