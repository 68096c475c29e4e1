<?php

/**
 * Where the published document contradicts itself or lacks something, so that correct requests and responses violate it. An exception
 * that is no longer needed fails the tests.
 *
 * name => operations, direction, violations in Prism's words, the reason; and if none of the cases needs it, the arguments of a call
 * that does. The direction is request (ours), response (the offline Dojo's) or example (the document's own).
 */

declare(strict_types=1);

namespace Dojo\Tests\Contract;

$extra = static fn (string $place, string $field): string => rtrim("response.body.$place", '.') . ': Response body '
    . ($place === '' ? '' : "property $place ") . "must NOT have additional properties; found '$field'";
$missing = static fn (string $place, string $field): string => "response.body.$place: Response body property $place must have required property '$field'";
$noDate = static fn (string $place): string => "response.body.$place: Response body property $place must match format \"date-time\"";

return [
    'several customers at once' => [
        'operations' => ['getCustomers'],
        'direction' => 'request',
        'violations' => ['path.customerid: Request path parameter customerid must be string,null'],
        'reason' => 'The document has one string here, with commas between the ids; Prism treats a value with a comma as a list.',
        'call' => static fn (States $s): array => [[$s->customer(), $s->customer()]],
    ],
    'errors of the EPOS operations' => [
        'operations' => ['sendEposEvent', 'listEposIntegrations', 'getEposRestIntegrations', 'setEposRestIntegration',
            'getEposWebSocketIntegrations', 'setEposWebSocketIntegration', 'getEposDojoIntegrations'],
        'direction' => 'response',
        'violations' => ['status 401 is not in the document'],
        'reason' => 'The document has no errors for these operations, although they need a key like all others.',
    ],
    'examples of payment intents' => [
        'operations' => ['createPaymentIntent', 'getPaymentIntent', 'cancelPaymentIntent', 'setPaymentIntentAmount', 'setPaymentIntentTips',
            'refreshPaymentIntentSecret'],
        'direction' => 'example',
        'violations' => [$extra('', 'paymentSource'), $extra('', 'paymentEvents'), $extra('config', 'branding'), $extra('config', 'tradingName')],
        'reason' => 'The examples have fields that the schema does not name, and the schema forbids such fields.',
    ],
    'example of a setup intent' => [
        'operations' => ['createSetupIntent'],
        'direction' => 'example',
        'violations' => [$extra('config', 'branding'), $extra('config', 'tradingName')],
        'reason' => 'The example has fields that the schema does not name, and the schema forbids such fields.',
    ],
    'example of a reversal' => [
        'operations' => ['reversePaymentIntent'],
        'direction' => 'example',
        'violations' => [$extra('', 'id')],
        'reason' => 'The example calls the reversal\'s id `id`, the schema calls it `reversalId` and forbids other fields.',
    ],
    'example of a search' => [
        'operations' => ['searchPaymentIntents'],
        'direction' => 'example',
        'violations' => array_map(
            static fn (string $field): string => $missing('data.0.terminalSessionHistory.0.terminalSession.details', $field),
            ['sale', 'unlinkedRefund', 'matchedRefund', 'sessionType'],
        ),
        'reason' => 'There is no whole example; the one put together from those of its parts has empty details of a terminal session.',
    ],
    'example of the list of webhooks' => [
        'operations' => ['listWebhooks'],
        'direction' => 'example',
        'violations' => ['response.body: Response body must be array'],
        'reason' => 'The schema is a list, its example is a single subscription.',
    ],
    'examples of a webhook with a secret' => [
        'operations' => ['subscribeWebhook', 'updateWebhook', 'listWebhookSecrets', 'generateWebhookSecret'],
        'direction' => 'example',
        'violations' => [$extra('secrets.0', 'lastUsedAt'), $noDate('secrets.0.createdAt')],
        'reason' => 'The examples have a field that the schema forbids, and a date without a time zone.',
    ],
    'examples of the second secret' => [
        'operations' => ['listWebhookSecrets', 'generateWebhookSecret'],
        'direction' => 'example',
        'violations' => [$extra('secrets.1', 'lastUsedAt'), $noDate('secrets.1.createdAt')],
        'reason' => 'Like those of the first one.',
    ],
    'examples of EPOS integrations of one kind' => [
        'operations' => ['getEposRestIntegrations', 'setEposRestIntegration', 'getEposWebSocketIntegrations', 'setEposWebSocketIntegration',
            'getEposDojoIntegrations'],
        'direction' => 'example',
        'violations' => [$missing('0.capabilities.0', 'updatedAt'), $missing('0.capabilities.1', 'updatedAt')],
        'reason' => 'The schema requires the time at which a capability was changed; the examples lack it.',
    ],
    'example of all EPOS integrations' => [
        'operations' => ['listEposIntegrations'],
        'direction' => 'example',
        'violations' => [
            $missing('wsIntegrations.0.capabilities.0', 'updatedAt'), $missing('wsIntegrations.0.capabilities.1', 'updatedAt'),
            $missing('restIntegrations.0.capabilities.0', 'updatedAt'), $missing('restIntegrations.0', 'auth'),
        ],
        'reason' => 'The schema requires the time at which a capability was changed, and how to log in; the example lacks both.',
    ],
];
