<?php

/**
 * The calls of the contract tests: one line for each operation. First the arguments of a call that succeeds, then those of calls that
 * get an error response, by status.
 *
 * Every operation is also called with a refused key, unless it has a case for 401 here. The responses that Prism makes up are read for
 * every status of the document, with the arguments of the call that succeeds.
 */

declare(strict_types=1);

namespace Dojo\Tests\Contract;

$past = new \DateTimeImmutable('2020-01-01T00:00:00Z');
$none = static fn (): array => [];
$id = static fn (string $id): \Closure => static fn (): array => [$id];

return [
    'createPaymentIntent' => [fn (States $s) => [Requests::wholeIntent($s->cardOwner())], 400 => fn () => [Requests::intent(['expireAt' => $past])]],
    'getPaymentIntent' => [fn (States $s) => [$s->canceled(), true], 404 => fn (States $s) => [$s->canceled()]],
    'cancelPaymentIntent' => [fn (States $s) => [$s->intent()], 400 => fn (States $s) => [$s->paid()], 404 => $id('pi_sandbox_T')],
    'capturePaymentIntent' => [fn (States $s) => [$s->authorized(), ['amount' => 600, 'tipsAmount' => 100]], 400 => fn () => ['pi_sandbox_T', ['amount' => 1]], 409 => fn (States $s) => [$s->paid(), ['amount' => 1]]],
    'chargePaymentIntent' => [fn (States $s) => [$s->intent(['setupIntentId' => $s->agreedSetupIntent()])], 400 => fn (States $s) => [$s->intent()]],
    'refundPaymentIntent' => [fn (States $s) => [$s->paidAtTerminal(), ['amount' => 100, 'previousTransactionId' => null, 'refundReason' => 'Cold', 'notes' => 'Tea'], 'contract-refund'], 400 => fn (States $s) => [$s->intent(), ['amount' => 1], 'contract-unpaid']],
    'getRefund' => [fn (States $s) => [$s->refund()], 400 => $id('rfnd_unknown')],
    'reversePaymentIntent' => [fn (States $s) => [$s->authorized()], 400 => $id('pi_sandbox_T'), 409 => fn (States $s) => [$s->muchUsed()]],
    'setPaymentIntentAmount' => [fn (States $s) => [$s->intent(), ['amount' => Requests::money(900), 'itemLines' => Requests::ITEM_LINES, 'taxLines' => Requests::TAX_LINES]], 405 => fn (States $s) => [$s->intent(['config' => null]), ['amount' => Requests::money(900)]]],
    'setPaymentIntentTips' => [fn (States $s) => [$s->intent(), ['tipsAmount' => Requests::money(100)]], 405 => fn (States $s) => [$s->intent(['config' => null]), ['tipsAmount' => Requests::money(100)]]],
    'sendReceipt' => [fn (States $s) => [$s->paid(), ['emails' => ['zoe@shop.example']]], 404 => fn () => ['pi_sandbox_T', ['emails' => ['zoe@shop.example']]]],
    'refreshPaymentIntentSecret' => [fn (States $s) => [$s->intent()], 400 => fn (States $s) => [$s->paid()]],
    'searchPaymentIntents' => [fn () => [['statuses' => [\Dojo\PaymentIntentStatus::Captured, 'Created'], 'startDate' => $past, 'endDate' => new \DateTimeImmutable('+1 day'), 'cursor' => ['limit' => 1, 'before' => null, 'after' => null]]], 400 => fn () => [['cursor' => ['after' => 'nowhere']]]],
    'createSetupIntent' => [fn () => [Requests::setupIntent()], 400 => fn () => [Requests::setupIntent(['expireAt' => $past])]],
    'getSetupIntent' => [fn (States $s) => [$s->agreedSetupIntent()], 404 => $id('si_sandbox_T')],
    'cancelSetupIntent' => [fn (States $s) => [$s->setupIntent()], 400 => fn (States $s) => [$s->agreedSetupIntent()], 404 => $id('si_sandbox_T')],
    'refreshSetupIntentSecret' => [fn (States $s) => [$s->setupIntent()], 400 => fn (States $s) => [$s->agreedSetupIntent()]],
    'getPublicSetupIntent' => [fn (States $s) => [$s->agreedSetupIntent()], 404 => $id('si_sandbox_T')],
    'refreshPublicSetupIntentSecret' => [fn (States $s) => [$s->setupIntent()], 404 => $id('si_sandbox_T')],
    'listWebhookEvents' => [$none],
    'listWebhooks' => [fn (States $s) => $s->subscription() ? [] : []],
    'subscribeWebhook' => [fn (States $s) => [['events' => ['payment_intent.status_updated'], 'url' => $s->newUrl(), 'description' => 'Orders']], 400 => fn (States $s) => [['events' => ['order.unknown'], 'url' => $s->newUrl()]]],
    'updateWebhook' => [fn (States $s) => [$s->subscription()['id'], ['events' => ['payment_intent.status_updated'], 'url' => $s->newUrl(), 'description' => null]], 400 => fn (States $s) => [$s->subscription()['id'], ['events' => ['order.unknown']]], 404 => fn () => ['ws_unknown', []]],
    'deleteWebhook' => [fn (States $s) => [$s->subscription()['id']], 404 => $id('ws_unknown')],
    'listWebhookSecrets' => [fn (States $s) => [$s->subscription()['id']], 404 => $id('ws_unknown')],
    'generateWebhookSecret' => [fn (States $s) => [$s->halfSubscription()], 404 => $id('ws_unknown'), 409 => fn (States $s) => [$s->subscription()['id']]],
    'activateWebhookSecret' => [fn (States $s) => [($w = $s->subscription())['id'], $w['spare']], 404 => fn (States $s) => [$s->subscription()['id'], 'sc_unknown']],
    'deleteWebhookSecret' => [fn (States $s) => [($w = $s->subscription())['id'], $w['spare']], 403 => fn (States $s) => [($w = $s->subscription())['id'], $w['active']], 401 => fn (States $s) => [$s->subscription()['id'], 'sc_unknown'], 404 => fn () => ['ws_unknown', 'sc_unknown']],
    'createCustomer' => [fn () => [Requests::CUSTOMER]],
    'getCustomers' => [fn (States $s) => [[$s->customer()]]],
    'updateCustomer' => [fn (States $s) => [$s->customer(), ['name' => null] + Requests::CUSTOMER], 404 => fn () => ['cust_unknown', ['name' => 'Zoë']]],
    'deleteCustomer' => [fn (States $s) => [$s->customer()], 404 => $id('cust_unknown')],
    'createCustomerSecret' => [fn (States $s) => [$s->customer()], 404 => $id('cust_unknown')],
    'getCustomerPaymentMethods' => [fn (States $s) => [($c = $s->cardOwner())['id'], $c['secret']], 401 => fn (States $s) => [$s->customer(), 'cs_sandbox_unknown']],
    'deleteCustomerPaymentMethod' => [fn (States $s) => [($c = $s->cardOwner())['id'], $c['card'], $c['secret']], 401 => fn (States $s) => [($c = $s->cardOwner())['id'], $c['card'], 'cs_sandbox_unknown'], 404 => fn (States $s) => [($c = $s->cardOwner())['id'], 'pm_unknown', $c['secret']]],
    'searchCustomers' => [fn () => [['limit' => 1, 'before' => null, 'after' => null]], 400 => fn () => [['before' => 'nowhere']]],
    'listTerminals' => [fn () => [[\Dojo\TerminalStatus::Available, 'Offline']]],
    'getTerminal' => [fn (States $s) => [$s->terminal('SIP0')], 404 => $id('tm_unknown')],
    'createTerminalSession' => [fn (States $s) => [Requests::sale($s->terminal('SIP0'), $s->intent())], 400 => fn (States $s) => [Requests::sale($s->terminal('OFF0'), $s->intent())], 404 => fn (States $s) => [Requests::sale('tm_unknown', $s->intent())]],
    'getTerminalSession' => [fn (States $s) => [$s->session('TIP1', 60)], 404 => $id('ts_unknown')],
    'cancelTerminalSession' => [fn (States $s) => [$s->session('EXP0', 6)], 404 => $id('ts_unknown'), 422 => fn (States $s) => [$s->session('SCN0', 60)]],
    'setTerminalSessionSignature' => [fn (States $s) => [$s->session('SIS0', 16), ['accepted' => true]], 404 => fn () => ['ts_unknown', ['accepted' => true]], 422 => fn (States $s) => [$s->session('SIP0', 1), ['accepted' => false]]],
    'sendEposEvent' => [fn () => [['eventType' => 'OrderUpdated', 'event' => ['orderId' => 'o1']]]],
    'listEposIntegrations' => [fn (States $s) => $s->integrated()],
    'getEposRestIntegrations' => [fn (States $s) => $s->integrated()],
    'setEposRestIntegration' => [fn () => [Requests::REST_INTEGRATION]],
    'getEposWebSocketIntegrations' => [fn (States $s) => $s->integrated()],
    'setEposWebSocketIntegration' => [fn () => [['capabilities' => Requests::CAPABILITIES]]],
    'getEposDojoIntegrations' => [$none],
];
