<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The receipts that a terminal prints. */
final class TerminalReceipt
{
    /** @return array the session with its receipts */
    public static function addTo(array $session): array
    {
        $lines = self::lines($session);
        $copy = static fn (string $owner): array => ['lines' => array_merge(
            $lines,
            [['lineType' => 'SingleLineSeperator'], self::text($owner, 'SizeBody', 'AlignCenter')],
        )];

        return $session + [
            'receipt' => $copy('CUSTOMER COPY'),
            'customerReceipt' => $copy('CUSTOMER COPY'),
            'merchantReceipt' => $copy('MERCHANT COPY'),
        ];
    }

    /** @return list<array> */
    private static function lines(array $session): array
    {
        $payment = $session['paymentDetails'];
        $type = ['Sale' => 'SALE', 'MatchedRefund' => 'REFUND', 'UnlinkedRefund' => 'REFUND'][$session['details']['sessionType']];

        return [
            self::text('SANDBOX', 'SizeHeader1', 'AlignCenter', true),
            ['lineType' => 'NewLine'],
            self::text('TERMINAL: ' . $session['terminalId']),
            self::text($payment['card']['cardType'] . ' ************' . $payment['card']['last4PAN']),
            self::text($payment['card']['entryMode'] . ', ' . $payment['card']['verificationMethod']),
            self::text($type, 'SizeHeader2', 'AlignLeft', true),
            self::text('TRANSACTION: ' . $payment['transactionId']),
            self::text('AUTH CODE: ' . $payment['authCode']),
        ];
    }

    private static function text(string $value, string $size = 'SizeBody', string $align = 'AlignLeft', bool $bold = false): array
    {
        return ['lineType' => 'Text', 'text' => compact('value', 'size', 'align') + ['emphasisBold' => $bold]];
    }
}
