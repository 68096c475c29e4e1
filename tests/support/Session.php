<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** A visitor of the quickstart shop with the token that the shop's forms have. */
final class Session
{
    private readonly Visitor $visitor;
    private ?string $token = null;

    public function __construct(private readonly string $url)
    {
        $this->visitor = new Visitor();
    }

    /** @return array{int, string, string} status, head, body */
    public function get(string $path): array
    {
        return $this->send('GET', $path, null)[0];
    }

    /** A form, with the session's token unless $fields has another. @param array<string, mixed> $fields @return array{int, string, string} as get() */
    public function post(string $page, array $fields): array
    {
        return $this->postTogether($page, $fields, 1)[0];
    }

    /** The same form, sent several times before any response is read. @param array<string, mixed> $fields @return list<array{int, string, string}> as get() */
    public function postTogether(string $page, array $fields, int $times): array
    {
        return $this->send('POST', $page, $fields + ['token' => $this->token()], $times);
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

    /** The header Cookie. */
    public function cookie(): string
    {
        $this->token();

        return $this->visitor->cookies();
    }

    /** @param ?array<string, mixed> $fields @return list<array{int, string, string}> */
    private function send(string $method, string $path, ?array $fields, int $times = 1): array
    {
        $before = $this->visitor->cookies();
        $responses = $this->visitor->send(array_fill(0, $times, [$method, "$this->url/$path", $fields]));
        if ($this->visitor->cookies() !== $before) {
            $this->token = null; // a new session, and a new token
        }

        return array_map(static fn (array $response): array => array_slice($response, 0, 3), $responses);
    }
}
