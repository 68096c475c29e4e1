<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** A visitor's session with the quickstart shop: its cookie, and the token that the shop's forms have. It follows no redirect. */
final class Session
{
    private string $cookie = '';
    private ?string $token = null;

    public function __construct(private readonly string $url)
    {
    }

    /** @return array{int, string, string} as Http::ask() */
    public function get(string $path): array
    {
        return $this->remember(Http::ask('GET', "$this->url/$path", '', $this->headers()));
    }

    /** A form, with the session's token unless $fields has another. @param array<string, mixed> $fields @return array{int, string, string} as Http::ask() */
    public function post(string $page, array $fields): array
    {
        $fields += ['token' => $this->token()];

        return $this->remember(Http::post("$this->url/$page", $fields, $this->headers()));
    }

    /** The same form, sent several times before any response arrives. @param array<string, mixed> $fields @return list<array{int, string, string}> as Http::ask() */
    public function postTogether(string $page, array $fields, int $times): array
    {
        $body = http_build_query($fields + ['token' => $this->token()]);
        $request = "POST /$page HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nCookie: $this->cookie\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            . 'Content-Length: ' . strlen($body) . "\r\n\r\n$body";
        $streams = [];
        while (count($streams) < $times) {
            $streams[] = stream_socket_client('tcp://' . substr($this->url, 7)) ?: throw new \RuntimeException('The shop is not listening.');
        }
        array_map(static fn ($stream) => fwrite($stream, $request), $streams);

        return array_map(static function ($stream): array {
            [$head, $body] = explode("\r\n\r\n", (string) stream_get_contents($stream), 2) + ['', ''];

            return [(int) substr($head, 9, 3), $head, $body];
        }, $streams);
    }

    /** What a form of this session has in its hidden field `token`. */
    public function token(): string
    {
        if ($this->token === null) {
            [, , $html] = $this->get('index.php');
            $this->token = preg_match('~name="token" value="([^"]+)"~', $html, $match) === 1 ? $match[1] : throw new \RuntimeException("The shop's forms have no token: $html");
        }

        return $this->token;
    }

    /** The header Cookie; '' if the shop has set none. */
    public function cookie(): string
    {
        $this->token();

        return $this->cookie;
    }

    /** @return array<string, string> */
    private function headers(): array
    {
        return $this->cookie === '' ? [] : ['Cookie' => $this->cookie];
    }

    /** @param array{int, string, string} $response @return array{int, string, string} */
    private function remember(array $response): array
    {
        if (preg_match('~^set-cookie: *([^;\s]+)~im', $response[1], $match) === 1) {
            [$this->cookie, $this->token] = [$match[1], null]; // a new session, and a new token
        }

        return $response;
    }
}
