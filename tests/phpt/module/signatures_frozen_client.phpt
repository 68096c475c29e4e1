--TEST--
Dojo\Client keeps its published methods, parameters, types and defaults
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/describe_class.inc';

$published = <<<'TEXT'
class Dojo\Client
    not cloneable
    not serializable
    public const API_VERSION = "2026-02-27"
    public const BASE_URL = "https://api.dojo.tech"
    public function __construct(#[SensitiveParameter] string $apiKey, string $apiVersion = Dojo\Client::API_VERSION, #[SensitiveParameter] string $baseUrl = Dojo\Client::BASE_URL, float $timeout = 30.0, float $connectTimeout = 5.0, int $maxRetries = 2, ?string $caFile = null, #[SensitiveParameter] ?string $proxy = null, ?string $softwareHouseId = null, ?string $resellerId = null, ?string $appInfo = null, ?callable $onExchange = null)
    public function activateWebhookSecret(string $subscriptionId, string $secretId): void
    public function cancelPaymentIntent(string $paymentIntentId): array
    public function cancelSetupIntent(string $setupIntentId): array
    public function cancelTerminalSession(string $terminalSessionId): array
    public function capturePaymentIntent(string $paymentIntentId, #[SensitiveParameter] array $request): array
    public function chargePaymentIntent(string $paymentIntentId): array
    public static function checkoutUrl(string $paymentIntentId): string
    public function createCustomer(#[SensitiveParameter] array $request): array
    public function createCustomerSecret(string $customerId): array
    public function createPaymentIntent(#[SensitiveParameter] array $request): array
    public function createSetupIntent(#[SensitiveParameter] array $request): array
    public function createTerminalSession(#[SensitiveParameter] array $request): array
    public function deleteCustomer(string $customerId): void
    public function deleteCustomerPaymentMethod(string $customerId, string $paymentMethodId, #[SensitiveParameter] string $customerSecret): void
    public function deleteWebhook(string $subscriptionId): void
    public function deleteWebhookSecret(string $subscriptionId, string $secretId): void
    public function generateWebhookSecret(string $subscriptionId): array
    public function getCustomerPaymentMethods(string $customerId, #[SensitiveParameter] string $customerSecret): array
    public function getCustomers(array $customerIds): array
    public function getEposDojoIntegrations(): array
    public function getEposRestIntegrations(): array
    public function getEposWebSocketIntegrations(): array
    public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array
    public function getPaymentIntents(array $paymentIntentIds, int $concurrency = 8): array
    public function getPublicSetupIntent(string $setupIntentId): array
    public function getRefund(string $refundId): array
    public function getSetupIntent(string $setupIntentId): array
    public function getTerminal(string $terminalId): array
    public function getTerminalSession(string $terminalSessionId): array
    public function isSandbox(): bool
    public function iterateCustomers(#[SensitiveParameter] array $request = []): Iterator
    public function iteratePaymentIntents(#[SensitiveParameter] array $request = []): Iterator
    public function listEposIntegrations(): array
    public function listTerminals(array $statuses = []): array
    public function listWebhookEvents(): array
    public function listWebhookSecrets(string $subscriptionId): array
    public function listWebhooks(): array
    public static function poolStats(): array
    public function refreshPaymentIntentSecret(string $paymentIntentId): array
    public function refreshPublicSetupIntentSecret(string $setupIntentId): array
    public function refreshSetupIntentSecret(string $setupIntentId): array
    public function refundPaymentIntent(string $paymentIntentId, #[SensitiveParameter] array $request, string $idempotencyKey): array
    public function request(string $method, string $path, #[SensitiveParameter] ?array $body = null, #[SensitiveParameter] array $headers = []): mixed
    public static function resetPool(): void
    public function reversePaymentIntent(string $paymentIntentId): array
    public function searchCustomers(#[SensitiveParameter] array $request = []): array
    public function searchPaymentIntents(#[SensitiveParameter] array $request = []): array
    public function sendEposEvent(#[SensitiveParameter] array $request): array
    public function sendReceipt(string $paymentIntentId, #[SensitiveParameter] array $request): void
    public function setEposRestIntegration(#[SensitiveParameter] array $request): array
    public function setEposWebSocketIntegration(#[SensitiveParameter] array $request): array
    public function setPaymentIntentAmount(string $paymentIntentId, #[SensitiveParameter] array $request): array
    public function setPaymentIntentTips(string $paymentIntentId, #[SensitiveParameter] array $request): array
    public function setTerminalSessionSignature(string $terminalSessionId, #[SensitiveParameter] array $request): array
    public function subscribeWebhook(#[SensitiveParameter] array $request): array
    public function updateCustomer(string $customerId, #[SensitiveParameter] array $request): array
    public function updateWebhook(string $subscriptionId, #[SensitiveParameter] array $request): array
TEXT;

ob_start();
describe_class('Dojo\Client');
$today = explode("\n", ob_get_clean());
foreach (explode("\n", $published) as $line) {
    if (!in_array($line, $today, true)) {
        echo "gone or changed: $line\n";
    }
}
echo count($today) > 60 ? "compared\n" : "too few members are described\n";
?>
--EXPECT--
compared
