--TEST--
A body larger than dojo.max_webhook_bytes is refused unread, signed or not
--EXTENSIONS--
dojo
--INI--
dojo.max_webhook_bytes=300
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$fits = '{"id":"evt_1","event":"x","data":{"text":"' . str_repeat('x', 300 - 45) . '"}}';
$large = str_replace('"}}', 'x"}}', $fits);
var_dump(strlen($fits), Dojo\Webhook::verify($fits, signed($fits), SECRET)->id);
thrown(fn () => Dojo\Webhook::verify($large, signed($large), SECRET));
thrown(fn () => Dojo\Webhook::verify(str_repeat('x', 1000000), null, SECRET));
var_dump(Dojo\Webhook::isValid($large, signed($large), SECRET));
// sign(), which is for tests, has no limit.
var_dump(Dojo\Webhook::sign($large, SECRET) === signed($large));
?>
--EXPECT--
int(300)
string(5) "evt_1"
Dojo\SignatureException: the body is larger than dojo.max_webhook_bytes (301 > 300); Dojo's events never are
Dojo\SignatureException: the body is larger than dojo.max_webhook_bytes (1000000 > 300); Dojo's events never are
bool(false)
bool(true)
