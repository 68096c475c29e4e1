--TEST--
The exceptions have the published hierarchy and properties
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/describe_class.inc';

$classes = array_filter(get_declared_classes(), static fn (string $class): bool => is_a($class, Dojo\DojoException::class, true));
sort($classes);
foreach (['Dojo\DojoException', ...$classes] as $class) {
    describe_class($class);
}
try {
    $exception = new Dojo\ValidationException('x');
    $exception->unheardOf = 1;
} catch (Error $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
interface Dojo\DojoException implements Throwable
    not cloneable
    abstract public function outcomeUnknown(): bool
class Dojo\ApiException extends RuntimeException, implements Dojo\DojoException
    not cloneable
    public string $body
    public ?string $detail
    public ?array $errors
    public string $reason
    public int $status
    public ?string $title
    public ?string $traceId
    public ?string $type
    public function outcomeUnknown(): bool
class Dojo\AuthenticationException extends Dojo\ApiException
    not cloneable
class Dojo\ConflictException extends Dojo\ApiException
    not cloneable
class Dojo\ConnectionException extends Dojo\TransportException
    not cloneable
class Dojo\InvalidRequestException extends Dojo\ApiException
    not cloneable
class Dojo\MissingSignatureException extends Dojo\SignatureException
    not cloneable
class Dojo\NotFoundException extends Dojo\ApiException
    not cloneable
class Dojo\PermissionException extends Dojo\ApiException
    not cloneable
class Dojo\RateLimitException extends Dojo\ApiException
    not cloneable
    public ?float $retryAfter
class Dojo\ResponseException extends Dojo\TransportException
    not cloneable
    public string $body
class Dojo\ServerException extends Dojo\ApiException
    not cloneable
class Dojo\SignatureException extends RuntimeException, implements Dojo\DojoException
    not cloneable
    public int $httpStatus
    public function outcomeUnknown(): bool
class Dojo\TimeoutException extends Dojo\TransportException
    not cloneable
class Dojo\TlsException extends Dojo\TransportException
    not cloneable
class Dojo\TransportException extends RuntimeException, implements Dojo\DojoException
    not cloneable
    public function outcomeUnknown(): bool
class Dojo\ValidationException extends InvalidArgumentException, implements Dojo\DojoException
    not cloneable
    public string $field
    public function outcomeUnknown(): bool
Cannot create dynamic property Dojo\ValidationException::$unheardOf
