<?php

/*
 * Calls one thing N times, for Allocations.php, which counts the calls within it under callgrind: php calls.php isValid|verify|digest N
 */

declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

[, $what, $times] = $argv;
$pretty = (string) json_encode(json_decode(BODY), JSON_PRETTY_PRINT);
for ($i = 0; $i < (int) $times; $i++) {
    switch ($what) {
        case 'isValid':
            // Valid, valid in a list, wrong, wrong with a cause to diagnose, malformed, missing: no exception for any of them.
            Dojo\Webhook::isValid(BODY, SIGNATURE, SECRET);
            Dojo\Webhook::isValid(BODY, SIGNATURE, [OTHER_SECRET, SECRET]);
            Dojo\Webhook::isValid(BODY, OTHER_SIGNATURE, SECRET);
            Dojo\Webhook::isValid($pretty, SIGNATURE, SECRET);
            Dojo\Webhook::isValid(BODY, 'sha256=', SECRET);
            Dojo\Webhook::isValid(BODY, null, SECRET);
            break;
        case 'verify':
            try {
                Dojo\Webhook::verify($pretty, SIGNATURE, SECRET);
            } catch (Dojo\SignatureException) {
            }
            break;
        case 'digest':
            openssl_digest(BODY, 'sha256');
            break;
    }
}
