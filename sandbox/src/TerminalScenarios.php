<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** What each simulated terminal does, by the end of its tid. */
final class TerminalScenarios
{
    public const OFFLINE = 'OFF0';

    /**
     * Steps: a status to reach; `notify X`, which the screen shows; `tip`, the customer adds a gratuity; `pay`; `pay quietly`, paid
     * without a trace in the session; `wait`, nothing happens until the session expires.
     */
    private const STEPS = [
        'SIP0' => ['Initiated', 'notify InsertCard', 'notify EnterPin', 'pay'],
        'SCN0' => ['Initiated', 'notify PresentCard', 'pay'],
        'SIS0' => ['Initiated', 'notify InsertCard', 'SignatureVerificationRequired', 'pay'],
        'DIS0' => ['Initiated', 'notify InsertCard', 'SignatureVerificationRequired', 'pay'],
        'CIP0' => ['Initiated', 'notify PresentCard', 'CancelRequested', 'Canceled'],
        'UIP0' => ['Initiated', 'notify InsertCard', 'notify Declined', 'Canceled'],
        'TIP1' => ['Initiated', 'notify InsertCard', 'tip', 'notify EnterPin', 'pay'],
        'EXP0' => ['Initiated', 'notify PresentCard', 'wait'],
        'EXC0' => ['Initiated', 'notify PresentCard', 'pay quietly', 'wait'],
        self::OFFLINE => ['wait'],
    ];

    public const MEANINGS = [
        'SIP0' => 'paid by chip and PIN',
        'SCN0' => 'paid contactless',
        'SIS0' => 'asks for a signature check: accept it; after 80 seconds it is accepted automatically',
        'DIS0' => 'asks for a signature check: reject it; after 80 seconds it is accepted automatically',
        'CIP0' => 'the customer cancels: the session ends Canceled, the intent stays Created',
        'UIP0' => 'the card is declined: the session ends Canceled, the intent stays Created',
        'TIP1' => 'paid by chip and PIN, with a gratuity of 10%',
        'EXP0' => 'nobody presents a card: the session ends Expired, the intent stays Created',
        'EXC0' => 'paid, but the session ends Expired: only the intent shows the payment',
        self::OFFLINE => 'offline: every session is refused',
    ];

    /** @return list<string> */
    public static function all(): array
    {
        return array_keys(self::STEPS);
    }

    /** @return string|null null after the last step */
    public static function step(string $suffix, int $index): ?string
    {
        return self::STEPS[$suffix][$index] ?? null;
    }

    /** @return array{entryMode: string, verificationMethod: string} how the card was read */
    public static function reading(string $suffix): array
    {
        return match ($suffix) {
            'SCN0', 'EXC0' => ['entryMode' => 'Contactless', 'verificationMethod' => 'None'],
            'SIS0', 'DIS0' => ['entryMode' => 'ContactChip', 'verificationMethod' => 'Signature'],
            default => ['entryMode' => 'ContactChip', 'verificationMethod' => 'Pin'],
        };
    }
}
