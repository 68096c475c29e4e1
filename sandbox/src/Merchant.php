<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** What the sandbox says about the merchant that a key belongs to. */
final class Merchant
{
    private const SCHEMES = ['VISA', 'MASTERCARD', 'MAESTRO', 'DISCOVER', 'DCI', 'AMEX'];
    private string $baseUrl = '';

    public function setBaseUrl(string $url): void
    {
        $this->baseUrl = $url;
    }

    public function baseUrl(): string
    {
        return $this->baseUrl;
    }

    public function checkoutUrl(string $id): string
    {
        return $this->baseUrl . '/checkout/' . $id;
    }

    public function locationId(string $account): string
    {
        return 'rpl_' . substr(hash('sha256', $account), 0, 11);
    }

    /** @return array{supportedPaymentMethods: array<string, list<string>>} */
    public function config(): array
    {
        return ['supportedPaymentMethods' => ['cardSchemes' => self::SCHEMES, 'wallets' => array_keys(Cards::WALLETS)]];
    }
}
