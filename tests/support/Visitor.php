<?php

declare(strict_types=1);

namespace Dojo\Tests;

require_once __DIR__ . '/sandbox.inc';

/**
 * A browser whose requests may be sent at the same moment, with its own cookies and its own address. A response that never comes is a
 * status 0.
 */
final class Visitor
{
    /** What has been sent to this visitor in vain: no response, or nginx's own page instead of the shop's. */
    public static int $interrupted = 0;

    /** @var array<string, string> */
    private array $cookies = [];
    private readonly string $address;

    public function __construct()
    {
        $this->address = '10.' . random_int(0, 255) . '.' . random_int(0, 255) . '.' . random_int(1, 254);
    }

    /** @return array{int, string, string, string} status, head, body, URL */
    public function get(string $url): array
    {
        return $this->send([['GET', $url, null]])[0];
    }

    /**
     * A form as Browser::form() returns it.
     *
     * @param array<string, string> $form
     * @return list<array{int, string, string, string}> as get(), a response for each time
     */
    public function submit(array $form, string $page, int $times = 1): array
    {
        $fields = array_filter($form, static fn (string $name): bool => $name[0] !== '#', ARRAY_FILTER_USE_KEY);

        return $this->send(array_fill(0, $times, ['POST', (string) preg_replace('~[^/]*$~', '', $page) . basename($form['#action']), $fields]));
    }

    /**
     * Sends all requests before it reads any response.
     *
     * @param list<array{string, string, ?array<string, mixed>}> $requests method, URL, fields of a form
     * @return list<array{int, string, string, string}> status, head, body, URL
     */
    public function send(array $requests): array
    {
        $streams = array_map($this->begin(...), $requests);

        return array_map(fn (mixed $stream, array $request): array => $this->read($stream, $request[1]), $streams, $requests);
    }

    /** @param array{int, string, string, string} $response @return array<string, string> */
    public static function form(array $response, string $field, ?string $value = null): ?array
    {
        $browser = Shop::browser();
        [, , $browser->html, $browser->url] = $response;
        try {
            return $browser->form($field, $value);
        } catch (\RuntimeException) {
            return null;
        }
    }

    /** Pays on Dojo's page. @return ?string where Dojo sends the customer then; null if the intent can't be paid, or the card is declined */
    public function pay(string $dojo, string $intentId, string $card = \Sandbox::CARD): ?string
    {
        $page = $this->get("$dojo/checkout/" . rawurlencode($intentId));
        $form = self::form($page, 'number');
        if ($form === null) {
            return null; // canceled, or paid in another tab
        }
        $typed = ['number' => $card, 'expiry' => '12/29', 'cvc' => $card === \Sandbox::DECLINED_CARD ? '341' : '020', 'name' => 'Ada Customer', 'method' => 'card'];

        return Http::location($this->submit($typed + $form, $page[3])[0][1]);
    }

    /** Dojo's page that the shop sends the customer to. @return ?string the intent's id */
    public static function checkout(string $head): ?string
    {
        return preg_match('~^refresh: .*/checkout/([^/?\s]+)~im', $head, $match) === 1 ? rawurldecode($match[1]) : null;
    }

    /** The header Cookie; '' if there are none. */
    public function cookies(): string
    {
        return implode('; ', array_map(static fn (string $name, string $value): string => "$name=$value", array_keys($this->cookies), $this->cookies));
    }

    /** @param array{string, string, ?array<string, mixed>} $request @return resource|null */
    private function begin(array $request): mixed
    {
        [$method, $url, $fields] = $request;
        $parts = parse_url($url);
        $address = "{$parts['host']}:{$parts['port']}";
        $stream = @stream_socket_client("tcp://$address", $code, $error, 10) ?: null;
        if ($stream === null) {
            return null;
        }
        stream_set_timeout($stream, 30);
        $body = $fields === null ? '' : http_build_query($fields);
        $cookies = $this->cookies();
        fwrite($stream, "$method $parts[path]" . (isset($parts['query']) ? "?$parts[query]" : '') . " HTTP/1.0\r\nHost: $address\r\nX-Address: $this->address\r\n"
            . ($cookies === '' ? '' : "Cookie: $cookies\r\n")
            . ($fields === null ? '' : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " . strlen($body) . "\r\n")
            . "\r\n$body");

        return $stream;
    }

    /** @param resource|null $stream @return array{int, string, string, string} */
    private function read(mixed $stream, string $url): array
    {
        $response = $stream === null ? '' : (string) stream_get_contents($stream);
        [$head, $body] = explode("\r\n\r\n", $response, 2) + ['', ''];
        preg_match_all('~^set-cookie: *([^=;\s]+)=([^;\s]*)~im', $head, $cookies, PREG_SET_ORDER);
        foreach ($cookies as [, $name, $value]) {
            $this->cookies[$name] = $value;
        }
        $status = preg_match('~^HTTP/\S+ (\d+)~', $head, $match) === 1 ? (int) $match[1] : 0;
        self::$interrupted += $status === 0 || $status === 502 || $status === 504 ? 1 : 0;

        return [$status, str_replace("\r\n", "\n", $head), $body, $url];
    }
}
