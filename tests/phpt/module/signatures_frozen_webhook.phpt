--TEST--
Webhook, Exchange, PageIterator, Money and PaymentIntentStatus have exactly the published members
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/describe_class.inc';

describe_class('Dojo\Webhook');
describe_class('Dojo\Exchange');
describe_class('Dojo\PageIterator');
describe_class('Dojo\Money');
describe_class('Dojo\PaymentIntentStatus');
?>
--EXPECT--
final class Dojo\Webhook
    not cloneable
    not serializable
    public readonly string $accountId
    public readonly ?DateTimeImmutable $createdAt
    public readonly array $data
    public readonly string $event
    public readonly string $id
    public readonly string $payload
    public readonly int $secretIndex
    private function __clone(): void
    private function __construct()
    public static function fromGlobals(#[SensitiveParameter] array|string $secrets): Dojo\Webhook
    public static function isValid(string $payload, #[SensitiveParameter] ?string $signature, #[SensitiveParameter] array|string $secrets): bool
    public function paymentIntentId(): ?string
    public function paymentStatus(): ?Dojo\PaymentIntentStatus
    public static function sign(string $payload, #[SensitiveParameter] string $secret): string
    public static function verify(string $payload, #[SensitiveParameter] ?string $signature, #[SensitiveParameter] array|string $secrets): Dojo\Webhook
final class Dojo\Exchange implements Stringable
    not cloneable
    not serializable
    public readonly int $attempt
    public readonly int $bytesReceived
    public readonly int $bytesSent
    public readonly float $connect
    public readonly bool $connectionReused
    public readonly float $duration
    public readonly ?string $error
    public readonly float $firstByte
    public readonly string $method
    public readonly float $nameLookup
    public readonly string $operation
    public readonly string $path
    public readonly float $startedAt
    public readonly int $status
    public readonly float $tls
    public readonly ?string $traceId
    private function __clone(): void
    private function __construct()
    public function __toString(): string
final class Dojo\PageIterator implements Iterator
    not cloneable
    not serializable
    private function __clone(): void
    private function __construct()
    public function current(): mixed
    public function key(): int
    public function next(): void
    public function rewind(): void
    public function valid(): bool
final class Dojo\Money
    not serializable
    private function __construct()
    public static function exponent(string $currencyCode): int
    public static function fromDecimal(string|int|float $amount, string $currencyCode): array
    public static function toDecimal(array $money): string
enum Dojo\PaymentIntentStatus implements BackedEnum
    not cloneable
    public const Authorized = "Authorized"
    public const Canceled = "Canceled"
    public const Captured = "Captured"
    public const Created = "Created"
    public const Refunded = "Refunded"
    public const Reversed = "Reversed"
    public readonly string $name
    public readonly string $value
    public static function cases(): array
    public static function from(string|int $value): static
    public function isFinal(): bool
    public function isPaid(): bool
    public static function tryFrom(string|int $value): ?static
