--TEST--
Every exception has outcomeUnknown() and extends \Exception; misuse throws an \Error
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

/** One catch block for everything that a call may throw. */
function outcome(callable $call): string
{
    try {
        $call();
    } catch (Dojo\DojoException $error) {
        return $error->outcomeUnknown() ? 'unknown' : 'known';
    } catch (Exception $error) {
        return 'another exception: ' . get_class($error);
    } catch (Error $error) {
        return get_class($error) . ($error instanceof Dojo\DojoException ? ', but a DojoException' : '');
    }

    return 'nothing was thrown';
}

$classes = array_filter(get_declared_classes(), static fn (string $class): bool => is_a($class, Dojo\DojoException::class, true));
sort($classes);
$made = 0;
foreach ($classes as $class) {
    $error = new $class('made by a test', 7, new RuntimeException('before'));
    $good = $error instanceof Exception && outcome(fn () => throw $error) === 'known'
        && $error->getMessage() === 'made by a test' && $error->getCode() === 7 && $error->getPrevious()->getMessage() === 'before';
    $good ? $made++ : print("$class\n");
}
var_dump($made === count($classes), $made >= 17);

$unknown = new class ('no response') extends Dojo\TimeoutException {
    public function outcomeUnknown(): bool
    {
        return true;
    }
};
var_dump(outcome(fn () => throw $unknown));
class NoAnswer extends Dojo\ServerException
{
    public bool $outcomeUnknown = true; // the parent's property is private
    public int $status = 503;
}
$server = new NoAnswer();
var_dump($server->outcomeUnknown(), $server->status, unserialize(serialize($server))->status);
// unserialize() makes the property a reference.
$pair = unserialize(preg_replace(['~^a:1~', '~b:0~', '~\}$~D'], ['a:2', 'b:1', 'i:1;R:10;}'], serialize([new Dojo\TimeoutException('kept')])));
var_dump($pair[0]->outcomeUnknown(), $pair[1]);
eval('final class Hasty extends Dojo\Client { public function __construct() {} }');
var_dump(outcome(fn () => (new Hasty())->listTerminals()), outcome(fn () => (new Dojo\Client('sk_sandbox_example'))->__construct('x')));
var_dump(outcome(fn () => new Dojo\Client('')), outcome(fn () => Dojo\Webhook::verify('{}', null, 'x')));
try {
    new Dojo\Client('');
} catch (InvalidArgumentException $error) {
    echo get_class($error), " $error->field\n";
}
?>
--EXPECT--
bool(true)
bool(true)
string(7) "unknown"
bool(false)
int(503)
int(503)
bool(true)
bool(true)
string(5) "Error"
string(5) "Error"
string(5) "known"
string(5) "known"
Dojo\ValidationException apiKey
