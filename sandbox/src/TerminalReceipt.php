<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The receipts that a terminal prints. */
final class TerminalReceipt
{
    /** Adds the receipts to a session that has paid or refunded something. */
    public static function addTo(TerminalSession $session): void
    {
        $lines = self::lines($session);
        $copy = static fn (string $owner): array => ['lines' => array_merge(
            $lines,
            [['lineType' => 'SingleLineSeperator'], self::text($owner, 'SizeBody', 'AlignCenter')],
        )];

        $session->set([
            'receipt' => $copy('CUSTOMER COPY'),
            'customerReceipt' => $copy('CUSTOMER COPY'),
            'merchantReceipt' => $copy('MERCHANT COPY'),
        ]);
    }

    /** @return list<array<string, mixed>> */
    private static function lines(TerminalSession $session): array
    {
        $payment = $session->fields()->object('paymentDetails');
        $card = $payment->object('card');

        return [
            self::text('SANDBOX', 'SizeHeader1', 'AlignCenter', true),
            ['lineType' => 'NewLine'],
            self::text('TERMINAL: ' . $session->terminalId()),
            self::text($card->text('cardType') . ' ************' . $card->text('last4PAN')),
            self::text($card->text('entryMode') . ', ' . $card->text('verificationMethod')),
            self::text($session->type() === 'Sale' ? 'SALE' : 'REFUND', 'SizeHeader2', 'AlignLeft', true),
            self::text('TRANSACTION: ' . $payment->text('transactionId')),
            self::text('AUTH CODE: ' . $payment->text('authCode')),
        ];
    }

    /** @return array<string, mixed> */
    private static function text(string $value, string $size = 'SizeBody', string $align = 'AlignLeft', bool $bold = false): array
    {
        return ['lineType' => 'Text', 'text' => compact('value', 'size', 'align') + ['emphasisBold' => $bold]];
    }
}
