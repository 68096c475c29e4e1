<?php

declare(strict_types=1);

/*
 * The page that Dojo calls when a payment has changed. The class does it in the order that loses nothing: prove that the event comes from
 * Dojo, write it down, respond, and only then work. It says which status means what.
 *
 * In a framework or a plugin, respond with the platform's own function: see Endpoint::receive().
 */

use Dojo\Shop\Endpoint;

/* Until the event is written down: a fatal error that PHP shows would otherwise go out as 200. A line with header(), because
   http_response_code() has no effect if something before this page has set one: in WordPress and WooCommerce that happens. */
header('HTTP/1.1 500 Not taken');

require __DIR__ . '/../config.php';

(new Endpoint(kit(...)))->serve();
