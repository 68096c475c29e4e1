<?php

/**
 * Where the published document contradicts itself or leaves something out, so that what is right breaks its letter. An exception
 * that no call needs any more makes the tests fail.
 *
 * name => operations, direction (request or response), the exact violation, the reason; and where none of the cases needs it, the
 * arguments of a call that does.
 */

declare(strict_types=1);

namespace Dojo\Contract;

return [
    'several customers at once' => [
        'operations' => ['getCustomers'],
        'direction' => 'request',
        'violation' => 'path.customerid: Request path parameter customerid must be string,null',
        'reason' => 'The document calls it one string with ids between commas; Prism takes any path parameter with a comma for a list.',
        'call' => static fn (Shop $s): array => [[$s->customer(), $s->customer()]],
    ],
    'errors of the EPOS operations' => [
        'operations' => ['sendEposEvent', 'listEposIntegrations', 'getEposRestIntegrations', 'setEposRestIntegration',
            'getEposWebSocketIntegrations', 'setEposWebSocketIntegration', 'getEposDojoIntegrations'],
        'direction' => 'response',
        'violation' => 'status 401 is not in the document',
        'reason' => 'The document has no errors for these operations, though they need a key like all others.',
    ],
];
