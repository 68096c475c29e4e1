<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * The API as a table: method, path, service.handler, error shape, body shape, needs.
 *
 * Needs: K the merchant's key · C the customer's secret in place of the key · O a key only if one is sent ·
 * V the version header · S the software-house-id header.
 */
final class Operations
{
    private const PI = '/payment-intents/{paymentIntentId}';
    private const SI = '/setup-intents/{setupIntentId}';
    private const WS = '/webhooks/{subscriptionId}';
    private const CU = '/customers/{customerId}';
    private const TS = '/terminal-sessions/{terminalSessionId}';

    private const TABLE = [
        ['POST', '/payment-intents', 'intents.create', 'PD', 'CreatePaymentIntentRequest', 'KV'],
        ['POST', '/payment-intents/search', 'intents.search', 'PD', 'SearchPaymentIntentRequest', 'KV'],
        ['GET', '/payment-intents/refunds/{refundId}', 'moves.getRefund', 'PD', null, 'KV'],
        ['GET', self::PI, 'intents.get', 'PD', null, 'KV'],
        ['DELETE', self::PI, 'intents.cancel', 'PD', null, 'KV'],
        ['POST', self::PI . '/captures', 'moves.capture', 'PD', 'CreateCaptureRequest', 'KV'],
        ['POST', self::PI . '/charge', 'moves.charge', 'PD', null, 'KV'],
        ['POST', self::PI . '/refunds', 'moves.refund', 'PD', 'CreateRefundRequest', 'KV'],
        ['POST', self::PI . '/reversal', 'moves.reverse', 'PD', null, 'KV'],
        ['POST', self::PI . '/amount', 'intents.setAmount', 'PD', 'SetAmountRequest', 'KV'],
        ['POST', self::PI . '/tips-amount', 'intents.setTips', 'PD', 'SetTipsAmountRequest', 'KV'],
        ['POST', self::PI . '/receipt', 'intents.sendReceipt', 'PD', 'SendEmailReceiptRequest', 'KV'],
        ['POST', self::PI . '/refresh-client-session-secret', 'intents.refreshSecret', 'PD', null, 'KV'],

        ['POST', '/setup-intents', 'setupIntents.create', 'PD', 'CreateSetupIntentRequest', 'KV'],
        ['GET', '/setup-intents/public/{setupIntentId}', 'setupIntents.getPublic', 'PD', null, 'OV'],
        ['POST', '/setup-intents/public/{setupIntentId}/refresh-client-session-secret', 'setupIntents.refreshPublic', 'PD', null, 'OV'],
        ['GET', self::SI, 'setupIntents.get', 'PD', null, 'KV'],
        ['DELETE', self::SI, 'setupIntents.cancel', 'PD', null, 'KV'],
        ['POST', self::SI . '/refresh-client-session-secret', 'setupIntents.refreshSecret', 'PD', null, 'KV'],

        ['GET', '/webhooks/events', 'webhooks.events', 'ER', null, 'KV'],
        ['GET', '/webhooks', 'webhooks.all', 'ER', null, 'KV'],
        ['POST', '/webhooks', 'webhooks.subscribe', 'ER', 'SubscriptionRequest', 'KV'],
        ['PATCH', self::WS, 'webhooks.update', 'ER', 'SubscriptionUpdateRequest', 'KV'],
        ['DELETE', self::WS, 'webhooks.delete', 'ER', null, 'KV'],
        ['GET', self::WS . '/secrets', 'webhooks.secrets', 'ER', null, 'KV'],
        ['POST', self::WS . '/secrets', 'webhooks.generateSecret', 'ER', null, 'KV'],
        ['PUT', self::WS . '/secrets/{secretId}/activate', 'webhooks.activateSecret', 'ER', null, 'KV'],
        ['DELETE', self::WS . '/secrets/{secretId}', 'webhooks.deleteSecret', 'ER', null, 'KV'],

        ['POST', '/customers', 'customers.create', 'PD', 'CreateCustomerRequest', 'KV'],
        ['POST', '/customers/search', 'customers.search', 'PD', 'SearchCustomerRequest', 'KV'],
        ['GET', self::CU, 'customers.get', 'PD', null, 'KV'],
        ['PATCH', self::CU, 'customers.update', 'PD', 'UpdateCustomerRequest', 'KV'],
        ['DELETE', self::CU, 'customers.delete', 'PD', null, 'KV'],
        ['POST', self::CU . '/create-secret', 'customers.createSecret', 'PD', null, 'KV'],
        ['GET', '/customers/public/{customerId}/payment-methods', 'customers.paymentMethods', 'PD', null, 'CV'],
        ['DELETE', '/customers/public/{customerId}/payment-methods/{paymentMethodId}', 'customers.deletePaymentMethod', 'PD', null, 'CV'],

        ['GET', '/terminals', 'terminals.all', 'E', null, 'KVS'],
        ['GET', '/terminals/{terminalId}', 'terminals.get', 'E', null, 'KVS'],
        ['POST', '/terminal-sessions', 'terminalSessions.create', 'PT', 'CreateTerminalSessionRequest', 'KVS'],
        ['GET', self::TS, 'terminalSessions.get', 'PT', null, 'KVS'],
        ['PUT', self::TS . '/cancel', 'terminalSessions.cancel', 'PT', null, 'KVS'],
        ['PUT', self::TS . '/signature', 'terminalSessions.signature', 'PT', 'SignatureVerificationRequest', 'KVS'],

        ['POST', '/epos/events', 'epos.event', 'PD', 'EventRequest', 'K'],
        ['GET', '/epos/integrations', 'epos.integrations', 'PD', null, 'K'],
        ['GET', '/epos/integrations/rest', 'epos.rest', 'PD', null, 'K'],
        ['PUT', '/epos/integrations/rest', 'epos.setRest', 'PD', 'RestIntegrationRequest', 'K'],
        ['GET', '/epos/integrations/ws', 'epos.webSocket', 'PD', null, 'K'],
        ['PUT', '/epos/integrations/ws', 'epos.setWebSocket', 'PD', 'WsIntegrationRequest', 'K'],
        ['GET', '/epos/integrations/dojo', 'epos.managed', 'PD', null, 'K'],
    ];

    /** @var array<int, list<Operation>> by the number of parts of the path */
    private static array $byDepth = [];

    /** @return list<Operation> those whose paths have this many parts */
    private static function ofDepth(int $depth): array
    {
        foreach (self::$byDepth === [] ? self::TABLE : [] as $row) {
            $operation = new Operation(...$row);
            self::$byDepth[substr_count($operation->path, '/')][] = $operation;
        }

        return self::$byDepth[$depth] ?? [];
    }

    /**
     * The rows that match a path, whatever their method. Rows without parameters come first, because `/payment-intents/search` is
     * not an intent called search.
     *
     * @return list<array{Operation, array<string, string>}> with the decoded path parameters
     */
    public static function match(string $path): array
    {
        // Dojo's own samples write both /payment-intents and /payment-intents/.
        $path = strlen($path) > 1 && str_ends_with($path, '/') ? substr($path, 0, -1) : $path;
        $matches = [];
        foreach (self::ofDepth(substr_count($path, '/')) as $operation) {
            $parameters = PathTemplate::match($operation->path, $path);
            if ($parameters !== null) {
                $matches[] = [$operation, $parameters];
            }
        }
        usort($matches, static fn (array $a, array $b): int => count($a[1]) <=> count($b[1]));

        return $matches;
    }
}
