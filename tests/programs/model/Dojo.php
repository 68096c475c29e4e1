<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Client;
use Dojo\Tests\Http;

/** The offline Dojo, as the walk's world uses it: payments, the portal, faults, time. */
final class Dojo
{
    private const CARD = ['number' => '5200000000001005', 'cvc' => '020'];
    private const DECLINED_CARD = ['number' => '4456530000001013', 'cvc' => '341'];

    public readonly Client $client;

    /** Waits for a response for a shorter time than the fault `slow` takes. */
    public readonly Client $hastyClient;

    public function __construct(private readonly string $url, private readonly string $key)
    {
        $this->client = new Client(...$this->options());
        $this->hastyClient = new Client(...['timeout' => 0.05] + $this->options());
    }

    /** @return array{apiKey: string, baseUrl: string, maxRetries: int} */
    public function options(): array
    {
        return ['apiKey' => $this->key, 'baseUrl' => $this->url, 'maxRetries' => 0];
    }

    public function reset(): void
    {
        $this->client->request('POST', '/sandbox/reset', []);
    }

    public function fault(string $fault, string $path): void
    {
        $this->client->request('POST', '/sandbox/faults', ['fault' => $fault, 'path' => $path]);
    }

    public function clearFaults(): void
    {
        $this->client->request('DELETE', '/sandbox/faults');
    }

    public function advance(float $seconds): void
    {
        $this->client->request('POST', '/sandbox/clock', ['advance' => $seconds]);
    }

    /** On the hosted page. @return bool whether the page was there */
    public function pay(string $intentId, bool $isDeclined): bool
    {
        $url = "$this->url/checkout/" . rawurlencode($intentId);
        $card = $isDeclined ? self::DECLINED_CARD : self::CARD;
        if (preg_match('~name="form" value="([^"]+)"~', Http::ask('GET', $url)[2], $token) !== 1) {
            return false;
        }
        Http::post($url, ['form' => $token[1], 'method' => 'card', 'expiry' => '12/49', 'name' => 'A Shopper'] + $card);

        return true;
    }

    public function payByComponent(string $secret): void
    {
        try {
            $this->client->request('POST', '/sandbox/component-payment', ['clientSessionSecret' => $secret, 'card' => ['expiry' => '12/49', 'name' => 'A Shopper'] + self::CARD]);
        } catch (\Dojo\ApiException) {
            /* The secret is used or too old. */
        }
    }

    /** @return list<array<string, mixed>> oldest first */
    public function intents(): array
    {
        return array_reverse(iterator_to_array($this->client->iteratePaymentIntents(), false));
    }

    /** Whether a refund with that key was made. Asks for a refund that is refused either way, for one of two reasons. */
    public function hasRefund(string $intentId, string $key): bool
    {
        try {
            $this->client->refundPaymentIntent($intentId, ['amount' => 2_000_000_000], $key);
        } catch (\Dojo\ApiException $e) {
            return str_contains($e->body, 'has been used for another refund');
        }
        throw new \LogicException('A refund of 20 million was made.');
    }
}
