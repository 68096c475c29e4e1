<?php

declare(strict_types=1);

/* Loads the classes of Dojo\Shop, for shops and plugins without Composer. Refuses without the extension. */

require_once __DIR__ . '/src/extension.php';

spl_autoload_register(static function (string $class): void {
    if (str_starts_with($class, 'Dojo\\Shop\\')) {
        $file = __DIR__ . '/src/' . strtr(substr($class, strlen('Dojo\\Shop\\')), '\\', '/') . '.php';
        if (is_file($file)) {
            require_once $file;
        }
    }
});
