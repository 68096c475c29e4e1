<?php

declare(strict_types=1);

/* Finds the classes of the tests: Dojo\Tests\Report in tests/support/, Dojo\Tests\Delivery\Apache in tests/programs/delivery/. */

spl_autoload_register(static function (string $class): void {
    $names = explode('\\', $class);
    if (array_splice($names, 0, 2) !== ['Dojo', 'Tests'] || $names === []) {
        return;
    }
    $name = array_pop($names);
    $folder = $names === [] ? __DIR__ : dirname(__DIR__) . '/programs/' . strtolower(implode('/', $names));
    if (is_file("$folder/$name.php")) {
        require "$folder/$name.php";
    }
});
