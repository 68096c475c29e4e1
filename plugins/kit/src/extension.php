<?php

declare(strict_types=1);

namespace Dojo\Shop;

/*
 * Loaded before the kit is made: a shop that can't take payments must say so at its start, not when a customer pays. autoload.php and
 * the classes Settings and Kit require it, but Composer's autoloader does not: a shop whose PHP lost the extension still has its pages.
 */

/** The oldest version of the extension that has what the kit uses. */
const EXTENSION_VERSION = '0.1.0';

/**
 * What is wrong with the extension, and what the host has to install.
 *
 * @param string|false $version as phpversion('dojo') says it
 * @return ?string null if it is right
 */
function extension_problem(string|false $version): ?string
{
    $here = PHP_SAPI . ' of PHP ' . PHP_VERSION;
    $then = '. Ask your host to run "pie install dojo-php/dojo" or "pecl install dojo" for this PHP, ';
    if ($version === false) {
        $ini = php_ini_loaded_file();

        return "Payments with Dojo need the PHP extension \"dojo\", which is not loaded in $here{$then}to add extension=dojo to "
            . ($ini === false ? 'its php.ini' : $ini) . ', and to restart it.';
    }

    return version_compare($version, EXTENSION_VERSION, '>=') ? null
        : "Payments with Dojo need version " . EXTENSION_VERSION . " of the PHP extension \"dojo\" or newer; $here has $version{$then}and to restart it.";
}

$problem = extension_problem(phpversion('dojo'));
if ($problem !== null) {
    throw new \RuntimeException($problem);
}
