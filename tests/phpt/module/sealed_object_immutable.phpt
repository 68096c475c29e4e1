--TEST--
Nothing can change a verified event or an exchange: no reference, array function, Reflection or loop
--EXTENSIONS--
dojo
--INI--
error_reporting=E_ALL & ~E_DEPRECATED
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/sealed_classes.inc';

/** The contents of an object, by every way of reading them. */
function shown(object $object): string
{
    $looped = [];
    foreach ($object as $name => $value) {
        $looped[$name] = $value;
    }
    ob_start();
    var_dump($object, $looped, (array) $object, get_object_vars($object), get_mangled_object_vars($object));
    print_r($object);
    var_export($object);
    echo json_encode($object), http_build_query($object);
    foreach (array_keys($looped) as $name) {
        var_dump($object->$name);
    }

    return preg_replace('~#\d+~', '', ob_get_clean());
}

$alter = static function (mixed &$value): void {
    $value = 'forged';
};
foreach ([verified(), exchange()] as $object) {
    $text = $object instanceof Dojo\Webhook ? 'event' : 'path';
    $before = shown($object);
    $attempts = [
        'write' => function () use ($object, $text): void { $object->$text = 'forged'; },
        'reference' => function () use ($object, $text): void { $reference = &$object->$text; $reference = 'forged'; },
        'argument by reference' => function () use ($object, $text, $alter): void { $alter($object->$text); },
        'element' => function () use ($object): void { $object->data['paymentStatus'] = 'Captured'; },
        'unset' => function () use ($object, $text): void { unset($object->$text); },
        'another property' => function () use ($object): void { $object->more = 'forged'; },
        'preg_match' => function () use ($object, $text): void { preg_match('~x~', 'x', $object->$text); },
        'settype' => function () use ($object, $text): void { settype($object->$text, 'array'); },
        'array_walk' => function () use ($object, $alter): void { array_walk($object, $alter); },
        'array_walk_recursive' => function () use ($object, $alter): void { array_walk_recursive($object, $alter); },
        'array_walk that keeps references' => function () use ($object): void {
            $kept = [];
            array_walk($object, static function (mixed &$value) use (&$kept): void {
                $kept[] = &$value;
            });
            foreach ($kept as &$value) {
                $value = 'forged';
            }
        },
        'array_walk that reads the object' => function () use ($object): void {
            array_walk($object, static function (mixed &$value) use ($object): void {
                $value = 'forged';
                shown($object);
            });
        },
        'foreach by reference' => function () use ($object): void {
            foreach ($object as &$value) {
                $value = 'forged';
            }
        },
        'end and reset' => function () use ($object): void { @end($object); @reset($object); },
        'ArrayObject' => function () use ($object, $text): void { $array = new ArrayObject($object); $array[$text] = 'forged'; },
        'ArrayIterator' => function () use ($object, $text): void { $array = new ArrayIterator($object); $array[$text] = 'forged'; },
        'exchangeArray' => function () use ($object, $text): void { $array = new ArrayObject(); $array->exchangeArray($object); $array[$text] = 'forged'; },
        'RecursiveArrayIterator' => function () use ($object): void { foreach (new RecursiveIteratorIterator(new RecursiveArrayIterator([$object])) as &$value) { $value = 'forged'; } },
        'Reflection' => function () use ($object, $text): void { (new ReflectionProperty($object, $text))->setValue($object, 'forged'); },
        'cast and write' => function () use ($object, $text): void { $array = (array) $object; $array[$text] = 'forged'; },
        'vars and write' => function () use ($object, $text): void { $array = get_object_vars($object); $reference = &$array[$text]; $reference = 'forged'; },
        'extract' => function () use ($object): void { $array = (array) $object; extract($array, EXTR_REFS); $event = $path = 'forged'; },
        'array_multisort' => function () use ($object): void { $array = (array) $object; array_multisort($array); },
        'closure' => function () use ($object, $text): void { (function () use ($text): void { $this->$text = 'forged'; })->call($object); },
    ];
    if (PHP_VERSION_ID >= 80400) {
        $attempts['raw value'] = function () use ($object, $text): void { (new ReflectionProperty($object, $text))->setRawValue($object, 'forged'); };
        $attempts['raw value, not lazily'] = function () use ($object, $text): void { (new ReflectionProperty($object, $text))->setRawValueWithoutLazyInitialization($object, 'forged'); };
    }
    foreach ($attempts as $how => $attempt) {
        set_error_handler(static fn () => true);
        try {
            $attempt();
        } catch (Throwable) {
        }
        restore_error_handler();
        if (shown($object) !== $before) {
            echo "$how altered it:\n", shown($object);
            $before = shown($object);
        }
    }
    echo count($attempts) >= 24 ? "unaltered\n" : "too few attempts\n";
}

echo "-- changes to a property table stay in it\n";
$event = verified();
array_walk($event, static function (mixed &$value, string $name) use ($event): void {
    static $walked = 0;
    $value = new class($event) {
        public function __construct(private readonly Dojo\Webhook $event)
        {
        }

        public function __destruct()
        {
            echo count(get_object_vars($this->event)), ' ';
        }
    };
    echo ++$walked > 7 ? "walked on\n" : '';
});
echo "\n", implode(' ', array_keys(get_object_vars($event))), "\n";
echo $event->paymentIntentId(), ' ', $event->paymentStatus()->name, "\n";

echo "-- nor does it change a table that is being dumped\n";
$event->createdAt->spy = new class($event) {
    public function __construct(private readonly Dojo\Webhook $event)
    {
    }

    public function __debugInfo(): array
    {
        foreach ($this->event as $name => &$value) {
            if ($name === 'data') { // the next step would refresh the table
                $value = 'forged';
                break;
            }
        }

        return [];
    }
};
ob_start();
var_dump($event);
var_dump(str_contains(ob_get_clean(), 'forged'));
unset($event->createdAt->spy);

echo "-- cycles through a date are collected\n";
$event->createdAt->event = $event;
$event->createdAt->last = new class {
    public function __destruct()
    {
        echo "collected\n";
    }
};
$vars = get_object_vars($event);
unset($event, $vars);
gc_collect_cycles();
?>
--EXPECT--
unaltered
unaltered
-- changes to a property table stay in it
7 7 7 7 7 7 7 
id event accountId payload createdAt data secretIndex
pi_vpwd4ooAPEqyNAQe4z89WQ Created
-- nor does it change a table that is being dumped
bool(false)
-- cycles through a date are collected
collected
