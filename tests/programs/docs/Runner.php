<?php

declare(strict_types=1);

namespace Dojo\Tests\Docs;

use Dojo\Tests\Checkout;
use Dojo\Tests\CliServer;
use Dojo\Tests\Command;
use Dojo\Tests\Extension;
use Dojo\Tests\Folder;
use Dojo\Tests\Http;

/** Runs the code of the documentation against the offline Dojo. What is wrong with it is a list of problems, empty if nothing is. */
final class Runner
{
    private const KEY = 'sk_sandbox_example';
    private const SECRET = 'a-secret-for-the-docs';

    private readonly \Sandbox $sandbox;
    private readonly Fixtures $fixtures;
    private readonly string $folder;

    public function __construct()
    {
        $this->folder = Folder::make('docs');
        mkdir("$this->folder/vendor");
        file_put_contents("$this->folder/vendor/autoload.php", '<?php require ' . var_export(Checkout::root() . '/plugins/kit/autoload.php', true) . ';');
        $this->sandbox = new \Sandbox('--terminal-step', '0.1');
        $this->fixtures = new Fixtures($this->sandbox, $this->sandbox->client(apiKey: self::KEY));
    }

    /** @return list<string> */
    public function problems(Snippet $snippet): array
    {
        return match ($snippet->marks['web'] ?? '') {
            '' => $this->problemsOfScript($snippet),
            'checkout' => $this->problemsOfCheckout($snippet->code),
            'webhook' => [...$this->problemsOfWebhook($snippet->code, 401), ...$this->problemsOfUnread($snippet->code, (int) $snippet->marks['unread'])],
            'both' => $this->problemsOfBoth($snippet->code),
        };
    }

    /** A whole phpt in a page, as if it were in tests/phpt/client. @return list<string> */
    public function problemsOfPhpt(string $markdown): array
    {
        if (preg_match('~^```phpt\n.*?^--FILE--\n(.*?)^--EXPECT--\n(.*?)^```$~ms', $markdown, $parts) !== 1) {
            return ['there is none'];
        }
        [, $output] = $this->run(str_replace('__DIR__', var_export(Checkout::root() . '/tests/phpt/client', true), $parts[1]));

        return trim($output) === trim($parts[2]) ? [] : ["it printed: $output"];
    }

    /** @return array{int, string} exit status and output */
    private function run(string $code): array
    {
        file_put_contents("$this->folder/snippet.php", $code);
        array_map(unlink(...), glob("$this->folder/*.sqlite*") ?: []);

        return Command::run([...$this->php('display_errors=1', 'log_errors=0'), "$this->folder/snippet.php"], $this->environment(), $this->folder, true);
    }

    /** @return list<string> */
    private function php(string ...$settings): array
    {
        $options = [];
        foreach (['error_reporting=-1', 'html_errors=0', ...$settings] as $setting) {
            array_push($options, '-d', $setting);
        }

        return [PHP_BINARY, ...Extension::options(), ...$options];
    }

    /** @return array<string, string> */
    private function environment(): array
    {
        return ['DOJO_API_KEY' => self::KEY, 'DOJO_BASE_URL' => $this->sandbox->url, 'DOJO_WEBHOOK_SECRET' => self::SECRET];
    }

    /** @return list<string> */
    private function problemsOfScript(Snippet $snippet): array
    {
        $marks = $snippet->marks;
        $before = isset($marks['new-client']) ? '' : sprintf(
            '$dojo = new Dojo\Client(%s, baseUrl: %s, softwareHouseId: "softwareHouse1");',
            var_export(self::KEY, true),
            var_export($this->sandbox->url, true),
        );
        foreach ($this->fixtures->make($marks['with'] ?? '') as $name => $value) {
            $before .= "\$$name = " . var_export($value, true) . ';';
        }
        foreach (array_filter(explode(',', $marks['fault'] ?? '')) as $fault) {
            [$method, $fault] = str_contains($fault, ':') ? explode(':', $fault, 2) : ['POST', $fault];
            $this->sandbox->fault($fault, '/payment-intents', 1, $method);
        }
        [$status, $output] = $this->run("<?php $before\n$snippet->code");
        $this->sandbox->clearFaults();
        if (isset($marks['throws'])) {
            preg_match('~Fatal error: +Uncaught (.*)~', $output, $uncaught);

            return preg_match($marks['throws'], $uncaught[1] ?? '') === 1 ? [] : ["it ended without {$marks['throws']}: $output"];
        }
        if ($status !== 0 || preg_match('~(Warning|Notice|Deprecated|Fatal error): ~', $output) === 1) {
            return ["it ended with $status: $output"];
        }

        return preg_match($marks['prints'] ?? '~~', $output) === 1 ? [] : ["it printed nothing like {$marks['prints']}: $output"];
    }

    /** @return list<string> */
    private function problemsOfBoth(string $code): array
    {
        [$client, $checkout, $webhook] = explode("\n\n", $code);
        $client = str_replace("getenv('DOJO_API_KEY')", "getenv('DOJO_API_KEY'), baseUrl: getenv('DOJO_BASE_URL')", $client);

        // Nothing catches its exception for a forged event.
        return [...$this->problemsOfCheckout("$client\n\n$checkout"), ...$this->problemsOfWebhook("$client\n\n$webhook", 500)];
    }

    private function serve(string $code, string $errors = 'display_errors=0'): CliServer
    {
        file_put_contents("$this->folder/page.php", "<?php\n$code");

        return new CliServer($this->php($errors, 'log_errors=1'), ['-t', $this->folder], $this->environment());
    }

    /** @return list<string> */
    private function problemsOfCheckout(string $code): array
    {
        $server = $this->serve($code);
        [$status, $head, $body] = Http::ask('GET', "$server->url/page.php");
        $location = (string) Http::location($head);
        $isRight = $status === 303 && str_starts_with($location, "{$this->sandbox->url}/checkout/pi_");
        $problems = [...$isRight ? [] : ["it responded with $status, Location \"$location\": $body"], ...$this->complaints($server)];
        $server->stop();

        return $problems;
    }

    /** @param int $refused the status for a forged event @return list<string> */
    private function problemsOfWebhook(string $code, int $refused): array
    {
        $server = $this->serve($code);
        $id = $this->fixtures->make('paid')['paymentIntentId'];
        $problems = [];
        foreach ([self::SECRET => 200, 'another' => $refused] as $secret => $expected) {
            [$status, $body] = $this->deliver($server, 'evt_1', $id, $secret);
            if ($status !== $expected || $body !== '') {
                $problems[] = "it responded with $status instead of $expected: $body";
            }
        }
        if (!str_contains($server->log(), 'as paid')) {
            $problems[] = "it did not mark the order: {$server->log()}";
        }
        $problems = [...$problems, ...$this->complaints($server)];
        $server->stop();

        return $problems;
    }

    /** A page that ends with a shown error has status 200 unless it set another one, and Dojo would never send the event again. @return list<string> */
    private function problemsOfUnread(string $code, int $expected): array
    {
        $server = $this->serve($code, 'display_errors=1');
        $this->sandbox->fault('status=403', '/payment-intents', 1, 'GET');
        [$status, $body] = $this->deliver($server, 'evt_2', 'pi_sandbox_unread', self::SECRET);
        $this->sandbox->clearFaults();
        $server->stop();

        return $status === $expected ? [] : ["it responded with $status instead of $expected when the payment intent could not be read: $body"];
    }

    /** @return array{int, string} status and body of the response to an event */
    private function deliver(CliServer $server, string $eventId, string $paymentIntentId, string $secret): array
    {
        $event = "{\"id\":\"$eventId\",\"event\":\"payment_intent.status_updated\",\"accountId\":\"acc_1\",\"createdAt\":\"2026-02-27T10:00:00Z\","
            . "\"data\":{\"paymentIntentId\":\"$paymentIntentId\",\"paymentStatus\":\"Captured\",\"captureMode\":\"Auto\"}}";
        // Not by Webhook::sign(), which would agree with a wrong verification.
        $signature = 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $event, $secret)), 2));
        [$status, , $body] = Http::ask('POST', "$server->url/page.php", $event, ['Content-Type' => 'application/json', 'dojo-signature' => $signature]);

        return [$status, $body];
    }

    /** @return list<string> what PHP said of a page, other than the exception that ended it */
    private function complaints(CliServer $server): array
    {
        return preg_match('~PHP (Warning|Notice|Deprecated)~', $server->log()) === 1 ? [$server->log()] : [];
    }
}
