<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** A session of a simulated card terminal, with what only the terminal knows about it. */
final class TerminalSession extends Document
{
    public const KIND = 'terminal_session';
    private const INITIATE_SECONDS = 10.0;
    private const CARD_SECONDS = 120.0;
    private const SIGNATURE_SECONDS = 80.0;
    private const FINAL = ['Captured', 'Authorized', 'Canceled', 'Expired', 'Declined'];
    /** What its history on the payment intent shows of it. */
    private const IN_HISTORY = [
        'terminalId', 'id', 'status', 'expireAt', 'createdAt', 'updatedAt', 'notificationEvents', 'statusEvents', 'details',
    ];

    /** @param bool $waits whether nothing happens until it expires */
    private function __construct(
        JsonObject $fields,
        public readonly string $scenario,
        private int $next,
        private ?float $due,
        private bool $waits,
    ) {
        parent::__construct($fields);
    }

    public static function start(string $terminalId, string $scenario, JsonObject $details, float $now): self
    {
        $session = new self(new JsonObject([
            'terminalId' => $terminalId,
            'createdAt' => Clock::iso($now),
            'updatedAt' => Clock::iso($now),
            'id' => Ids::make('ts'),
            'status' => 'InitiateRequested',
            'expireAt' => Clock::iso($now + self::INITIATE_SECONDS),
            'notificationEvents' => [],
            'statusEvents' => [],
            'details' => $details->all(),
        ]), $scenario, 0, $now, false);
        $session->reach('InitiateRequested', '');

        return $session;
    }

    public static function ofStored(JsonObject $stored): self
    {
        return new self(
            self::shownOf($stored),
            $stored->text('_scenario'),
            $stored->integer('_next'),
            $stored->numberOrNull('_due'),
            $stored->flag('_waits'),
        );
    }

    public function terminalId(): string
    {
        return $this->fields->text('terminalId');
    }

    /** Sale, MatchedRefund or UnlinkedRefund. */
    public function type(): string
    {
        return $this->fields->object('details')->text('sessionType');
    }

    /** @return JsonObject what the session's type has besides: sale, matchedRefund or unlinkedRefund */
    public function subject(): JsonObject
    {
        return $this->fields->object('details')->object(lcfirst($this->type()));
    }

    public function paymentIntentId(): ?string
    {
        return $this->subject()->textOrNull('paymentIntentId');
    }

    /** The sandbox time of the step that takes place, rather than the present: advancing the clock has the same result as waiting. */
    public function now(): float
    {
        return $this->due ?? throw new \LogicException('A session that has ended has no next step.');
    }

    /** @return float|null the sandbox time of its next step */
    public function due(): ?float
    {
        return $this->due;
    }

    public function schedule(?float $due): void
    {
        $this->due = $due;
    }

    /** When the step after this one is due. */
    public function nextStep(float $pause): float
    {
        $expires = $this->expires();

        return $this->waits || $this->status() === 'SignatureVerificationRequired' ? $expires : min($this->now() + $pause, $expires);
    }

    public function hasEnded(): bool
    {
        return in_array($this->status(), self::FINAL, true);
    }

    public function hasExpired(): bool
    {
        return $this->now() >= $this->expires() - 0.001;
    }

    /** Which step of its scenario comes next; each call counts on. */
    public function takeStep(): int
    {
        return $this->next++;
    }

    public function waitUntilItExpires(): void
    {
        $this->waits = true;
    }

    public function reach(string $status, string $message): void
    {
        $time = Clock::iso($this->now());
        $patience = match ($status) {
            'Initiated', 'SignatureVerificationAccepted', 'SignatureVerificationRejected', 'CancelRequested' => self::CARD_SECONDS,
            'SignatureVerificationRequired' => self::SIGNATURE_SECONDS,
            default => null,
        };
        $this->set(['status' => $status, 'updatedAt' => $time] + ($patience === null ? [] : ['expireAt' => Clock::iso($this->now() + $patience)]));
        $this->append('statusEvents', ['status' => $status, 'createdAt' => $time, 'debugMessage' => $message]);
    }

    /** Shows something on the terminal's screen. */
    public function notify(string $type): void
    {
        $this->append('notificationEvents', ['notificationType' => $type, 'createdAt' => Clock::iso($this->now())]);
    }

    /** @return array<string, mixed> its entry in the history of the payment intent */
    public function history(): array
    {
        $payment = $this->fields->object('paymentDetails');
        $card = $payment->object('card');

        return [
            'terminalSession' => array_intersect_key($this->fields->all(), array_flip(self::IN_HISTORY)),
            'payment' => !$this->fields->has('paymentDetails') ? null : [
                'transactionDateTime' => $payment->text('transactionDateTime'),
                'cardNumber' => $card->text('cardNumber'),
                'expiryDate' => $card->text('expiryDate'),
                'cardType' => $card->text('cardType'),
                'authGatewayTransactionId' => $payment->text('transactionId'),
                'cardHolderName' => $card->textOrNull('cardName'),
                'entryMode' => $card->text('entryMode'),
                'verificationMode' => $card->text('verificationMethod'),
            ],
        ];
    }

    protected function hidden(): array
    {
        return ['_scenario' => $this->scenario, '_next' => $this->next, '_due' => $this->due, '_waits' => $this->waits];
    }

    private function expires(): float
    {
        return Clock::time($this->fields->text('expireAt'));
    }
}
