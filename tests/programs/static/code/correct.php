<?php

declare(strict_types=1);

/*
 * Correct uses of each operation, in which PHPStan must find nothing: the shapes may not be stricter than the API. It is only read,
 * never run.
 */

namespace Dojo\Tests\StaticAnalysis;

use DateInterval;
use DateTimeImmutable;
use Dojo\ApiException;
use Dojo\AutoExpireAction;
use Dojo\CaptureMode;
use Dojo\CaptureStatus;
use Dojo\Client;
use Dojo\ConflictException;
use Dojo\DojoException;
use Dojo\Exchange;
use Dojo\Money;
use Dojo\NotFoundException;
use Dojo\PaymentIntentStatus;
use Dojo\PaymentMethod;
use Dojo\RateLimitException;
use Dojo\SignatureException;
use Dojo\TerminalStatus;
use Dojo\TransportException;
use Dojo\ValidationException;
use Dojo\Webhook;

use function PHPStan\Testing\assertType;

/**
 * @phpstan-import-type PaymentIntent from Client
 * @phpstan-import-type CreatePaymentIntentRequest from Client
 */
final class Uses
{
    public function __construct(private readonly Client $dojo)
    {
    }

    public static function client(): Client
    {
        new Client('sk_sandbox_example', onExchange: static function (Exchange $exchange): void {
            assertType('float', $exchange->duration);
            assertType('string|null', $exchange->error);
        });

        return new Client(
            'sk_sandbox_example',
            apiVersion: '2024-02-05',
            timeout: 10,
            maxRetries: 0,
            onExchange: static fn (Exchange $exchange): int => $exchange->status,
        );
    }

    /** @return CreatePaymentIntentRequest */
    private function request(string $reference): array
    {
        return ['amount' => Money::fromDecimal('19.99', 'GBP'), 'reference' => $reference];
    }

    public function everyField(): void
    {
        $amount = ['value' => 1999, 'currencyCode' => 'GBP'];
        $this->dojo->createPaymentIntent([
            'amount' => $amount,
            'reference' => 'order-1',
            'description' => null,
            'captureMode' => CaptureMode::Manual,
            'autoExpireIn' => new DateInterval('P6D'),
            'autoExpireAction' => AutoExpireAction::Release,
            'expireAt' => new DateTimeImmutable('+1 hour'),
            'tipsAmount' => $amount,
            'serviceChargeAmount' => null,
            'cashbackAmount' => null,
            'itemLines' => [['id' => 'mug', 'name' => 'Mug', 'quantity' => 2, 'category' => 'china', 'plu' => '1', 'amountTotal' => $amount,
                'modifiers' => [['id' => 'blue', 'name' => 'Blue', 'quantity' => 1, 'amountPerModifier' => $amount]]]],
            'taxLines' => [['caption' => 'VAT', 'subCaption' => '20 %', 'amountTotal' => $amount]],
            'paymentMethods' => [PaymentMethod::Card, 'Wallet', 'one that is newer than this extension'],
            'customer' => ['id' => 'cust_1', 'emailAddress' => 'ada@shop.example', 'secret' => 'cs_1', 'savedCardId' => 'pm_1'],
            'billingAddress' => ['address1' => '1 High Street', 'city' => 'Leeds', 'postcode' => 'LS1 1AA', 'countryCode' => 'GB'],
            'shippingDetails' => ['name' => 'Ada', 'address' => ['countryCode' => 'GB']],
            'config' => [
                'title' => 'Shop',
                'redirectUrl' => 'https://shop.example/paid',
                'cancelUrl' => 'https://shop.example/cart',
                'details' => ['showTotal' => true, 'showReference' => false],
                'customerEmail' => ['collectionRequired' => true],
                'billingAddress' => null,
                'payment' => ['customAmountAllowed' => true, 'tipsAllowed' => true],
            ],
            'requestSecurity' => ['userAgent' => 'Browser', 'ipAddress' => '192.0.2.1'],
            'cardHolderNotPresent' => true,
            'actionLink' => ['url' => 'https://shop.example/ticket', 'label' => 'Ticket', 'action' => 'DownloadFile'],
            'orderDetails' => ['id' => '1', 'availabilityDate' => new DateTimeImmutable()],
            'setupIntentId' => null,
            'metadata' => ['shop' => 'north'],
            'generateRemoteToken' => true,
            'isNotOnlineCheckout' => false,
        ]);
        $this->dojo->createPaymentIntent(['amount' => $amount, 'reference' => 'order-2', 'captureMode' => 'Auto', 'autoExpireIn' => '00:05:00']);
    }

    /** @return PaymentIntent */
    public function paymentIntents(string $id): array
    {
        $intent = $this->dojo->createPaymentIntent($this->request('order-3'));
        assertType('string', $intent['id']);
        assertType('int', $intent['amount']['value']);
        assertType('string', $intent['paymentLink'] ?? Client::checkoutUrl($intent['id']));
        assertType('int', $intent['refundedAmount'] ?? 0);
        assertType('string|null', $intent['paymentDetails']['card']['cardNumber'] ?? null);
        assertType('bool', PaymentIntentStatus::tryFrom($intent['status'])?->isPaid() ?? false);
        foreach ($intent['captures'] ?? [] as $capture) {
            assertType('int', $capture['amount'] ?? 0);
        }

        assertType('string', $this->dojo->capturePaymentIntent($id, ['amount' => 500, 'tipsAmount' => null])['captureId']);
        assertType('bool', CaptureStatus::tryFrom($this->dojo->chargePaymentIntent($id)['status']) === CaptureStatus::Successful);
        assertType('string', $this->dojo->refundPaymentIntent($id, ['amount' => 500, 'refundReason' => 'chipped'], 'refund-1')['refundId']);
        assertType('string|null', $this->dojo->getRefund('rfnd_1')['refundReason'] ?? null);
        assertType('string|null', $this->dojo->reversePaymentIntent($id)['reversalId'] ?? null);
        $this->dojo->setPaymentIntentAmount($id, ['amount' => Money::fromDecimal(5, 'EUR'), 'itemLines' => []]);
        $this->dojo->setPaymentIntentTips($id, ['tipsAmount' => Money::fromDecimal(1.5, 'GBP')]);
        $this->dojo->sendReceipt($id, ['emails' => ['ada@shop.example']]);
        assertType('string|null', $this->dojo->refreshPaymentIntentSecret($id)['clientSessionSecret'] ?? null);
        assertType('string', $this->dojo->cancelPaymentIntent($id)['status']);

        $page = $this->dojo->searchPaymentIntents();
        $this->dojo->searchPaymentIntents(['statuses' => [PaymentIntentStatus::Captured, 'Refunded'],
            'startDate' => new DateTimeImmutable('-1 day'), 'cursor' => ['limit' => 100, 'after' => $page['after'] ?? null]]);
        foreach ($this->dojo->iteratePaymentIntents(['endDate' => '2026-02-27T00:00:00Z']) as $number => $found) {
            assertType('int', $number);
            assertType('string|null', $found['reference'] ?? null);
        }
        foreach ($this->dojo->getPaymentIntents([$id, 'pi_2'], concurrency: 2) as $result) {
            echo $result instanceof DojoException ? $result->getMessage() : $result['status'];
        }

        return $this->dojo->getPaymentIntent($id, returnCanceled: true);
    }

    public function setupIntents(string $id): void
    {
        $intent = $this->dojo->createSetupIntent(['reference' => 'tab-1', 'merchantInitiatedTransactionType' => 'Unscheduled',
            'terms' => 'We may charge this card.', 'intendedAmount' => Money::fromDecimal('20', 'GBP'), 'captureMode' => CaptureMode::Auto]);
        assertType('list<array{eventType?: string, transactionId?: string|null, transactionDateTime?: string|null, authCode?: '
            . 'string|null, cardNumber?: string|null, expiryDate?: string|null, cardType?: string|null, cardholderName?: string|null, '
            . 'paymentMethodId?: string|null}>', $intent['setupEvents'] ?? []);
        assertType('string', $this->dojo->getSetupIntent($id)['status']);
        assertType('string', $this->dojo->refreshSetupIntentSecret($id)['id']);
        assertType('string|null', $this->dojo->getPublicSetupIntent($id)['terms'] ?? null);
        assertType('string|null', $this->dojo->refreshPublicSetupIntentSecret($id)['clientSessionSecret'] ?? null);
        $this->dojo->cancelSetupIntent($id);
    }

    public function webhooks(string $id): void
    {
        $known = array_merge(...array_column($this->dojo->listWebhookEvents(), 'events'));
        assertType('list<string>', $known);
        foreach ($this->dojo->listWebhooks() as $subscription) {
            assertType('list<string>', $subscription['events']);
        }
        $subscription = $this->dojo->subscribeWebhook(['events' => $known, 'url' => 'https://shop.example/webhook', 'description' => null]);
        assertType('string|null', $subscription['secrets'][0]['value'] ?? null);
        $this->dojo->updateWebhook($id, ['events' => ['payment_intent.status_updated']]);
        assertType('list<string>', array_column($this->dojo->listWebhookSecrets($id)['secrets'], 'value'));
        foreach ($this->dojo->generateWebhookSecret($id)['secrets'] as $secret) {
            assertType('bool', $secret['isActive'] ?? false);
            $this->dojo->activateWebhookSecret($id, $secret['id']);
            $this->dojo->deleteWebhookSecret($id, $secret['id']);
        }
        $this->dojo->deleteWebhook($id);
    }

    public function customers(string $id): void
    {
        assertType('string', $this->dojo->createCustomer([])['id']);
        $this->dojo->createCustomer(['name' => 'Ada', 'emailAddress' => 'ada@shop.example', 'billingAddress' => ['countryCode' => 'GB']]);
        $this->dojo->updateCustomer($id, ['phoneNumber' => null]);
        assertType('string|null', $this->dojo->getCustomers([$id])[0]['name'] ?? null);
        $secret = $this->dojo->createCustomerSecret($id)['secret'];
        foreach ($this->dojo->getCustomerPaymentMethods($id, $secret)['savedPaymentMethods'] ?? [] as $saved) {
            $this->dojo->deleteCustomerPaymentMethod($id, $saved['id'] ?? '', $secret);
            assertType('string|null', $saved['cardDetails']['scheme'] ?? null);
        }
        $this->dojo->searchCustomers(['limit' => 10]);
        foreach ($this->dojo->iterateCustomers() as $customer) {
            assertType('string', $customer['id']);
        }
        $this->dojo->deleteCustomer($id);
    }

    public function terminals(string $intentId): void
    {
        foreach ($this->dojo->listTerminals([TerminalStatus::Available, 'InUse']) as $terminal) {
            assertType('string', $this->dojo->getTerminal($terminal['id'])['properties']['tid']);
            $session = $this->dojo->createTerminalSession(['terminalId' => $terminal['id'],
                'details' => ['sessionType' => 'Sale', 'sale' => ['paymentIntentId' => $intentId]]]);
            $this->dojo->createTerminalSession(['terminalId' => $terminal['id'],
                'details' => ['sessionType' => 'MatchedRefund', 'matchedRefund' => ['paymentIntentId' => $intentId]]]);
            $this->dojo->createTerminalSession(['terminalId' => $terminal['id'],
                'details' => ['sessionType' => 'UnlinkedRefund', 'unlinkedRefund' => ['amount' => Money::fromDecimal('1', 'GBP')]]]);
            assertType('string', $this->dojo->getTerminalSession($session['id'])['status']);
            $this->dojo->setTerminalSessionSignature($session['id'], ['accepted' => true]);
            $this->dojo->cancelTerminalSession($session['id']);
        }
    }

    public function epos(): void
    {
        $this->dojo->sendEposEvent(['eventType' => 'OrderUpdated', 'event' => ['orderId' => '1']]);
        $capabilities = [['name' => 'ListAreas', 'version' => 'V1']];
        $this->dojo->setEposRestIntegration(['url' => 'https://epos.example', 'capabilities' => $capabilities,
            'auth' => ['authType' => 'basic', 'basic' => ['username' => 'dojo', 'password' => 'example']]]);
        $this->dojo->setEposWebSocketIntegration(['capabilities' => $capabilities]);
        assertType('list<string>', array_column($this->dojo->getEposRestIntegrations(), 'url'));
        assertType('int<0, max>', count($this->dojo->getEposWebSocketIntegrations()) + count($this->dojo->getEposDojoIntegrations()));
        assertType('string|null', $this->dojo->listEposIntegrations()['restIntegrations'][0]['url'] ?? null);
    }

    public function errors(string $id): string
    {
        assertType('mixed', $this->dojo->request('POST', '/transactions/search', ['from' => '2026-02-01'], ['version' => '2023-11-12']));
        try {
            $this->dojo->reversePaymentIntent($id);
        } catch (ConflictException | NotFoundException $e) {
            return $e->reason;
        } catch (RateLimitException $e) {
            return (string) ($e->retryAfter ?? 1.0);
        } catch (ApiException $e) {
            return $e->outcomeUnknown() ? 'unknown' : "$e->status $e->traceId";
        } catch (TransportException $e) {
            return $e->outcomeUnknown() ? 'unknown' : 'not sent';
        } catch (ValidationException $e) {
            return $e->field;
        } catch (DojoException $e) {
            assertType('bool', $e->outcomeUnknown());
        }

        return sprintf('%d of %d', Client::poolStats()['reused'], Client::poolStats()['requests']);
    }

    public function webhook(string $body, ?string $header): ?string
    {
        try {
            $event = $header === null ? Webhook::fromGlobals('secret') : Webhook::verify($body, $header, ['new secret', 'old secret']);
        } catch (SignatureException) {
            return Webhook::isValid($body, $header, 'another secret') ? null : Webhook::sign($body, 'secret');
        }
        assertType('int<0, max>', $event->secretIndex);
        assertType('mixed', $event->data['captureMode'] ?? null);
        assertType('numeric-string', Money::toDecimal(['value' => 5, 'currencyCode' => 'JPY']));

        return $event->paymentStatus()?->isFinal() === true ? $event->paymentIntentId() : $event->createdAt?->format('c');
    }
}
