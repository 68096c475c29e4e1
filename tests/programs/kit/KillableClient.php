<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Client;

/** Dojo as a process has it that may be killed. */
final class KillableClient extends Client
{
    /** @var ?\Closure(string): void is called before each call, and stands for what happens at that moment */
    public ?\Closure $before = null;

    public function __construct(private readonly Fuse $fuse, mixed ...$options)
    {
        parent::__construct(...$options);
    }

    public function createPaymentIntent(#[\SensitiveParameter] array $request): array
    {
        return $this->around('create', fn () => parent::createPaymentIntent($request));
    }

    public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array
    {
        return $this->around('get', fn () => parent::getPaymentIntent($paymentIntentId, $returnCanceled));
    }

    public function cancelPaymentIntent(string $paymentIntentId): array
    {
        return $this->around('cancel', fn () => parent::cancelPaymentIntent($paymentIntentId));
    }

    public function capturePaymentIntent(string $paymentIntentId, #[\SensitiveParameter] array $request): array
    {
        return $this->around('capture', fn () => parent::capturePaymentIntent($paymentIntentId, $request));
    }

    public function refundPaymentIntent(string $paymentIntentId, #[\SensitiveParameter] array $request, string $idempotencyKey): array
    {
        return $this->around('refund', fn () => parent::refundPaymentIntent($paymentIntentId, $request, $idempotencyKey));
    }

    public function reversePaymentIntent(string $paymentIntentId): array
    {
        return $this->around('reverse', fn () => parent::reversePaymentIntent($paymentIntentId));
    }

    private function around(string $what, \Closure $call): mixed
    {
        $this->fuse->step("before $what");
        if ($this->before !== null) {
            ($this->before)($what);
        }
        $result = $call();
        $this->fuse->step("after $what");

        return $result;
    }
}
