<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The command line. */
final class Options
{
    public bool $help = false;
    public string $host = '127.0.0.1';
    public int $port = 0;
    public ?int $tlsPort = null;
    public ?string $db = null;
    public ?string $tlsCert = null;
    public ?string $tlsKey = null;
    public float $webhookRetryBase = 1.0;
    public float $webhookTimeout = 10.0;
    public bool $webhookAnyHost = false;
    public float $terminalStep = 0.5;
    public bool $log = true;
    public ?string $readyFile = null;
    public bool $withParent = false;

    /** option => [argument, what it does, the property it sets, the method that reads its value] */
    public const TABLE = [
        '--port' => ['N', 'port to listen on (default: 0, any free port)', 'port', 'port'],
        '--host' => ['ADDRESS', 'loopback address to listen on: 127.0.0.1 (default), another 127.x.x.x, ::1 or localhost', 'host', 'loopback'],
        '--tls-cert' => ['FILE', 'certificate (PEM) for an additional https listener; needs --tls-key', 'tlsCert', 'readable'],
        '--tls-key' => ['FILE', 'its private key (PEM, without a passphrase)', 'tlsKey', 'readable'],
        '--tls-port' => ['N', 'port of the https listener (default: any free port)', 'tlsPort', 'port'],
        '--db' => ['FILE', 'keep all data in this SQLite file (default: in memory, lost on exit)', 'db', 'writable'],
        '--webhook-retry-base' => ['SECONDS', 'pause before the second delivery attempt; doubles before each further one (default: 1)', 'webhookRetryBase', 'seconds'],
        '--webhook-timeout' => ['SECONDS', 'how long a webhook endpoint may take to respond (default: 10)', 'webhookTimeout', 'seconds'],
        '--webhook-any-host' => ['', 'deliver webhooks to hosts other than this machine too, and allow http:// for them', 'webhookAnyHost', 'yes'],
        '--terminal-step' => ['SECONDS', 'time between two steps of a simulated terminal (default: 0.5)', 'terminalStep', 'seconds'],
        '--ready-file' => ['FILE', 'written once the sandbox is listening: JSON with its URLs and process id; removed on exit', 'readyFile', 'writable'],
        '--with-parent' => ['', 'stop when the process that started the sandbox ends', 'withParent', 'canSeeParent'],
        '--no-log' => ['', 'do not log requests', 'log', 'no'],
        '--help' => ['', 'show this text', 'help', 'yes'],
    ];

    /** Least and most seconds. */
    private const SECONDS = ['--webhook-retry-base' => [0.01, 3600], '--webhook-timeout' => [0.1, 300], '--terminal-step' => [0.01, 5]];

    /**
     * @param list<string> $arguments without the program's name
     * @throws UsageError
     */
    public static function parse(array $arguments): self
    {
        $options = new self();
        while ($arguments !== []) {
            $parts = explode('=', (string) array_shift($arguments), 2);
            [$name, $value] = [$parts[0], $parts[1] ?? null];
            if ($name === '-h') {
                $name = '--help';
            }
            [$argument, $property, $reader] = self::row($name) ?? throw new UsageError("there is no option $name");
            if ($argument !== '' && $value === null) {
                $value = array_shift($arguments) ?? throw new UsageError("$name needs a value: $name $argument");
            }
            if ($argument === '' && $value !== null) {
                throw new UsageError("$name takes no value");
            }
            $options->$property = self::$reader($name, (string) $value);
        }
        $options->checkTls();

        return $options;
    }

    /** @return array{string, string, string}|null argument, property and reader */
    private static function row(string $name): ?array
    {
        $row = self::TABLE[$name] ?? null;

        return $row === null ? null : [$row[0], $row[2], $row[3]];
    }

    private static function yes(): bool
    {
        return true;
    }

    private static function no(): bool
    {
        return false;
    }

    private static function canSeeParent(): bool
    {
        return function_exists('posix_getppid') ?: throw new UsageError('--with-parent needs PHP with the posix extension');
    }

    private static function port(string $name, string $value): int
    {
        if (!preg_match('~^\d{1,5}$~D', $value) || (int) $value > 65535) {
            throw new UsageError("$name must be a number from 0 to 65535, not '$value'");
        }

        return (int) $value;
    }

    private static function seconds(string $name, string $value): float
    {
        [$min, $max] = self::SECONDS[$name];
        if (!preg_match('~^\d{1,6}(\.\d{1,6})?$~D', $value) || (float) $value < $min || (float) $value > $max) {
            throw new UsageError("$name must be a number of seconds from $min to $max, not '$value'");
        }

        return (float) $value;
    }

    private static function loopback(string $name, string $value): string
    {
        $value = $value === 'localhost' ? '127.0.0.1' : trim($value, '[]');
        if ($value !== '::1' && !(filter_var($value, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) && str_starts_with($value, '127.'))) {
            throw new UsageError("$name must be a loopback address such as 127.0.0.1 or ::1, not '$value': the sandbox has no access control");
        }

        return $value;
    }

    private static function writable(string $name, string $value): string
    {
        $directory = dirname($value);
        if ($value === '' || is_dir($value) || !is_dir($directory) || !is_writable(is_file($value) ? $value : $directory)) {
            throw new UsageError("$name: '$value' cannot be written");
        }

        return $value;
    }

    private static function readable(string $name, string $value): string
    {
        if (!is_file($value) || !is_readable($value)) {
            throw new UsageError("$name: '$value' cannot be read");
        }

        return $value;
    }

    private function checkTls(): void
    {
        if ($this->help || ($this->tlsCert === null && $this->tlsKey === null && $this->tlsPort === null)) {
            return;
        }
        if ($this->tlsCert === null || $this->tlsKey === null) {
            throw new UsageError('--tls-cert and --tls-key must be given together');
        }
        if (!extension_loaded('openssl')) {
            throw new UsageError('--tls-cert needs PHP with the openssl extension');
        }
        $certificate = @openssl_x509_read((string) file_get_contents($this->tlsCert));
        $key = @openssl_pkey_get_private((string) file_get_contents($this->tlsKey), '');
        if ($certificate === false) {
            throw new UsageError("--tls-cert: '{$this->tlsCert}' is not a PEM certificate");
        }
        if ($key === false) {
            throw new UsageError("--tls-key: '{$this->tlsKey}' is not a PEM private key without a passphrase");
        }
        if (!openssl_x509_check_private_key($certificate, $key)) {
            throw new UsageError('--tls-key does not belong to --tls-cert');
        }
    }
}
