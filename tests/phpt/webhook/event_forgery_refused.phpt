--TEST--
A Webhook without a signature cannot be created or altered
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

$event = Dojo\Webhook::verify(BODY, SIGNATURE, SECRET);
$class = new ReflectionClass(Dojo\Webhook::class);
thrown(fn () => new Dojo\Webhook());
thrown(fn () => $class->newInstance());
thrown(fn () => $class->newInstanceWithoutConstructor());
thrown(fn () => clone $event);
thrown(fn () => serialize($event));
thrown(fn () => unserialize('O:12:"Dojo\Webhook":1:{s:2:"id";s:4:"fake";}'));
thrown(fn () => unserialize('C:12:"Dojo\Webhook":0:{}'));
thrown(fn () => $event->id = 'fake');
thrown(function () use ($event): void {
    $event->data['paymentStatus'] = 'Captured';
});
thrown(function () use ($event): void {
    $event->extra = 1;
});
thrown(function () use ($event): void {
    unset($event->payload);
});
thrown(function () use ($event): void {
    $id = &$event->id;
    $id = 'fake';
});
thrown(fn () => (new ReflectionProperty($event, 'id'))->setValue($event, 'fake'));
thrown(fn () => $event->__construct());
thrown(fn () => $class->getConstructor()->invoke($event));
var_dump($event->id === 'evt_hnnHxIKR_Uy6bhZCusCltw', $class->isFinal());
?>
--EXPECTF--
Error: Dojo\Webhook objects are created only by Dojo\Webhook::verify() and fromGlobals(), from a body whose signature is valid
Error: Dojo\Webhook objects are created only by Dojo\Webhook::verify() and fromGlobals(), from a body whose signature is valid
ReflectionException: Class Dojo\Webhook is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: Trying to clone an uncloneable object of class Dojo\Webhook
Exception: Serialization of 'Dojo\Webhook' is not allowed
Exception: Unserialization of 'Dojo\Webhook' is not allowed
Exception: Unserialization of 'Dojo\Webhook' is not allowed
Error: Cannot %Smodify readonly property Dojo\Webhook::$id
Error: Cannot %Smodify readonly property Dojo\Webhook::$data
Error: Cannot create dynamic property Dojo\Webhook::$extra
Error: Cannot unset readonly property Dojo\Webhook::$payload
Error: Cannot %Smodify readonly property Dojo\Webhook::$id
Error: Cannot %Smodify readonly property Dojo\Webhook::$id
Error: Call to private method Dojo\Webhook::__construct() from global scope
Error: Dojo\Webhook objects are created only by Dojo\Webhook::verify() and fromGlobals(), from a body whose signature is valid
bool(true)
bool(true)
