<?php

declare(strict_types=1);

/*
 * Mistakes that plugin code makes. PHPStan has to find each of them, on its line and with what the comment says, and nothing on any
 * other line. It is only read, never run.
 */

namespace Dojo\Tests\StaticAnalysis;

use Dojo\ApiException;
use Dojo\AuthenticationException;
use Dojo\CaptureMode;
use Dojo\Client;
use Dojo\Exchange;
use Dojo\Money;
use Dojo\TransportException;
use Dojo\ValidationException;
use Dojo\Webhook;

/** @param array<string, mixed> $anything */
function wrong_requests(Client $dojo, string $id, string $posted, float $total, array $anything): void
{
    $amount = ['value' => 1999, 'currencyCode' => 'GBP'];

    $dojo->createPaymentIntent(['amount' => $amount]); // finds: array{amount: array{value: 1999, currencyCode: 'GBP'}} given
    $dojo->createPaymentIntent(['amount' => ['value' => '1999', 'currencyCode' => 'GBP'], 'reference' => '1']); // finds: value: '1999'
    $dojo->createPaymentIntent(['amount' => ['value' => $posted, 'currencyCode' => 'GBP'], 'reference' => '1']); // finds: value: string
    $dojo->createPaymentIntent(['amount' => ['value' => 19.99, 'currencyCode' => 'GBP'], 'reference' => '1']); // finds: value: 19.99
    $dojo->createPaymentIntent(['amount' => ['value' => $total * 100, 'currencyCode' => 'GBP'], 'reference' => '1']); // finds: value: float
    $dojo->createPaymentIntent(['amount' => 1999, 'currencyCode' => 'GBP', 'reference' => '1']); // finds: amount: 1999
    $dojo->createPaymentIntent(['amount' => ['value' => 1999, 'currency' => 'GBP'], 'reference' => '1']); // finds: currency: 'GBP'
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => 1]); // finds: reference: 1
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => null]); // finds: reference: null
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'captureMode' => 'auto']); // finds: captureMode: 'auto'
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'expireAt' => time()]); // finds: expireAt: int
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'autoExpireIn' => 300]); // finds: autoExpireIn: 300
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'metadata' => ['order' => 1]]); // finds: metadata: array{order: 1}
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'billingAddress' => ['city' => 'Leeds']]); // finds: billingAddress: array{city: 'Leeds'}
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'itemLines' => ['name' => 'Mug', 'amountTotal' => $amount]]); // finds: itemLines: array{name: 'Mug'
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'itemLines' => [['name' => 'Mug']]]); // finds: itemLines: array{array{name: 'Mug'}}
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'config' => ['redirectUrl' => false]]); // finds: redirectUrl: false
    $dojo->createPaymentIntent($anything); // finds: array<string, mixed> given
    $dojo->createPaymentIntent(json_encode(['amount' => $amount]) ?: ''); // finds: string given
    $dojo->capturePaymentIntent($id, ['amount' => $amount]); // finds: amount: array{value: 1999
    $dojo->refundPaymentIntent($id, ['amount' => 500]); // finds: invoked with 2 parameters, 3 required
    $dojo->refundPaymentIntent($id, ['amount' => 5.00], 'refund-1'); // finds: amount: 5.0
    $dojo->refundPaymentIntent($id, ['amount' => $amount], 'refund-1'); // finds: amount: array{value: 1999
    $dojo->refundPaymentIntent($id, [], 'refund-1'); // finds: array{} given
    $dojo->refundPaymentIntent($id, ['amount' => 500], idempotencyKey: 17); // finds: $idempotencyKey
    $dojo->setPaymentIntentTips($id, ['amount' => $amount]); // finds: array{amount: array{value: 1999
    $dojo->sendReceipt($id, ['emails' => 'ada@shop.example']); // finds: emails: 'ada@shop.example'
    $dojo->searchPaymentIntents(['statuses' => ['Cancelled']]); // finds: statuses: array{'Cancelled'}
    $dojo->searchPaymentIntents(['statuses' => 'Captured']); // finds: statuses: 'Captured'
    $dojo->searchPaymentIntents(['cursor' => ['limit' => 500]]); // finds: limit: 500
    $dojo->createSetupIntent(['reference' => '1', 'merchantInitiatedTransactionType' => 'NoShow']); // finds: merchantInitiatedTransactionType: 'NoShow'} given
    $dojo->subscribeWebhook(['events' => 'payment_intent.created', 'url' => 'https://shop.example']); // finds: events: 'payment_intent…'
    $dojo->subscribeWebhook(['url' => 'https://shop.example/webhook']); // finds: array{url: 'https
    $dojo->getCustomers('cust_1'); // finds: 'cust_1' given
    $dojo->getCustomerPaymentMethods($id); // finds: invoked with 1 parameter, 2 required
    $dojo->listTerminals(['Busy']); // finds: array{'Busy'} given
    $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'Sale']]); // finds: details: array{sessionType: 'Sale'}
    $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'Refund', 'sale' => ['paymentIntentId' => $id]]]); // finds: sessionType: 'Refund'
    $dojo->setTerminalSessionSignature($id, ['accepted' => 'yes']); // finds: accepted: 'yes'
    $dojo->sendEposEvent(['eventType' => 'OrderUpdated', 'event' => ['id' => '1']]); // finds: event: array{id: '1'}
    $dojo->request('GET', '/payment-intents', null, ['Accept: application/json']); // finds: array<int, string> given
}

function wrong_readings(Client $dojo, string $id): void
{
    $intent = $dojo->getPaymentIntent($id);

    echo $intent['paymentLnik']; // finds: Offset 'paymentLnik' does not exist
    echo $intent['paymentLnik'] ?? ''; // finds: Offset 'paymentLnik'
    echo $intent['paymentLink']; // finds: Offset 'paymentLink' might not exist
    echo $intent['amount']['currency']; // finds: Offset 'currency' does not exist
    echo $intent['customer']['emailAddress'] ?? $intent['description']; // finds: Offset 'description' might not exist
    echo $intent->id; // finds: Cannot access property $id
    if ($intent['status'] === CaptureMode::Auto) { // finds: will always evaluate to false
        echo 'paid';
    }
    echo $dojo->refundPaymentIntent($id, ['amount' => 1], 'refund-1')['amount']; // finds: Offset 'amount' does not exist
    echo $dojo->reversePaymentIntent($id)['status']; // finds: Offset 'status' does not exist
    echo $dojo->cancelPaymentIntent($id)['status']; // finds: Offset 'status' might not exist
    echo $dojo->listWebhooks()['data'] ?? ''; // finds: Offset 'data'
    echo $dojo->getCustomers([$id])['name'] ?? ''; // finds: Offset 'name'
    foreach ($dojo->searchPaymentIntents() as $found) {
        echo $found['id'] ?? ''; // finds: Offset 'id'
    }
    foreach ($dojo->iteratePaymentIntents() as $found) {
        echo $found['data'] ?? ''; // finds: Offset 'data'
    }
    foreach ($dojo->getPaymentIntents([$id]) as $found) {
        echo $found['status']; // finds: Cannot access offset 'status'
    }
    $receipt = $dojo->sendReceipt($id, ['emails' => []]); // finds: void
}

function wrong_calls(Client $dojo, string $id): void
{
    $dojo->cancelIntent($id); // finds: Call to an undefined method Dojo\Client::cancelIntent()
    $dojo->getPaymentIntent(17); // finds: int given
    $dojo->getPaymentIntent($id, cancelled: true); // finds: Unknown parameter $cancelled
    Client::checkoutUrl($dojo->getPaymentIntent($id)); // finds: expects string, array
    new Client(); // finds: invoked with 0 parameters, 1-12 required
    new Client('sk_sandbox_example', timeout: '30'); // finds: $timeout of class Dojo\Client constructor expects float, string given
    new Client('sk_sandbox_example', onExchange: static fn (string $exchange): int => 1); // finds: $onExchange
    new Client('sk_sandbox_example', onExchange: static fn (Exchange $exchange): string => $exchange->body); // finds: undefined property Dojo\Exchange::$body
    new Webhook(); // finds: Cannot instantiate
}

function wrong_catches(Client $dojo, string $id): void
{
    try {
        $dojo->getPaymentIntent($id);
    } catch (AuthenticationException $e) {
        echo $e->field; // finds: undefined property Dojo\AuthenticationException::$field
    } catch (ApiException $e) {
        echo strlen($e->detail); // finds: string|null given
        echo $e->retryAfter; // finds: undefined property Dojo\ApiException::$retryAfter
        foreach ($e->errors as $messages) { // finds: array<mixed>|null supplied for foreach
            print_r($messages);
        }
    } catch (TransportException $e) {
        echo $e->status; // finds: undefined property Dojo\TransportException::$status
        echo $e->outcomeUnknown; // finds: private property
    } catch (ValidationException $e) {
        echo $e->outcomeUnknown; // finds: undefined property Dojo\ValidationException::$outcomeUnknown
    }
}

/** @param array<string, string> $headers */
function wrong_webhooks(string $body, array $headers, ?string $secret): void
{
    Webhook::verify($body, $headers, 'secret'); // finds: string|null, array<string, string> given
    Webhook::verify($body, $headers['dojo-signature'] ?? null, $secret); // finds: string|null given
    Webhook::verify(json_decode($body, true), 'sha256=', 'secret'); // finds: expects string, mixed given
    Webhook::verify($body, 'sha256=', ['old' => 'secret']); // finds: array{old: 'secret'} given
    if (Webhook::verify($body, 'sha256=', 'secret') === true) { // finds: will always evaluate to false
        echo 'valid';
    }
    $event = Webhook::fromGlobals('secret');
    echo $event->type; // finds: undefined property Dojo\Webhook::$type
    $value = $event->data['amount']['value']; // finds: Cannot access offset 'value' on mixed
    echo $event->createdAt->format('c'); // finds: Cannot call method format() on DateTimeImmutable|null
    echo $event->paymentStatus()->isPaid(); // finds: Cannot call method isPaid()
    $event->id = 'evt_1'; // finds: Readonly property
}

function wrong_money(float $total): void
{
    Money::fromDecimal('19.99'); // finds: invoked with 1 parameter, 2 required
    Money::fromDecimal(null, 'GBP'); // finds: null given
    Money::toDecimal(1999); // finds: 1999 given
    Money::toDecimal(['value' => $total, 'currencyCode' => 'GBP']); // finds: value: float
    Money::toDecimal(['value' => 1999]); // finds: array{value: 1999} given
    echo Money::fromDecimal('19.99', 'GBP')['amount']; // finds: Offset 'amount' does not exist
    new Money(); // finds: Cannot instantiate
}
