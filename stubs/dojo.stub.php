<?php

/** @generate-class-entries */

namespace Dojo;

/**
 * Whatever this extension throws.
 */
interface Exception extends \Throwable
{
}

/**
 * The API answered with an error.
 *
 * @strict-properties
 */
class ApiException extends \RuntimeException implements Exception
{
    public int $status = 0;
    public ?string $type = null;
    public ?string $title = null;
    public ?string $detail = null;
    public ?string $traceId = null;
    public ?array $errors = null;
    public string $body = "";
    public bool $outcomeUnknown = false;
}

/**
 * 400, 405 or 422: the API refuses the request.
 *
 * @strict-properties
 */
class InvalidRequestException extends ApiException
{
}

/**
 * 401: the API key (or the customer's secret) is not accepted.
 *
 * @strict-properties
 */
class AuthenticationException extends ApiException
{
}

/**
 * 403: the key may not do this.
 *
 * @strict-properties
 */
class PermissionException extends ApiException
{
}

/**
 * 404: there is no such thing.
 *
 * @strict-properties
 */
class NotFoundException extends ApiException
{
}

/**
 * 409: the object's state forbids it. Never retried.
 *
 * @strict-properties
 */
class ConflictException extends ApiException
{
}

/**
 * 429: too many requests.
 *
 * @strict-properties
 */
class RateLimitException extends ApiException
{
    public ?float $retryAfter = null;
}

/**
 * 5xx: the API failed.
 *
 * @strict-properties
 */
class ServerException extends ApiException
{
}

/**
 * No usable answer came.
 *
 * @strict-properties
 */
class TransportException extends \RuntimeException implements Exception
{
    public bool $outcomeUnknown = false;
}

/**
 * No connection could be made; nothing was sent.
 *
 * @strict-properties
 */
class ConnectionException extends TransportException
{
}

/**
 * No trustworthy TLS connection could be made; nothing was sent.
 *
 * @strict-properties
 */
class TlsException extends TransportException
{
}

/**
 * The call's time ran out.
 *
 * @strict-properties
 */
class TimeoutException extends TransportException
{
}

/**
 * An answer that can't be used: not JSON, too large, cut off.
 *
 * @strict-properties
 */
class ResponseException extends TransportException
{
}

/**
 * A webhook's signature is malformed or does not match. Answer 401 and do nothing else.
 *
 * @strict-properties
 */
class SignatureException extends \RuntimeException implements Exception
{
}

/**
 * There is no signature at all.
 *
 * @strict-properties
 */
class MissingSignatureException extends SignatureException
{
}

/**
 * A value was refused before anything was sent.
 *
 * @strict-properties
 */
class ValidationException extends \ValueError implements Exception
{
    public string $field = "";
}

enum PaymentIntentStatus: string
{
    case Created = "Created";
    case Authorized = "Authorized";
    case Captured = "Captured";
    case Reversed = "Reversed";
    case Refunded = "Refunded";
    case Canceled = "Canceled";

    /** Whether no payment can change it any more: Reversed, Refunded, Canceled. */
    public function isFinal(): bool {}

    /** Whether the money is the merchant's: Captured. */
    public function isPaid(): bool {}
}

enum CaptureMode: string
{
    case Auto = "Auto";
    case Manual = "Manual";
}

enum CaptureStatus: string
{
    case Created = "Created";
    case Successful = "Successful";
    case Declined = "Declined";
    case Failed = "Failed";
}

enum AutoExpireAction: string
{
    case Release = "Release";
    case Capture = "Capture";
}

enum PaymentMethod: string
{
    case Card = "Card";
    case Wallet = "Wallet";
    case SavedCard = "SavedCard";
}

enum SetupIntentStatus: string
{
    case Created = "Created";
    case Authorized = "Authorized";
    case Canceled = "Canceled";
    case Completed = "Completed";
    case Expired = "Expired";
    case CardExpired = "CardExpired";
    case Closed = "Closed";
}

enum TerminalStatus: string
{
    case Available = "Available";
    case Offline = "Offline";
    case InUse = "InUse";
}

enum TerminalSessionStatus: string
{
    case InitiateRequested = "InitiateRequested";
    case Initiated = "Initiated";
    case Authorized = "Authorized";
    case Captured = "Captured";
    case CancelRequested = "CancelRequested";
    case Canceled = "Canceled";
    case SignatureVerificationAccepted = "SignatureVerificationAccepted";
    case SignatureVerificationRejected = "SignatureVerificationRejected";
    case SignatureVerificationRequired = "SignatureVerificationRequired";
    case Expired = "Expired";
    case Declined = "Declined";
}

/**
 * Amounts of money: decimal text, as shops have it, to minor units, as the API has it, and back. No floating point is involved.
 *
 * @strict-properties
 * @not-serializable
 */
final class Money
{
    private function __construct() {}

    public static function fromDecimal(string|int|float $amount, string $currencyCode): array {}

    public static function toDecimal(array $money): string {}

    public static function exponent(string $currencyCode): int {}
}

/**
 * What one attempt of a call did; free of secrets.
 *
 * @strict-properties
 * @not-serializable
 */
final class Exchange
{
    public readonly string $operation;
    public readonly string $method;
    public readonly string $path;
    public readonly int $attempt;
    public readonly int $status;
    public readonly float $duration;
    public readonly float $nameLookup;
    public readonly float $connect;
    public readonly float $tls;
    public readonly float $firstByte;
    public readonly bool $connectionReused;
    public readonly int $bytesSent;
    public readonly int $bytesReceived;
    public readonly ?string $traceId;
    public readonly ?string $error;

    private function __construct() {}
}

/**
 * @not-serializable
 */
class Client
{
    /** @var string */
    public const API_VERSION = "2026-02-27";

    /** @var string */
    public const BASE_URL = "https://api.dojo.tech";

    public function __construct(
        #[\SensitiveParameter] string $apiKey,
        string $apiVersion = Client::API_VERSION,
        string $baseUrl = Client::BASE_URL,
        float $timeout = 30.0,
        float $connectTimeout = 5.0,
        int $maxRetries = 2,
        ?string $caFile = null,
        #[\SensitiveParameter] ?string $proxy = null,
        ?string $softwareHouseId = null,
        ?string $resellerId = null,
        ?string $appInfo = null,
        ?callable $onExchange = null,
    ) {}

    /** Whether the key is one of the sandbox (sk_sandbox_…). */
    public function isSandbox(): bool {}

    /** The hosted checkout page of a payment intent. */
    public static function checkoutUrl(string $paymentIntentId): string {}

    /** Any call of the API, such as one that is newer than this extension. */
    public function request(string $method, string $path, ?array $body = null, array $headers = []): mixed {}

    /** Creates a payment intent: what a customer is going to pay. */
    public function createPaymentIntent(array $request): array {}

    /** Reads a payment intent. A canceled one is not found unless $returnCanceled is true. */
    public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array {}

    /** Cancels a payment intent that nobody has paid (status Created). */
    public function cancelPaymentIntent(string $paymentIntentId): array {}

    /** Captures all or part of an authorized amount (captureMode Manual). */
    public function capturePaymentIntent(string $paymentIntentId, array $request): array {}

    /** Charges the card of a setup intent, without the customer. Read `status`: an answer 200 can carry a decline. */
    public function chargePaymentIntent(string $paymentIntentId): array {}

    /** Refunds all or part of a captured payment. */
    public function refundPaymentIntent(string $paymentIntentId, array $request, string $idempotencyKey): array {}

    /** Reads a refund. */
    public function getRefund(string $refundId): array {}

    /** Gives the whole amount back before it is settled. */
    public function reversePaymentIntent(string $paymentIntentId): array {}

    /** Changes the amount of an unpaid intent (config.payment.customAmountAllowed). */
    public function setPaymentIntentAmount(string $paymentIntentId, array $request): array {}

    /** Sets the tip of an unpaid intent (config.payment.tipsAllowed). */
    public function setPaymentIntentTips(string $paymentIntentId, array $request): array {}

    /** E-mails the receipt of a payment. */
    public function sendReceipt(string $paymentIntentId, array $request): void {}

    /** Makes a new clientSessionSecret, which the card and wallet components start from. */
    public function refreshPaymentIntentSecret(string $paymentIntentId): array {}

    /** Finds payment intents by status and date, a page at a time. */
    public function searchPaymentIntents(array $request = []): array {}

    /** Creates a setup intent: a card that the merchant may charge later. */
    public function createSetupIntent(array $request): array {}

    /** Reads a setup intent. */
    public function getSetupIntent(string $setupIntentId): array {}

    /** Cancels a setup intent. */
    public function cancelSetupIntent(string $setupIntentId): array {}

    /** Makes a new clientSessionSecret of a setup intent. */
    public function refreshSetupIntentSecret(string $setupIntentId): array {}

    /** Reads what a customer may see of a setup intent. */
    public function getPublicSetupIntent(string $setupIntentId): array {}

    /** Makes a new clientSessionSecret and reads what a customer may see of a setup intent. */
    public function refreshPublicSetupIntentSecret(string $setupIntentId): array {}

    /** Lists the events that webhooks can be subscribed to. */
    public function listWebhookEvents(): array {}

    /** Lists the account's webhook subscriptions. */
    public function listWebhooks(): array {}

    /** Subscribes a URL to events. The answer holds the secret that deliveries are signed with. */
    public function subscribeWebhook(array $request): array {}

    /** Changes a webhook subscription; what is left out stays. */
    public function updateWebhook(string $subscriptionId, array $request): array {}

    /** Ends a webhook subscription. */
    public function deleteWebhook(string $subscriptionId): void {}

    /** Lists a subscription's secrets. */
    public function listWebhookSecrets(string $subscriptionId): array {}

    /** Makes another secret for a subscription: the first step of a rotation. */
    public function generateWebhookSecret(string $subscriptionId): array {}

    /** Makes deliveries be signed with that secret. */
    public function activateWebhookSecret(string $subscriptionId, string $secretId): void {}

    /** Deletes a secret that is no longer used. */
    public function deleteWebhookSecret(string $subscriptionId, string $secretId): void {}

    /** Creates a customer, whose cards can be saved. */
    public function createCustomer(array $request): array {}

    /** Reads customers by their ids; unknown ones are left out. */
    public function getCustomers(array $customerIds): array {}

    /** Changes a customer; what is left out stays. */
    public function updateCustomer(string $customerId, array $request): array {}

    /** Deletes a customer. */
    public function deleteCustomer(string $customerId): void {}

    /** Makes a short-lived secret, with which the customer's saved cards can be read. */
    public function createCustomerSecret(string $customerId): array {}

    /** Lists a customer's saved cards. The customer's secret is sent in place of the API key. */
    public function getCustomerPaymentMethods(string $customerId, #[\SensitiveParameter] string $customerSecret): array {}

    /** Deletes a saved card. The customer's secret is sent in place of the API key. */
    public function deleteCustomerPaymentMethod(string $customerId, string $paymentMethodId, #[\SensitiveParameter] string $customerSecret): void {}

    /** Lists customers, a page at a time. */
    public function searchCustomers(array $request = []): array {}

    /** Lists the card machines, of these statuses where some are given. */
    public function listTerminals(array $statuses = []): array {}

    /** Reads a card machine. */
    public function getTerminal(string $terminalId): array {}

    /** Starts a sale or a refund on a card machine. */
    public function createTerminalSession(array $request): array {}

    /** Reads a terminal session. */
    public function getTerminalSession(string $terminalSessionId): array {}

    /** Asks the card machine to stop a session. */
    public function cancelTerminalSession(string $terminalSessionId): array {}

    /** Tells whether the customer's signature was accepted; due within 80 seconds. */
    public function setTerminalSessionSignature(string $terminalSessionId, array $request): array {}

    /** Tells Dojo of an event in the point-of-sale system. */
    public function sendEposEvent(array $request): array {}

    /** Lists all integrations of the point-of-sale system. */
    public function listEposIntegrations(): array {}

    /** Lists the REST integrations. */
    public function getEposRestIntegrations(): array {}

    /** Sets the REST integration. */
    public function setEposRestIntegration(array $request): array {}

    /** Lists the WebSocket integrations. */
    public function getEposWebSocketIntegrations(): array {}

    /** Sets the WebSocket integration. */
    public function setEposWebSocketIntegration(array $request): array {}

    /** Lists Dojo's own integrations. */
    public function getEposDojoIntegrations(): array {}

    /** Reads many payment intents at once, each by its own request: id => the intent, or the Dojo\Exception it met. */
    public function getPaymentIntents(array $paymentIntentIds, int $concurrency = 8): array {}

    /** Walks all payment intents of a search, fetching a page when it is needed. */
    public function iteratePaymentIntents(array $request = []): \Iterator {}

    /** Walks all customers, fetching a page when it is needed. */
    public function iterateCustomers(array $request = []): \Iterator {}

    /** What this worker's connections have been doing. */
    public static function poolStats(): array {}

    /** Closes this worker's connections; the next call opens a new one. */
    public static function resetPool(): void {}
}

/**
 * A webhook event with a valid signature: there is no other way to get an instance.
 *
 * @strict-properties
 * @not-serializable
 */
final class Webhook
{
    public readonly string $id;
    public readonly string $event;
    public readonly string $accountId;
    public readonly string $payload;
    public readonly ?\DateTimeImmutable $createdAt;
    public readonly array $data;
    public readonly int $secretIndex;

    private function __construct() {}

    public static function verify(string $payload, ?string $signature, #[\SensitiveParameter] string|array $secrets): Webhook {}

    public static function fromGlobals(#[\SensitiveParameter] string|array $secrets): Webhook {}

    public static function isValid(string $payload, ?string $signature, #[\SensitiveParameter] string|array $secrets): bool {}

    public static function sign(string $payload, #[\SensitiveParameter] string $secret): string {}

    public function paymentIntentId(): ?string {}

    public function paymentStatus(): ?PaymentIntentStatus {}
}

/**
 * What iteratePaymentIntents() and iterateCustomers() return: the objects of all pages, one page at a time in memory.
 *
 * @strict-properties
 * @not-serializable
 */
final class PageIterator implements \Iterator
{
    private function __construct() {}

    public function current(): mixed {}

    public function key(): int {}

    public function next(): void {}

    public function rewind(): void {}

    public function valid(): bool {}
}
