<?php

declare(strict_types=1);

/*
 * The page that Dojo calls when a payment has changed. The class does it in the order that loses nothing: prove that the event comes from
 * Dojo, write it down, respond, and only then work. It says which status means what.
 *
 * In a framework or a plugin, respond with the platform's own function: see Endpoint::receive(). If anything before this page has sent
 * a line such as header('HTTP/1.1 200 OK'), http_response_code() has no effect, and a refused event is lost as "200".
 */

use Dojo\Shop\Endpoint;

http_response_code(500); // until the event is written down: a fatal error that PHP shows would otherwise go out as 200

require __DIR__ . '/../config.php';

(new Endpoint(kit(...)))->serve();
