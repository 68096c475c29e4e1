<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The operations on terminal sessions; TerminalMachine carries them out. */
final class TerminalSessions
{
    private const DETAILS = ['Sale' => 'sale', 'MatchedRefund' => 'matchedRefund', 'UnlinkedRefund' => 'unlinkedRefund'];

    public function __construct(
        private readonly Store $store,
        private readonly Payments $payments,
        private readonly Terminals $terminals,
        private readonly TerminalMachine $machine,
    ) {
    }

    /** @return array<array-key, mixed> */
    public function create(Call $call): array
    {
        $details = $call->body->object('details');
        $this->checkDetails($details, $call->account);
        $terminal = $this->terminals->find($call->body->text('terminalId'), $call->account);
        if ($terminal->text('status') === 'Offline') {
            throw new Problem(400, 'The terminal is offline.');
        }
        if ($terminal->text('status') === 'InUse') {
            throw new Problem(409, 'The terminal is busy with another session.');
        }

        return $this->machine->start($terminal, $details, $call->account)->fields()->all();
    }

    /** @return array<array-key, mixed> */
    public function get(Call $call): array
    {
        return $this->find($call)->fields()->all();
    }

    /** @return array<array-key, mixed> */
    public function cancel(Call $call): array
    {
        $session = $this->find($call);
        if (!in_array($session->status(), ['InitiateRequested', 'Initiated'], true)) {
            throw new Problem(422, 'The session is ' . $session->status() . ' and can no longer be canceled.');
        }
        $this->machine->decide($session, 'CancelRequested', $call->account);

        return $session->fields()->all();
    }

    /** @return array<array-key, mixed> */
    public function signature(Call $call): array
    {
        $session = $this->find($call);
        if ($session->status() !== 'SignatureVerificationRequired') {
            throw new Problem(422, 'There is no signature to check: the session is ' . $session->status() . '.');
        }
        $accepted = $call->body->flag('accepted');
        $this->machine->decide($session, $accepted ? 'SignatureVerificationAccepted' : 'SignatureVerificationRejected', $call->account);

        return $session->fields()->all();
    }

    private function checkDetails(JsonObject $details, string $account): void
    {
        $type = $details->text('sessionType');
        $given = array_keys(array_intersect(self::DETAILS, array_keys($details->all())));
        if ($given !== [$type]) {
            throw Problem::field('Details', "A session of type $type has the part " . self::DETAILS[$type] . ' only.');
        }
        $part = $details->object(self::DETAILS[$type]);
        $amount = $part->moneyOrNull('amount');
        if ($amount !== null && $amount->value < 1) {
            throw Problem::field('Details.Amount.Value', 'The value must be 1 or more, in minor units.');
        }
        $id = $part->textOrNull('paymentIntentId');
        if ($id === null) {
            return;
        }
        $intent = $this->payments->find($id, $account);
        if ($type === 'Sale' && $intent->status() !== 'Created') {
            throw new Problem(400, 'The payment intent is ' . $intent->status() . ' and cannot be paid.');
        }
        if ($type === 'MatchedRefund') {
            self::checkMatchedRefund($intent, $amount);
        }
    }

    private static function checkMatchedRefund(PaymentIntent $intent, ?Money $amount): void
    {
        $left = $intent->refundable();
        if ($left === 0 || ($amount->value ?? 1) > $left) {
            throw new Problem(400, "Only $left of the captured amount is left to refund.");
        }
        if ($amount !== null && $amount->currency !== $intent->currency()) {
            throw Problem::field('Details.MatchedRefund.Amount.CurrencyCode', 'The currency must be that of the payment intent.');
        }
    }

    private function find(Call $call): TerminalSession
    {
        return TerminalSession::ofStored($this->store->get(TerminalSession::KIND, $call->parameter('terminalSessionId'), $call->account)
            ?? throw new Problem(404, 'There is no such terminal session.'));
    }
}
