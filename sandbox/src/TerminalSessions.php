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

    public function create(Call $call): array
    {
        $details = $call->body['details'];
        $this->checkDetails($details, $call->account);
        $terminal = $this->terminals->find($call->body['terminalId'], $call->account);
        if ($terminal['status'] === 'Offline') {
            throw new Problem(400, 'The terminal is offline.');
        }
        if ($terminal['status'] === 'InUse') {
            throw new Problem(409, 'The terminal is busy with another session.');
        }

        return self::view($this->machine->start($terminal, $details, $call->account));
    }

    public function get(Call $call): array
    {
        return self::view($this->find($call));
    }

    public function cancel(Call $call): array
    {
        $session = $this->find($call);
        if (!in_array($session['status'], ['InitiateRequested', 'Initiated'], true)) {
            throw new Problem(422, 'The session is ' . $session['status'] . ' and can no longer be canceled.');
        }

        return self::view($this->machine->decide($session, 'CancelRequested', $call->account));
    }

    public function signature(Call $call): array
    {
        $session = $this->find($call);
        if ($session['status'] !== 'SignatureVerificationRequired') {
            throw new Problem(422, 'There is no signature to check: the session is ' . $session['status'] . '.');
        }

        $status = $call->body['accepted'] ? 'SignatureVerificationAccepted' : 'SignatureVerificationRejected';

        return self::view($this->machine->decide($session, $status, $call->account));
    }

    private function checkDetails(array $details, string $account): void
    {
        $given = array_values(array_intersect_key(array_flip(self::DETAILS), $details));
        if ($given !== [$details['sessionType']]) {
            throw Problem::field('Details', 'A session of type ' . $details['sessionType'] . ' has the part '
                . self::DETAILS[$details['sessionType']] . ' only.');
        }
        $part = $details[self::DETAILS[$details['sessionType']]];
        if (isset($part['amount']) && $part['amount']['value'] < 1) {
            throw Problem::field('Details.Amount.Value', 'The value must be 1 or more, in minor units.');
        }
        if (!isset($part['paymentIntentId'])) {
            return;
        }
        $intent = $this->payments->find($part['paymentIntentId'], $account);
        if ($details['sessionType'] === 'Sale' && $intent['status'] !== 'Created') {
            throw new Problem(400, 'The payment intent is ' . $intent['status'] . ' and cannot be paid.');
        }
        if ($details['sessionType'] === 'MatchedRefund') {
            $left = Payments::refundable($intent);
            if ($left === 0 || ($part['amount']['value'] ?? 1) > $left) {
                throw new Problem(400, "Only $left of the captured amount is left to refund.");
            }
            if (($part['amount']['currencyCode'] ?? $intent['amount']['currencyCode']) !== $intent['amount']['currencyCode']) {
                throw Problem::field('Details.MatchedRefund.Amount.CurrencyCode', 'The currency must be that of the payment intent.');
            }
        }
    }

    private function find(Call $call): array
    {
        return $this->store->get('terminal_session', $call->parameter('terminalSessionId'), $call->account)
            ?? throw new Problem(404, 'There is no such terminal session.');
    }

    private static function view(array $session): array
    {
        return array_filter($session, static fn (string $name): bool => $name[0] !== '_', ARRAY_FILTER_USE_KEY);
    }
}
