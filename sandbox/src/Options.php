<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Something on the command line that can't be meant. */
final class UsageError extends \RuntimeException
{
}

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

    /** option => [argument, what it does] */
    private const HELP = [
        '--port' => ['N', 'port to listen on; 0, the default, takes a free one'],
        '--host' => ['ADDRESS', 'loopback address to listen on: 127.0.0.1 (default), another 127.x.x.x, ::1 or localhost'],
        '--tls-cert' => ['FILE', 'certificate (PEM) for an https listener beside the plain one; needs --tls-key'],
        '--tls-key' => ['FILE', 'its private key (PEM, no passphrase)'],
        '--tls-port' => ['N', 'port of the https listener (default: a free one)'],
        '--db' => ['FILE', 'keep everything in this SQLite file (default: in memory, gone at the end)'],
        '--webhook-retry-base' => ['SECONDS', 'pause before the second attempt, doubled before each next one (default 1)'],
        '--webhook-timeout' => ['SECONDS', 'how long a webhook endpoint may take to answer (default 10)'],
        '--webhook-any-host' => ['', 'deliver to other hosts than this machine, and allow them http://'],
        '--terminal-step' => ['SECONDS', 'time between two steps of a simulated terminal (default 0.5)'],
        '--ready-file' => ['FILE', 'written once everything listens: JSON with the URLs and the pid'],
        '--with-parent' => ['', 'stop when the process that started it is gone'],
        '--no-log' => ['', 'no line per request'],
        '--help' => ['', 'this text'],
    ];

    /**
     * @param list<string> $arguments without the script's name
     * @throws UsageError
     */
    public static function parse(array $arguments): self
    {
        $options = new self();
        while ($arguments !== []) {
            [$name, $value] = explode('=', (string) array_shift($arguments), 2) + [1 => null];
            if ($name === '-h') {
                $name = '--help';
            }
            if (!isset(self::HELP[$name])) {
                throw new UsageError("there is no option $name");
            }
            $takesValue = self::HELP[$name][0] !== '';
            if ($takesValue && $value === null) {
                $value = array_shift($arguments) ?? throw new UsageError("$name needs a value: $name " . self::HELP[$name][0]);
            }
            if (!$takesValue && $value !== null) {
                throw new UsageError("$name takes no value");
            }
            $options->set($name, (string) $value);
        }
        $options->checkTls();

        return $options;
    }

    public static function help(): string
    {
        $text = "The offline Dojo: a stand-in for https://api.dojo.tech on this machine.\n\n"
            . "Usage: php sandbox/sandbox.php [options]\n\nOptions:\n";
        foreach (self::HELP as $name => [$argument, $meaning]) {
            $text .= sprintf("  %-30s %s\n", trim("$name $argument"), $meaning);
        }
        $text .= "\nKeys: any that begins with sk_sandbox_ (Authorization: Basic sk_sandbox_example). Each key has an account of\n"
            . "its own. sk_prod_ keys are refused.\n\nTest cards:\n" . self::cards();
        $text .= "\nWebhooks: URLs must be https://, as on the real API; a loopback host may have http:// as well. They are\n"
            . "delivered to loopback hosts only, unless --webhook-any-host is given. An attempt that gets no 2xx answer is\n"
            . 'repeated with growing pauses, ' . Deliveries::MAX_ATTEMPTS . " attempts in all.\n\nTerminals, by the end of their tid:\n";
        foreach (TerminalScenarios::MEANINGS as $suffix => $meaning) {
            $text .= sprintf("  %-6s %s\n", $suffix, $meaning);
        }
        $text .= "\nHelpers for tests, without a key:\n";
        foreach (Control::ROUTES as $route => $meaning) {
            $text .= sprintf("  %-38s %s\n", $route, $meaning);
        }
        $text .= "\nFaults, in the header x-sandbox-fault or in POST /sandbox/faults, joined by semicolons:\n";
        foreach (Faults::KINDS as $name => [$takesNumber, $meaning]) {
            $text .= sprintf("  %-16s %s\n", $name . ($takesNumber ? '=N' : ''), $meaning);
        }

        return $text . "\nCtrl-C stops it. More in sandbox/README.md.\n";
    }

    public static function cards(): string
    {
        $text = '';
        foreach (Cards::TEST_CARDS as $number => $card) {
            $text .= sprintf("  %s  %s  %s\n", $number, $card['example'], $card['means']);
        }

        return $text;
    }

    private function set(string $name, string $value): void
    {
        match ($name) {
            '--help' => $this->help = true,
            '--no-log' => $this->log = false,
            '--webhook-any-host' => $this->webhookAnyHost = true,
            '--with-parent' => $this->withParent = self::canSeeParent(),
            '--port' => $this->port = self::port($name, $value),
            '--tls-port' => $this->tlsPort = self::port($name, $value),
            '--host' => $this->host = self::loopback($value),
            '--webhook-retry-base' => $this->webhookRetryBase = self::seconds($name, $value, 0.01, 3600),
            '--webhook-timeout' => $this->webhookTimeout = self::seconds($name, $value, 0.1, 300),
            '--terminal-step' => $this->terminalStep = self::seconds($name, $value, 0.01, 5),
            '--db' => $this->db = self::writable($name, $value),
            '--ready-file' => $this->readyFile = self::writable($name, $value),
            '--tls-cert' => $this->tlsCert = self::readable($name, $value),
            '--tls-key' => $this->tlsKey = self::readable($name, $value),
        };
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

    private static function seconds(string $name, string $value, float $min, float $max): float
    {
        if (!preg_match('~^\d{1,6}(\.\d{1,6})?$~D', $value) || (float) $value < $min || (float) $value > $max) {
            throw new UsageError("$name must be a number of seconds from $min to $max, not '$value'");
        }

        return (float) $value;
    }

    private static function loopback(string $value): string
    {
        $value = $value === 'localhost' ? '127.0.0.1' : trim($value, '[]');
        if ($value !== '::1' && !(filter_var($value, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) && str_starts_with($value, '127.'))) {
            throw new UsageError("--host must be a loopback address such as 127.0.0.1 or ::1, not '$value': anybody may do anything here");
        }

        return $value;
    }

    private static function writable(string $name, string $value): string
    {
        $directory = dirname($value);
        if ($value === '' || is_dir($value) || !is_dir($directory) || !is_writable(is_file($value) ? $value : $directory)) {
            throw new UsageError("$name: '$value' can not be written");
        }

        return $value;
    }

    private static function readable(string $name, string $value): string
    {
        if (!is_file($value) || !is_readable($value)) {
            throw new UsageError("$name: '$value' can not be read");
        }

        return $value;
    }

    private function checkTls(): void
    {
        if ($this->help || ($this->tlsCert === null && $this->tlsKey === null && $this->tlsPort === null)) {
            return;
        }
        if ($this->tlsCert === null || $this->tlsKey === null) {
            throw new UsageError('--tls-cert and --tls-key belong together');
        }
        if (!extension_loaded('openssl')) {
            throw new UsageError('--tls-cert needs PHP with the openssl extension');
        }
        $certificate = @openssl_x509_read((string) file_get_contents($this->tlsCert));
        $key = @openssl_pkey_get_private((string) file_get_contents($this->tlsKey), '');
        if ($certificate === false) {
            throw new UsageError("--tls-cert: '{$this->tlsCert}' is no PEM certificate");
        }
        if ($key === false) {
            throw new UsageError("--tls-key: '{$this->tlsKey}' is no PEM private key without a passphrase");
        }
        if (!openssl_x509_check_private_key($certificate, $key)) {
            throw new UsageError('--tls-key does not belong to --tls-cert');
        }
    }
}
