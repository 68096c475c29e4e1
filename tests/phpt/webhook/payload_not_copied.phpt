--TEST--
An event shares the caller's body without copying it, and later changes do not affect it
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

$body = '{"id":"evt_1","event":"x","data":{},"filler":"' . str_repeat('x', 200_000) . '"}';
$signature = signed($body);
$before = memory_get_usage();
$event = Dojo\Webhook::verify($body, $signature, SECRET);
echo memory_get_usage() - $before < 100_000 ? "shared\n" : "copied\n";
$original = strrev(strrev($body));
$body[0] = '[';
$body .= 'more';
var_dump($event->payload === $original);
?>
--EXPECT--
shared
bool(true)
