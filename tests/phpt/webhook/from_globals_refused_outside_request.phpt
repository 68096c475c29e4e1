--TEST--
fromGlobals() outside a request throws
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

thrown(fn () => Dojo\Webhook::fromGlobals(SECRET));
thrown(fn () => Dojo\Webhook::fromGlobals(''));
thrown(fn () => Dojo\Webhook::fromGlobals([]));
thrown(fn () => Dojo\Webhook::fromGlobals());
?>
--EXPECT--
Dojo\MissingSignatureException: this is a GET request: webhooks are delivered by POST only
Dojo\MissingSignatureException: this is a GET request: webhooks are delivered by POST only
Dojo\MissingSignatureException: this is a GET request: webhooks are delivered by POST only
ArgumentCountError: Dojo\Webhook::fromGlobals() expects exactly 1 argument, 0 given
