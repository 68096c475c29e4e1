<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/**
 * What the subjects work with: HTTP over plain streams, and the steps of a shop and its customers. While it waits for an
 * answer it also serves the webhook receiver, so that one process can be both ends.
 */
final class Harness extends Report
{
    public string $url = '';
    public string $key = 'sk_sandbox_selftest';
    public ?Receiver $receiver = null;
    private readonly string $directory;

    public function __construct()
    {
        $this->directory = sys_get_temp_dir() . '/dojo-sandbox-' . getmypid();
        mkdir($this->directory, 0700);
    }

    /**
     * What a function of PHP returned, if it worked.
     *
     * @template T
     * @param T|false|null $result
     * @return T
     */
    public static function must(mixed $result): mixed
    {
        return $result === false || $result === null ? throw new \RuntimeException('a function of PHP failed') : $result;
    }

    /** @return string a path in a folder that is removed at the end */
    public function file(string $name): string
    {
        return $this->directory . '/' . $name;
    }

    public function cleanUp(): void
    {
        array_map('unlink', glob($this->directory . '/*') ?: []);
        @rmdir($this->directory);
    }

    /**
     * @param list<string> $options
     * @return array{int, string, string} exit status, output and errors; -1 if it had to be killed
     */
    public function run(array $options): array
    {
        $process = self::must(proc_open(
            [PHP_BINARY, dirname(__DIR__) . '/sandbox.php', ...$options],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['pipe', 'w']],
            $pipes,
        ));
        // If it wrongly starts to serve, it would never end.
        for ($tries = 0; ($status = proc_get_status($process))['running'] && $tries < 300; $tries++) {
            usleep(10000);
        }
        if ($status['running']) {
            proc_terminate($process, 9);
        }
        $output = (string) stream_get_contents($pipes[1]);
        $errors = (string) stream_get_contents($pipes[2]);

        proc_close($process);

        return [$status['running'] ? -1 : $status['exitcode'], $output, $errors];
    }

    /**
     * An API call with key and version, unless $headers says otherwise; a header set to null is not sent.
     *
     * @param array<string, ?string> $headers
     */
    public function call(string $method, string $path, mixed $body = null, array $headers = []): Answer
    {
        $headers += [
            'Authorization' => "Basic {$this->key}",
            'version' => '2026-02-27',
            'Content-Type' => $body === null ? null : 'application/json',
            'software-house-id' => str_starts_with($path, '/terminal') ? 'softwareHouse1' : null,
        ];
        $text = is_string($body) || $body === null ? (string) $body : json_encode($body, JSON_THROW_ON_ERROR);

        return $this->http($this->url, $method, $path, $text, $headers);
    }

    /**
     * A helper under /sandbox/.
     *
     * @param array<array-key, mixed>|null $body
     */
    public function helper(string $method, string $path, ?array $body = null): Answer
    {
        return $this->http($this->url, $method, '/sandbox' . $path, $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR), []);
    }

    public function advance(float $seconds): void
    {
        $this->helper('POST', '/clock', ['advance' => $seconds]);
    }

    /** @param array<string, string> $fields an HTML form's */
    public function form(string $url, array $fields): Answer
    {
        $path = str_starts_with($url, 'http') ? substr($url, strlen($this->url)) : $url;

        return $this->http($this->url, 'POST', $path, http_build_query($fields), ['Content-Type' => 'application/x-www-form-urlencoded']);
    }

    public function page(string $url): Answer
    {
        return $this->http($this->url, 'GET', str_starts_with($url, 'http') ? substr($url, strlen($this->url)) : $url, '', []);
    }

    /** @param array<string, ?string> $headers */
    public function http(string $base, string $method, string $path, string $body, array $headers): Answer
    {
        $text = "$method $path HTTP/1.1\r\nHost: " . parse_url($base, PHP_URL_HOST) . "\r\nConnection: close\r\n";
        foreach ($headers + ['Content-Length' => $body === '' && $method === 'GET' ? null : (string) strlen($body)] as $name => $value) {
            $text .= $value === null ? '' : "$name: $value\r\n";
        }

        return self::parse($this->raw($text . "\r\n" . $body, $base));
    }

    /** @return string everything the server sends until it closes, or until $seconds have passed */
    public function raw(string $bytes, ?string $base = null, float $seconds = 5.0): string
    {
        $stream = $this->connect($base ?? $this->url);
        stream_set_blocking($stream, false);
        $deadline = microtime(true) + $seconds;
        $answer = '';
        while (microtime(true) < $deadline) {
            if ($bytes !== '') {
                $sent = @fwrite($stream, $bytes);
                $bytes = $sent === false ? '' : substr($bytes, $sent);
            }
            $this->wait($bytes === '' ? 0.05 : 0.001, $stream);
            $part = @fread($stream, 65536);
            if (is_string($part)) {
                $answer .= $part;
            }
            if ($part === false || ($part === '' && feof($stream))) {
                break;
            }
        }
        fclose($stream);

        return $answer;
    }

    /** @return resource */
    public function connect(string $base)
    {
        preg_match('~^http(s?)://(.+)~', $base, $part);
        $secure = ($part[1] ?? '') === 's';
        $context = stream_context_create(['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]]);
        $stream = @stream_socket_client(
            ($secure ? 'tls' : 'tcp') . '://' . ($part[2] ?? ''),
            $code,
            $message,
            5.0,
            STREAM_CLIENT_CONNECT,
            $context,
        );

        return $stream === false ? throw new \RuntimeException("no connection to $base: $message") : $stream;
    }

    /**
     * Serves the receiver for a while, or until $stream can be read.
     *
     * @param resource|null $stream
     */
    public function wait(float $seconds, $stream = null): void
    {
        $read = array_values(array_filter([$stream, ...($this->receiver?->streams() ?? [])]));
        $write = $except = null;
        if ($read === []) {
            usleep((int) ($seconds * 1e6));
        } elseif (@stream_select($read, $write, $except, (int) $seconds, (int) (fmod($seconds, 1.0) * 1e6)) > 0) {
            $this->receiver?->serve();
        }
    }

    /** Waits until $condition holds; false if it does not in time. */
    public function until(callable $condition, float $seconds = 5.0): bool
    {
        $deadline = microtime(true) + $seconds;
        while (microtime(true) < $deadline) {
            if ($condition()) {
                return true;
            }
            $this->wait(0.02);
        }

        return (bool) $condition();
    }

    public static function parse(string $bytes): Answer
    {
        [$head, $body] = explode("\r\n\r\n", $bytes, 2) + [1 => ''];
        if (!preg_match('~^HTTP/1\.1 (\d{3}) [^\r]+\r\n~', $head . "\r\n", $match)) {
            return new Answer(0, [], $bytes);
        }
        preg_match_all('~^([^:\r\n]+): ([^\r\n]*)~m', $head, $fields);

        return new Answer((int) $match[1], array_combine(array_map('strtolower', $fields[1]), $fields[2]), $body);
    }

    /** @param array<array-key, mixed> $with */
    public function createIntent(array $with = []): Answer
    {
        return $this->call('POST', '/payment-intents', $with + [
            'amount' => ['value' => 1000, 'currencyCode' => 'GBP'],
            'reference' => 'Order 1',
        ]);
    }

    /**
     * Pays on the hosted page, as a customer does.
     *
     * @param array<string, string> $fields
     */
    public function pay(string|Value $id, string $number = '5200000000001005', array $fields = []): Answer
    {
        $page = $this->page("/checkout/$id");
        preg_match('~name="form" value="([^"]+)"~', $page->body, $match);

        return $this->form("/checkout/$id", $fields + [
            'form' => $match[1] ?? '', 'number' => $number, 'expiry' => '12/29',
            'cvc' => $number === '4456530000001013' ? '341' : '020', 'name' => 'A Shopper', 'method' => 'card',
        ]);
    }

    /**
     * @param array<array-key, mixed> $with
     * @return string the id of an intent that is paid
     */
    public function paid(array $with = []): string
    {
        $id = (string) $this->createIntent($with)['id'];
        $this->pay($id);

        return $id;
    }

    public function status(string|Value $id): string
    {
        return (string) $this->call('GET', "/payment-intents/$id?returnCanceled=true")->json()['status'];
    }
}
