<?php

declare(strict_types=1);

namespace Dojo\Tests\Composer;

use Dojo\Tests\Command;
use Dojo\Tests\Composer;
use Dojo\Tests\Http;
use Dojo\Tests\Process;

/** An empty project, in a folder with a space in its name, that installs the offline Dojo from a path repository and uses it. */
final class Project
{
    public const PACKAGE = 'dojo-php/dojo-sandbox';

    private readonly string $folder;

    /**
     * @param string $parent folder for the project and for Composer's own files
     * @param array<string, string> $environment for the PHP that runs the offline Dojo
     */
    public function __construct(private readonly string $parent, private readonly array $environment)
    {
        $this->folder = "$parent/a project";
        mkdir("$parent/elsewhere");
    }

    /** @param string $package the folder to install */
    public function install(string $package, bool $asLink): void
    {
        (new Composer($this->folder, [
            'repositories' => [
                ['type' => 'path', 'url' => $package, 'options' => ['symlink' => $asLink]],
                ['packagist.org' => false],
            ],
            'require-dev' => [self::PACKAGE => '*@dev'],
        ], "$this->parent/home"))->install();
    }

    public function vendor(string $path): string
    {
        return "$this->folder/vendor/$path";
    }

    /** @param list<string> $command @return array{int, string} exit status, output with the errors, in another folder than the project's */
    public function run(array $command): array
    {
        return Command::run($command, $this->environment, "$this->parent/elsewhere", isMerged: true, seconds: 20.0);
    }

    /** Starts a command that serves, pays a payment intent there, and stops it. @param list<string> $command @return string the intent's status */
    public function payWith(array $command): string
    {
        $ready = tempnam($this->parent, 'ready');
        $process = new Process([...$command, '--port', '0', '--ready-file', $ready], $this->environment);
        try {
            $urls = $process->await($ready, static fn (string $text): ?array => json_decode($text, true));

            return self::payAt($urls['api']);
        } finally {
            $process->stop();
        }
    }

    /** @return string the status of a payment intent that was paid there */
    private static function payAt(string $url): string
    {
        $headers = ['Authorization' => 'Basic sk_sandbox_example', 'version' => '2026-02-27', 'Content-Type' => 'application/json'];
        $request = '{"amount": {"value": 1999, "currencyCode": "GBP"}, "reference": "Order 1", "generateRemoteToken": true}';
        [, , $answer] = Http::ask('POST', "$url/payment-intents", $request, $headers);
        $intent = json_decode($answer, true, 16, JSON_THROW_ON_ERROR);
        Http::postJson("$url/sandbox/component-payment", [
            'clientSessionSecret' => $intent['clientSessionSecret'],
            'card' => ['number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020'],
        ]);
        [, , $answer] = Http::ask('GET', "$url/payment-intents/{$intent['id']}", '', $headers);

        return json_decode($answer, true, 16, JSON_THROW_ON_ERROR)['status'];
    }
}
