<?php

declare(strict_types=1);

/*
 * Mistakes that plugin code makes. PHPStan and Psalm must find each of them on its line, and nothing on any other line. The comment
 * has the name of Psalm's issue and a part of what PHPStan says. It is only read, never run.
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

    $dojo->createPaymentIntent(['amount' => $amount]); // finds InvalidArgument: array{amount: array{value: 1999, currencyCode: 'GBP'}} given
    $dojo->createPaymentIntent(['amount' => ['value' => '1999', 'currencyCode' => 'GBP'], 'reference' => '1']); // finds InvalidArgument: value: '1999'
    $dojo->createPaymentIntent(['amount' => ['value' => $posted, 'currencyCode' => 'GBP'], 'reference' => '1']); // finds InvalidArgument: value: string
    $dojo->createPaymentIntent(['amount' => ['value' => 19.99, 'currencyCode' => 'GBP'], 'reference' => '1']); // finds InvalidArgument: value: 19.99
    $dojo->createPaymentIntent(['amount' => ['value' => $total * 100, 'currencyCode' => 'GBP'], 'reference' => '1']); // finds ArgumentTypeCoercion: value: float
    $dojo->createPaymentIntent(['amount' => 1999, 'currencyCode' => 'GBP', 'reference' => '1']); // finds InvalidArgument: amount: 1999
    $dojo->createPaymentIntent(['amount' => ['value' => 1999, 'currency' => 'GBP'], 'reference' => '1']); // finds ArgumentTypeCoercion: currency: 'GBP'
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => 1]); // finds InvalidArgument: reference: 1
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => null]); // finds InvalidArgument: reference: null
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'captureMode' => 'auto']); // finds InvalidArgument: captureMode: 'auto'
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'expireAt' => time()]); // finds InvalidArgument: expireAt: int
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'autoExpireIn' => 300]); // finds InvalidArgument: autoExpireIn: 300
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'metadata' => ['order' => 1]]); // finds InvalidArgument: metadata: array{order: 1}
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'billingAddress' => ['city' => 'Leeds']]); // finds InvalidArgument: billingAddress: array{city: 'Leeds'}
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'itemLines' => ['name' => 'Mug', 'amountTotal' => $amount]]); // finds ArgumentTypeCoercion: itemLines: array{name: 'Mug'
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'itemLines' => [['name' => 'Mug']]]); // finds InvalidArgument: itemLines: array{array{name: 'Mug'}}
    $dojo->createPaymentIntent(['amount' => $amount, 'reference' => '1', 'config' => ['redirectUrl' => false]]); // finds InvalidArgument: redirectUrl: false
    $dojo->createPaymentIntent($anything); // finds ArgumentTypeCoercion: array<string, mixed> given
    $dojo->createPaymentIntent(json_encode(['amount' => $amount]) ?: ''); // finds InvalidArgument: string given
    $dojo->capturePaymentIntent($id, ['amount' => $amount]); // finds InvalidArgument: amount: array{value: 1999
    $dojo->refundPaymentIntent($id, ['amount' => 500]); // finds TooFewArguments: invoked with 2 parameters, 3 required
    $dojo->refundPaymentIntent($id, ['amount' => 5.00], 'refund-1'); // finds InvalidArgument: amount: 5.0
    $dojo->refundPaymentIntent($id, ['amount' => $amount], 'refund-1'); // finds InvalidArgument: amount: array{value: 1999
    $dojo->refundPaymentIntent($id, [], 'refund-1'); // finds InvalidArgument: array{} given
    $dojo->refundPaymentIntent($id, ['amount' => 500], idempotencyKey: 17); // finds InvalidScalarArgument: $idempotencyKey
    $dojo->setPaymentIntentTips($id, ['amount' => $amount]); // finds InvalidArgument: array{amount: array{value: 1999
    $dojo->sendReceipt($id, ['emails' => 'ada@shop.example']); // finds InvalidArgument: emails: 'ada@shop.example'
    $dojo->searchPaymentIntents(['statuses' => ['Cancelled']]); // finds InvalidArgument: statuses: array{'Cancelled'}
    $dojo->searchPaymentIntents(['statuses' => 'Captured']); // finds InvalidArgument: statuses: 'Captured'
    $dojo->searchPaymentIntents(['cursor' => ['limit' => 500]]); // finds InvalidArgument: limit: 500
    $dojo->createSetupIntent(['reference' => '1', 'merchantInitiatedTransactionType' => 'NoShow']); // finds InvalidArgument: merchantInitiatedTransactionType: 'NoShow'} given
    $dojo->subscribeWebhook(['events' => 'payment_intent.created', 'url' => 'https://shop.example']); // finds InvalidArgument: events: 'payment_intent…'
    $dojo->subscribeWebhook(['url' => 'https://shop.example/webhook']); // finds InvalidArgument: array{url: 'https
    $dojo->getCustomers('cust_1'); // finds InvalidArgument: 'cust_1' given
    $dojo->getCustomerPaymentMethods($id); // finds TooFewArguments: invoked with 1 parameter, 2 required
    $dojo->listTerminals(['Busy']); // finds InvalidArgument: array{'Busy'} given
    /* Psalm makes one shape of the three, in which all but sessionType may be missing. */
    $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'Sale']]); // PHPStan finds: details: array{sessionType: 'Sale'}
    $dojo->createTerminalSession(['terminalId' => 'tm_1', 'details' => ['sessionType' => 'Refund', 'sale' => ['paymentIntentId' => $id]]]); // finds InvalidArgument: sessionType: 'Refund'
    $dojo->setTerminalSessionSignature($id, ['accepted' => 'yes']); // finds InvalidArgument: accepted: 'yes'
    $dojo->sendEposEvent(['eventType' => 'OrderUpdated', 'event' => ['id' => '1']]); // finds InvalidArgument: event: array{id: '1'}
    $dojo->request('GET', '/payment-intents', null, ['Accept: application/json']); // finds InvalidArgument: array<int, string> given
}

function wrong_readings(Client $dojo, string $id): void
{
    $intent = $dojo->getPaymentIntent($id);

    echo $intent['paymentLnik']; // finds InvalidArrayOffset: Offset 'paymentLnik' does not exist
    echo $intent['paymentLnik'] ?? ''; // finds MixedArgument: Offset 'paymentLnik'
    echo $intent['paymentLink']; // finds PossiblyUndefinedArrayOffset: Offset 'paymentLink' might not exist
    echo $intent['amount']['currency']; // finds InvalidArrayOffset: Offset 'currency' does not exist
    echo $intent['customer']['emailAddress'] ?? $intent['description']; // finds PossiblyUndefinedArrayOffset: Offset 'description' might not exist
    echo $intent->id; // finds InvalidPropertyFetch: Cannot access property $id
    if ($intent['status'] === CaptureMode::Auto) { // finds DocblockTypeContradiction: will always evaluate to false
        echo 'paid';
    }
    echo $dojo->refundPaymentIntent($id, ['amount' => 1], 'refund-1')['amount']; // finds InvalidArrayOffset: Offset 'amount' does not exist
    echo $dojo->reversePaymentIntent($id)['status']; // finds InvalidArrayOffset: Offset 'status' does not exist
    foreach ($dojo->listWebhookSecrets($id)['secrets'] as $secret) {
        echo $secret['value']; // finds PossiblyUndefinedArrayOffset: Offset 'value' might not exist
    }
    echo $dojo->listWebhooks()['data'] ?? ''; // finds InvalidArrayOffset: Offset 'data'
    echo $dojo->getCustomers([$id])['name'] ?? ''; // finds InvalidArrayOffset: Offset 'name'
    foreach ($dojo->searchPaymentIntents() as $found) {
        echo $found['id'] ?? ''; // finds InvalidArrayOffset: Offset 'id'
    }
    foreach ($dojo->iteratePaymentIntents() as $found) {
        echo $found['data'] ?? ''; // finds InvalidArrayOffset: Offset 'data'
    }
    foreach ($dojo->getPaymentIntents([$id]) as $found) {
        echo $found['status']; // finds UndefinedInterfaceMethod: Cannot access offset 'status'
    }
    $receipt = $dojo->sendReceipt($id, ['emails' => []]); // finds AssignmentToVoid: void
}

function wrong_calls(Client $dojo, string $id): void
{
    $dojo->cancelIntent($id); // finds UndefinedMethod: Call to an undefined method Dojo\Client::cancelIntent()
    $dojo->getPaymentIntent(17); // finds InvalidScalarArgument: int given
    $dojo->getPaymentIntent($id, cancelled: true); // finds InvalidNamedArgument: Unknown parameter $cancelled
    Client::checkoutUrl($dojo->getPaymentIntent($id)); // finds InvalidArgument: expects string, array
    new Client(); // finds TooFewArguments: invoked with 0 parameters, 1-12 required
    new Client('sk_sandbox_example', timeout: '30'); // finds InvalidScalarArgument: $timeout of class Dojo\Client constructor expects float, string given
    new Client('sk_sandbox_example', onExchange: static fn (array $exchange): int => 1); // finds InvalidArgument: $onExchange
    new Client('sk_sandbox_example', onExchange: static fn (Exchange $exchange): string => $exchange->body); // finds UndefinedPropertyFetch: undefined property Dojo\Exchange::$body
    new Webhook(); // finds InaccessibleMethod: Cannot instantiate
}

function wrong_catches(Client $dojo, string $id): void
{
    try {
        $dojo->getPaymentIntent($id);
    } catch (AuthenticationException $e) {
        echo $e->field; // finds UndefinedPropertyFetch: undefined property Dojo\AuthenticationException::$field
    } catch (ApiException $e) {
        echo strlen($e->detail); // finds PossiblyNullArgument: string|null given
        echo $e->retryAfter; // finds UndefinedPropertyFetch: undefined property Dojo\ApiException::$retryAfter
        foreach ($e->errors as $messages) { // finds PossiblyNullIterator: array<int|string, mixed>|null supplied for foreach
            print_r($messages);
        }
    } catch (TransportException $e) {
        echo $e->status; // finds UndefinedPropertyFetch: undefined property Dojo\TransportException::$status
        echo $e->outcomeUnknown; // finds InaccessibleProperty: private property
    } catch (ValidationException $e) {
        echo $e->outcomeUnknown; // finds UndefinedPropertyFetch: undefined property Dojo\ValidationException::$outcomeUnknown
    }
}

/** @param array<string, string> $headers */
function wrong_webhooks(string $body, array $headers, ?string $secret): void
{
    Webhook::verify($body, $headers, 'secret'); // finds InvalidArgument: string|null, array<string, string> given
    Webhook::verify($body, $headers['dojo-signature'] ?? null, $secret); // finds PossiblyNullArgument: string|null given
    Webhook::verify(json_decode($body, true), 'sha256=', 'secret'); // finds MixedArgument: expects string, mixed given
    Webhook::verify($body, 'sha256=', ['old' => 'secret']); // finds ArgumentTypeCoercion: array{old: 'secret'} given
    if (Webhook::verify($body, 'sha256=', 'secret') === true) { // finds TypeDoesNotContainType: will always evaluate to false
        echo 'valid';
    }
    $event = Webhook::fromGlobals('secret');
    echo $event->type; // finds UndefinedPropertyFetch: undefined property Dojo\Webhook::$type
    $value = $event->data['amount']['value']; // finds MixedAssignment: Cannot access offset 'value' on mixed
    echo $event->createdAt->format('c'); // finds PossiblyNullReference: Cannot call method format() on DateTimeImmutable|null
    echo $event->paymentStatus()->isPaid(); // finds PossiblyNullReference: Cannot call method isPaid()
    $event->id = 'evt_1'; // finds InaccessibleProperty: Readonly property
}

function wrong_money(float $total): void
{
    Money::fromDecimal('19.99'); // finds TooFewArguments: invoked with 1 parameter, 2 required
    Money::fromDecimal(null, 'GBP'); // finds NullArgument: null given
    Money::toDecimal(1999); // finds InvalidArgument: 1999 given
    Money::toDecimal(['value' => $total, 'currencyCode' => 'GBP']); // finds ArgumentTypeCoercion: value: float
    Money::toDecimal(['value' => 1999]); // finds InvalidArgument: array{value: 1999} given
    echo Money::fromDecimal('19.99', 'GBP')['amount']; // finds InvalidArrayOffset: Offset 'amount' does not exist
    new Money(); // finds InaccessibleMethod: Cannot instantiate
}
