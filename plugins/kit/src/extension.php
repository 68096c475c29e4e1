<?php

declare(strict_types=1);

namespace Dojo\Shop;

/* Loaded before any class: a shop that can't take payments must say so at its start, not when a customer pays. */
if (!extension_loaded('dojo')) {
    throw new \RuntimeException(
        'Payments with Dojo need the PHP extension "dojo", which is not loaded in ' . PHP_SAPI . ' of PHP ' . PHP_VERSION
        . '. Ask your host to run "pie install dojo-php/dojo" or "pecl install dojo" for this PHP, to add extension=dojo'
        . ' to its configuration, and to restart it.',
    );
}
