<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * The simulated card terminal of a session. A session stores the time of its next step, and each step uses that time rather than
 * the present, so that advancing the clock has the same result as waiting.
 */
final class TerminalMachine
{
    private const INITIATE_SECONDS = 10.0;
    private const CARD_SECONDS = 120.0;
    private const SIGNATURE_SECONDS = 80.0;
    private const FINAL = ['Captured', 'Authorized', 'Canceled', 'Expired', 'Declined'];

    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Payments $payments,
        private readonly Terminals $terminals,
        private readonly float $step,
    ) {
    }

    /** @return array the stored session */
    public function start(array $terminal, array $details, string $account): array
    {
        $now = $this->clock->now();
        $session = $this->at([
            'terminalId' => $terminal['id'],
            'createdAt' => Clock::iso($now),
            'updatedAt' => Clock::iso($now),
            'id' => Ids::make('ts'),
            'status' => 'InitiateRequested',
            'expireAt' => Clock::iso($now + self::INITIATE_SECONDS),
            'notificationEvents' => [],
            'statusEvents' => [],
            'details' => $details,
            '_scenario' => Terminals::scenario($terminal),
            '_next' => 0,
            '_due' => $now,
        ], 'InitiateRequested', '');
        $this->terminals->setStatus($terminal['id'], $account, 'InUse');

        return $this->schedule($session, $now + $this->step, $account);
    }

    /** Something that the merchant decided: to cancel, or about the signature. @return array the stored session */
    public function decide(array $session, string $status, string $account): array
    {
        $session['_due'] = $this->clock->now();

        return $this->schedule($this->at($session, $status, ''), $session['_due'] + $this->step, $account);
    }

    /** The session's next step, or its end, is due. */
    public function onDue(array $session): void
    {
        $account = (string) $this->store->accountOf($session['id']);
        $now = $session['_due'];
        $expired = $now >= Clock::parse($session['expireAt']) - 0.001;
        if ($session['status'] === 'CancelRequested') {
            $session = $this->at($session, 'Canceled', 'Canceled on request.');
        } elseif ($session['status'] === 'SignatureVerificationRejected') {
            $session = $this->at($session, 'Declined', 'The signature was rejected.');
        } elseif ($session['status'] === 'SignatureVerificationRequired') {
            // Nobody answered in time, so the terminal accepts the signature.
            $session = $this->at($session, 'SignatureVerificationAccepted', 'Accepted because there was no reply in time.');
        } elseif ($expired) {
            $session = $this->at($session, 'Expired', 'The terminal did not report an outcome.');
        } else {
            $session = $this->play($session, $account);
        }
        if (in_array($session['status'], self::FINAL, true)) {
            $this->finish($session, $account);
        } else {
            $waits = $session['status'] === 'SignatureVerificationRequired' || ($session['_waits'] ?? false);
            $due = $waits ? Clock::parse($session['expireAt']) : min($now + $this->step, Clock::parse($session['expireAt']));
            $this->schedule($session, $due, $account);
        }
    }

    private function play(array $session, string $account): array
    {
        $step = (string) TerminalScenarios::step($session['_scenario'], $session['_next']++);
        [$verb, $what] = explode(' ', $step, 2) + [1 => ''];
        switch ($verb) {
            case 'notify':
                return $this->notify($session, $what);
            case 'tip':
                $this->addTip($session);

                return $session;
            case 'wait':
                $session['_waits'] = true;

                return $session;
            case 'pay':
                $settled = $this->settle($session, $account);

                return $what === 'quietly' ? ['_due' => $settled['_due']] + $session : $settled;
            default:
                return $this->at($session, $verb, '');
        }
    }

    /** Makes the payment or refund of the session. */
    private function settle(array $session, string $account): array
    {
        try {
            $outcome = match ($session['details']['sessionType']) {
                'Sale' => $this->sale($session, $account),
                'MatchedRefund' => $this->matchedRefund($session, $account),
                default => ['Captured', self::card($session) + ['transactionId' => Ids::uuid(), 'message' => 'REFUNDED']],
            };
        } catch (Problem $problem) {
            // The intent was paid or canceled elsewhere during the session.
            return $this->at($this->notify($session, 'Declined'), 'Declined', $problem->getMessage());
        }
        [$status, $session['paymentDetails']] = $outcome;
        $session = $this->at($this->notify($session, 'Approved'), 'Authorized', '');

        return $status === 'Captured' ? $this->at($session, 'Captured', '') : $session;
    }

    /** @return array{0: string, 1: array} */
    private function sale(array $session, string $account): array
    {
        $intent = $this->payments->find($session['details']['sale']['paymentIntentId'], $account);
        $instrument = ['outcome' => 'success', 'masked' => '44565300****1096', 'name' => '', 'expiryDate' => '2029-12-31',
            'scheme' => 'VISA', 'last4' => '1096'];
        $this->payments->pay($intent, $instrument, TerminalScenarios::reading($session['_scenario']));

        return [$intent['status'], $intent['paymentDetails']];
    }

    /** @return array{0: string, 1: array} */
    private function matchedRefund(array $session, string $account): array
    {
        $details = $session['details']['matchedRefund'];
        $intent = $this->payments->find($details['paymentIntentId'], $account);
        $left = Payments::refundable($intent);
        $amount = $details['amount']['value'] ?? $left;
        if ($left === 0 || $amount > $left) {
            throw new Problem(400, "Only $left of the captured amount is left to refund.");
        }
        $this->payments->refund($intent, $amount);

        return ['Captured', ['transactionId' => Ids::uuid(), 'message' => 'REFUNDED'] + $intent['paymentDetails']];
    }

    private static function card(array $session): array
    {
        return ['transactionDateTime' => Clock::iso($session['_due']), 'authCode' => '', 'card' => [
            'cardNumber' => '44565300****1096', 'expiryDate' => '2029-12-31', 'cardType' => 'VISA',
            'cardFundingType' => 'Unknown', 'last4PAN' => '1096',
        ] + TerminalScenarios::reading($session['_scenario'])];
    }

    private function addTip(array $session): void
    {
        $id = $session['details']['sale']['paymentIntentId'] ?? null;
        $intent = $id === null ? null : $this->store->get('payment_intent', $id, null);
        if ($intent !== null && $intent['status'] === 'Created' && !isset($intent['tipsAmount'])) {
            $intent['tipsAmount'] = ['value' => intdiv($intent['amount']['value'], 10), 'currencyCode' => $intent['amount']['currencyCode']];
            // Without the check the step would fail, and the terminal would stay in use.
            if (Payments::isTotalInRange($intent)) {
                $this->payments->save($intent);
            }
        }
    }

    private function finish(array $session, string $account): void
    {
        $this->terminals->setStatus($session['terminalId'], $account, 'Available');
        $session['_due'] = null;
        if (isset($session['paymentDetails'])) {
            $session = TerminalReceipt::addTo($session);
        }
        $this->store->put('terminal_session', $account, $session);
        $id = $session['details']['sale']['paymentIntentId'] ?? $session['details']['matchedRefund']['paymentIntentId'] ?? null;
        if ($id !== null) {
            $intent = $this->payments->find($id, $account);
            $intent['terminalSessionHistory'][] = self::history($session);
            $this->payments->save($intent);
        }
    }

    private static function history(array $session): array
    {
        $card = $session['paymentDetails']['card'] ?? null;
        $keep = ['terminalId', 'id', 'status', 'expireAt', 'createdAt', 'updatedAt', 'notificationEvents', 'statusEvents', 'details'];

        return [
            'terminalSession' => array_intersect_key($session, array_flip($keep)),
            'payment' => $card === null ? null : [
                'transactionDateTime' => $session['paymentDetails']['transactionDateTime'],
                'cardNumber' => $card['cardNumber'],
                'expiryDate' => $card['expiryDate'],
                'cardType' => $card['cardType'],
                'authGatewayTransactionId' => $session['paymentDetails']['transactionId'],
                'cardHolderName' => $card['cardName'] ?? null,
                'entryMode' => $card['entryMode'],
                'verificationMode' => $card['verificationMethod'],
            ],
        ];
    }

    private function at(array $session, string $status, string $message): array
    {
        $time = Clock::iso($session['_due']);
        $session['status'] = $status;
        $session['updatedAt'] = $time;
        $session['statusEvents'][] = ['status' => $status, 'createdAt' => $time, 'debugMessage' => $message];
        $patience = match ($status) {
            'Initiated', 'SignatureVerificationAccepted', 'SignatureVerificationRejected', 'CancelRequested' => self::CARD_SECONDS,
            'SignatureVerificationRequired' => self::SIGNATURE_SECONDS,
            default => null,
        };
        if ($patience !== null) {
            $session['expireAt'] = Clock::iso($session['_due'] + $patience);
        }

        return $session;
    }

    private function notify(array $session, string $type): array
    {
        $session['notificationEvents'][] = ['notificationType' => $type, 'createdAt' => Clock::iso($session['_due'])];

        return $session;
    }

    private function schedule(array $session, float $due, string $account): array
    {
        $session['_due'] = $due;
        $this->store->put('terminal_session', $account, $session, $due);

        return $session;
    }
}
