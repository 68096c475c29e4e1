<?php

declare(strict_types=1);

namespace Dojo\Tests\Docs;

/** What exists before a snippet runs: a method for each name, which returns the variables that the snippet finds. */
final class Fixtures
{
    private const REQUEST = ['amount' => ['value' => 1999, 'currencyCode' => 'GBP']];
    private const MANUAL = ['captureMode' => 'Manual', 'autoExpireIn' => '1.00:00:00', 'autoExpireAction' => 'Release'];

    public function __construct(private readonly \Sandbox $sandbox, private readonly \Dojo\Client $dojo)
    {
    }

    /** @return array<string, string> */
    public function make(string $name): array
    {
        return match ($name) {
            '' => [],
            'intent' => ['paymentIntentId' => $this->create()],
            'adjustable' => ['paymentIntentId' => $this->create(['config' => ['payment' => ['tipsAllowed' => true, 'customAmountAllowed' => true]]])],
            'paid' => ['paymentIntentId' => $this->pay($this->create())],
            'authorised' => ['paymentIntentId' => $this->pay($this->create(self::MANUAL))],
            'part-captured' => $this->partCaptured(),
            'component' => $this->component(),
            'savedcard' => $this->savedCard(),
            'setup' => $this->setup(),
            'webhook' => $this->webhook(),
        };
    }

    /** @param array<string, mixed> $more of the request @return string the id */
    private function create(array $more = []): string
    {
        return $this->dojo->createPaymentIntent($more + self::REQUEST + ['reference' => 'order-' . bin2hex(random_bytes(4))])['id'];
    }

    /** @param array<string, string> $fields of the page's form @return string the id */
    private function pay(string $id, array $fields = []): string
    {
        $this->sandbox->pay($id, fields: $fields);

        return $id;
    }

    private function partCaptured(): array
    {
        $id = $this->pay($this->create(self::MANUAL));
        $this->dojo->capturePaymentIntent($id, ['amount' => 400]);

        return ['paymentIntentId' => $id];
    }

    private function component(): array
    {
        $id = $this->create();

        return ['paymentIntentId' => $id, 'clientSessionSecret' => $this->dojo->refreshPaymentIntentSecret($id)['clientSessionSecret']];
    }

    private function savedCard(): array
    {
        $customer = $this->dojo->createCustomer(['name' => 'Ada Customer'])['id'];
        $this->pay($this->create(['customer' => ['id' => $customer]]), ['save_card' => 'yes']);

        return ['customerId' => $customer];
    }

    private function setup(): array
    {
        $setup = $this->dojo->createSetupIntent(['reference' => 'Table 12', 'merchantInitiatedTransactionType' => 'NoShow', 'terms' => 'Terms.']);

        return ['setupIntentId' => $this->pay($setup['id'], ['terms' => 'yes'])];
    }

    private function webhook(): array
    {
        $url = 'https://shop.example/' . bin2hex(random_bytes(4));

        return ['subscriptionId' => $this->dojo->subscribeWebhook(['events' => ['payment_intent.status_updated'], 'url' => $url])['id']];
    }
}
