<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Client;

/** An actor's client: it may stop before and after each call, and its calls have the faults that the script wants. */
final class ModelClient extends Client
{
    /** The request is delayed in the network: it arrives after the client has given up. */
    public const LATE = 'late';

    /** Carried out, but the response takes longer than the client waits. */
    public const SLOW = 'slow';
    private const SLOW_SECONDS = 0.15;

    public function __construct(private readonly World $world, private readonly Actor $actor)
    {
        parent::__construct(...$world->dojo->options());
    }

    public function createPaymentIntent(#[\SensitiveParameter] array $request): array
    {
        return $this->call('create', '=/payment-intents', true, static fn (Client $c): array => $c->createPaymentIntent($request));
    }

    public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array
    {
        return $this->call('get', "=/payment-intents/$paymentIntentId", false, static fn (Client $c): array => $c->getPaymentIntent($paymentIntentId, $returnCanceled));
    }

    public function getPaymentIntents(array $paymentIntentIds, int $concurrency = 8): array
    {
        return $this->call('get several', '/payment-intents', false, static fn (Client $c): array => $c->getPaymentIntents($paymentIntentIds, $concurrency));
    }

    public function iteratePaymentIntents(#[\SensitiveParameter] array $request = []): \Iterator
    {
        return $this->call('search', '/payment-intents/search', false, static fn (Client $c): \Iterator => new \ArrayIterator(iterator_to_array($c->iteratePaymentIntents($request), false)));
    }

    public function cancelPaymentIntent(string $paymentIntentId): array
    {
        return $this->call('cancel', "=/payment-intents/$paymentIntentId", true, static fn (Client $c): array => $c->cancelPaymentIntent($paymentIntentId), $paymentIntentId);
    }

    public function capturePaymentIntent(string $paymentIntentId, #[\SensitiveParameter] array $request): array
    {
        return $this->call(
            "capture {$request['amount']}",
            "/payment-intents/$paymentIntentId/captures",
            true,
            static fn (Client $c): array => $c->capturePaymentIntent($paymentIntentId, $request),
            $paymentIntentId,
        );
    }

    public function refundPaymentIntent(string $paymentIntentId, #[\SensitiveParameter] array $request, string $idempotencyKey): array
    {
        return $this->call(
            "refund {$request['amount']}",
            "/payment-intents/$paymentIntentId/refunds",
            true,
            static fn (Client $c): array => $c->refundPaymentIntent($paymentIntentId, $request, $idempotencyKey),
            $paymentIntentId,
        );
    }

    public function reversePaymentIntent(string $paymentIntentId): array
    {
        return $this->call('reverse', "/payment-intents/$paymentIntentId/reversal", true, static fn (Client $c): array => $c->reversePaymentIntent($paymentIntentId), $paymentIntentId);
    }

    public function refreshPaymentIntentSecret(string $paymentIntentId): array
    {
        return $this->call('secret', "/payment-intents/$paymentIntentId/refresh-client-session-secret", true, static fn (Client $c): array => $c->refreshPaymentIntentSecret($paymentIntentId));
    }

    /**
     * @template T
     * @param \Closure(Client): T $work
     * @return T
     */
    private function call(string $what, string $path, bool $isChange, \Closure $work, ?string $intentId = null): mixed
    {
        $this->actor->point("before calling Dojo: $what");
        $this->world->calls++;
        if ($what === 'cancel') {
            $this->world->canceling((string) $intentId);
        }
        $fault = $this->actor->faultOf($what);
        $client = $this->world->dojo->client;
        if ($fault !== null) {
            $this->world->say("        Dojo's response to {$this->actor->name}'s call \"$what\": $fault");
        }
        if ($fault === self::LATE && $isChange) {
            $this->world->underWay($what, $work, $intentId);
        }
        if ($fault === self::SLOW) {
            $client = $this->world->dojo->hastyClient;
        }
        if ($fault !== null) {
            $this->world->dojo->fault(match ($fault) {
                self::LATE => 'close-before',
                self::SLOW => 'delay=' . self::SLOW_SECONDS,
                default => $fault,
            }, $path);
        }
        $error = null;
        $result = null;
        try {
            $result = $work($client);
        } catch (\Dojo\DojoException $e) {
            $error = $e;
        }
        if ($fault !== null) {
            $this->world->dojo->clearFaults(); // a validation error of the client's has used none
        }
        if ($what === 'get' && $error === null) {
            $this->world->fetched($path);
        }
        if ($isChange) {
            $this->world->announce(is_array($result) && isset($result['id']) ? (string) $result['id'] : $intentId);
        }
        $this->actor->point("after calling Dojo: $what" . ($error === null ? '' : ' (' . $error::class . ')'));

        return $error === null ? $result : throw $error;
    }
}
