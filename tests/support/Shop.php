<?php

declare(strict_types=1);

namespace Dojo\Tests;

require_once __DIR__ . '/sandbox.inc';

/**
 * One of the example shops, with its own database and its own account at the offline Dojo, and what customers, staff, cron and Dojo do
 * there. Only its subclasses know the shops' files, settings and tables.
 */
abstract class Shop
{
    /** Whether the standard error of its scripts is merged into their output. */
    protected const MERGES_ERRORS = false;

    public readonly \Dojo\Client $dojo;
    private ?\PDO $pdo = null;

    /** @param string $account the part of the key that gives the shop its own account */
    public function __construct(public readonly \Sandbox $sandbox, protected readonly string $account)
    {
        $this->dojo = $sandbox->client(apiKey: "sk_sandbox_$account");
    }

    /** @return array<string, string> the settings of its pages and scripts */
    abstract public function environment(): array;

    /** @return list<string> the PHP that runs its scripts, with options */
    abstract public function php(): array;

    /** @return array{string, ?string} DSN and user */
    abstract protected function database(): array;

    /** The address of a page. */
    abstract public function url(string $page): string;

    /** What its pages have logged. */
    abstract public function log(): string;

    public function pdo(): \PDO
    {
        return $this->pdo ??= new \PDO(...[...$this->database(), null, [
            \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION, \PDO::ATTR_DEFAULT_FETCH_MODE => \PDO::FETCH_ASSOC, \PDO::ATTR_TIMEOUT => 10,
        ]]);
    }

    /** @return list<array<string, mixed>> */
    public function rows(string $sql, string ...$values): array
    {
        $statement = $this->pdo()->prepare($sql);
        $statement->execute($values);

        return $statement->fetchAll();
    }

    /**
     * Runs one of the scripts in examples/ to completion.
     *
     * @param list<string> $arguments
     * @param array<string, string> $settings in place of the shop's
     * @return array{int, string, string} exit status, output, errors
     */
    public function script(string $file, array $arguments = [], array $settings = []): array
    {
        return $this->startScript($file, $arguments, $settings)->finish(Command::PATIENCE);
    }

    /** The same without waiting. @param list<string> $arguments @param array<string, string> $settings */
    public function startScript(string $file, array $arguments = [], array $settings = []): Process
    {
        return new Process([...$this->php(), Checkout::root() . "/examples/$file", ...$arguments], $settings + $this->environment(), isMerged: static::MERGES_ERRORS);
    }

    /** A customer's browser. */
    public static function browser(): \Browser
    {
        require_once Checkout::root() . '/examples/demo-browser.php';

        return new \Browser();
    }

    /** Sends an event as Dojo does. @return array{int, string, string} as Http::ask() */
    public function deliver(string $body, ?string $signature, string $method = 'POST', ?string $url = null): array
    {
        $headers = ['Content-Type' => 'application/json'] + ($signature === null ? [] : ['dojo-signature' => $signature]);

        return Http::ask($method, $url ?? $this->url('webhook.php'), $body, $headers);
    }

    /** An event's body. */
    public static function event(string $id, string $intentId, string $status): string
    {
        return json_encode([
            'id' => $id, 'event' => 'payment_intent.status_updated', 'accountId' => 'acc_test', 'createdAt' => '2026-02-27T10:00:00.1234567Z',
            'data' => ['paymentIntentId' => $intentId, 'paymentStatus' => $status, 'captureMode' => 'Auto'],
        ], JSON_THROW_ON_ERROR);
    }

    /** Its signature, made by PHP's own hash extension rather than the one under test. */
    public static function sign(string $body, string $secret): string
    {
        return 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $body, $secret)), 2));
    }
}
