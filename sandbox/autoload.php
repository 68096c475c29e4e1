<?php

/**
 * Loads the classes of this folder, for use without Composer.
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    foreach (['Dojo\\Sandbox\\SelfTest\\' => 'selftest', 'Dojo\\Sandbox\\' => 'src'] as $namespace => $folder) {
        if (str_starts_with($class, $namespace)) {
            $file = __DIR__ . "/$folder/" . substr($class, strlen($namespace)) . '.php';
            if (is_file($file)) {
                require $file;
            }

            return;
        }
    }
});
