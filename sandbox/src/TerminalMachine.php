<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The simulated card terminals: they take sessions from step to step. */
final class TerminalMachine
{
    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Payments $payments,
        private readonly Terminals $terminals,
        private readonly float $step,
    ) {
    }

    public function start(JsonObject $terminal, JsonObject $details, string $account): TerminalSession
    {
        $now = $this->clock->now();
        $session = TerminalSession::start($terminal->text('id'), Terminals::scenario($terminal), $details, $now);
        $this->terminals->setStatus($session->terminalId(), $account, 'InUse');
        $this->schedule($session, $now + $this->step, $account);

        return $session;
    }

    /** Something that the merchant decided: to cancel, or about the signature. */
    public function decide(TerminalSession $session, string $status, string $account): void
    {
        $session->schedule($this->clock->now());
        $session->reach($status, '');
        $this->schedule($session, $session->now() + $this->step, $account);
    }

    /** The session's next step, or its end, is due. */
    public function onDue(JsonObject $stored): void
    {
        $session = TerminalSession::ofStored($stored);
        $account = (string) $this->store->accountOf($session->id());
        match (true) {
            $session->status() === 'CancelRequested' => $session->reach('Canceled', 'Canceled on request.'),
            $session->status() === 'SignatureVerificationRejected' => $session->reach('Declined', 'The signature was rejected.'),
            // Nobody answered in time, so the terminal accepts the signature.
            $session->status() === 'SignatureVerificationRequired' => $session->reach('SignatureVerificationAccepted', 'Accepted because there was no reply in time.'),
            $session->hasExpired() => $session->reach('Expired', 'The terminal did not report an outcome.'),
            default => $this->play($session, $account),
        };
        if ($session->hasEnded()) {
            $this->finish($session, $account);
        } else {
            $this->schedule($session, $session->nextStep($this->step), $account);
        }
    }

    private function play(TerminalSession $session, string $account): void
    {
        $step = (string) TerminalScenarios::step($session->scenario, $session->takeStep());
        [$verb, $what] = explode(' ', $step, 2) + [1 => ''];
        match ($verb) {
            'notify' => $session->notify($what),
            'tip' => $this->addTip($session, $account),
            'wait' => $session->waitUntilItExpires(),
            // Paid quietly, the session does not know about it.
            'pay' => $this->settle($what === 'quietly' ? clone $session : $session, $account),
            default => $session->reach($verb, ''),
        };
    }

    /** Makes the payment or refund of the session. */
    private function settle(TerminalSession $session, string $account): void
    {
        try {
            [$status, $payment] = match ($session->type()) {
                'Sale' => $this->sale($session, $account),
                'MatchedRefund' => $this->matchedRefund($session, $account),
                default => ['Captured', self::unlinkedRefund($session)],
            };
        } catch (Problem $problem) {
            // The intent was paid or canceled elsewhere during the session.
            $session->notify('Declined');
            $session->reach('Declined', $problem->getMessage());

            return;
        }
        $session->set(['paymentDetails' => $payment]);
        $session->notify('Approved');
        $session->reach('Authorized', '');
        if ($status === 'Captured') {
            $session->reach('Captured', '');
        }
    }

    /** @return array{string, array<array-key, mixed>} the status of the intent, and how it was paid */
    private function sale(TerminalSession $session, string $account): array
    {
        $intent = $this->payments->find($session->subject()->text('paymentIntentId'), $account);
        $this->payments->pay($intent, Cards::atTerminal(), TerminalScenarios::reading($session->scenario));

        return [$intent->status(), $intent->fields()->object('paymentDetails')->all()];
    }

    /** @return array{string, array<array-key, mixed>} as sale() */
    private function matchedRefund(TerminalSession $session, string $account): array
    {
        $intent = $this->payments->find($session->subject()->text('paymentIntentId'), $account);
        $left = $intent->refundable();
        $amount = $session->subject()->moneyOrNull('amount')->value ?? $left;
        if ($left === 0 || $amount > $left) {
            throw new Problem(400, "Only $left of the captured amount is left to refund.");
        }
        $this->payments->refund($intent, $amount);

        return ['Captured', ['transactionId' => Ids::uuid(), 'message' => 'REFUNDED'] + $intent->fields()->object('paymentDetails')->all()];
    }

    /** @return array<string, mixed> */
    private static function unlinkedRefund(TerminalSession $session): array
    {
        $card = Cards::atTerminal()->card();
        unset($card['cardName']);

        return [
            'transactionDateTime' => Clock::iso($session->now()), 'authCode' => '', 'transactionId' => Ids::uuid(), 'message' => 'REFUNDED',
            'card' => TerminalScenarios::reading($session->scenario) + $card,
        ];
    }

    private function addTip(TerminalSession $session, string $account): void
    {
        if ($session->type() !== 'Sale') {
            return;
        }
        $intent = $this->payments->find($session->subject()->text('paymentIntentId'), $account);
        $tip = new Money(intdiv($intent->amount()->value, 10), $intent->currency());
        // A tip that makes the total too large would make the step fail, and the terminal would stay in use.
        $fits = PaymentIntent::isTotalInRange($intent->fields()->with(['tipsAmount' => $tip->toArray()]));
        if ($intent->status() === 'Created' && !$intent->fields()->has('tipsAmount') && $fits) {
            $intent->set(['tipsAmount' => $tip->toArray()]);
            $this->payments->save($intent);
        }
    }

    private function finish(TerminalSession $session, string $account): void
    {
        $this->terminals->setStatus($session->terminalId(), $account, 'Available');
        if ($session->fields()->has('paymentDetails')) {
            TerminalReceipt::addTo($session);
        }
        $this->schedule($session, null, $account);
        $id = $session->paymentIntentId();
        if ($id !== null) {
            $intent = $this->payments->find($id, $account);
            $intent->append('terminalSessionHistory', $session->history());
            $this->payments->save($intent);
        }
    }

    private function schedule(TerminalSession $session, ?float $due, string $account): void
    {
        $session->schedule($due);
        $this->store->put(TerminalSession::KIND, $account, $session->stored(), $due);
    }
}
