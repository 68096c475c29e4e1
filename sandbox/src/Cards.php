<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The published test cards, and the checks of the card form. What these methods return is masked and without the CVC. */
final class Cards
{
    public const TEST_CARDS = [
        '5200000000001005' => [
            'outcome' => 'success', 'scheme' => 'MASTERCARD', 'example' => '12/29 020', 'means' => 'payment succeeds',
        ],
        '5200000000001096' => [
            'outcome' => 'challenge', 'scheme' => 'MASTERCARD', 'example' => '12/29 020',
            'means' => '3-D Secure asks first; payment succeeds if approved, is declined if not',
        ],
        '4456530000001013' => [
            'outcome' => 'decline', 'scheme' => 'VISA', 'example' => '12/29 341', 'means' => 'payment is declined; it can be tried again',
        ],
    ];

    /** The wallets, with their names on the page. */
    public const WALLETS = ['APPLE_PAY' => 'Apple Pay', 'GOOGLE_PAY' => 'Google Pay'];

    /**
     * @param array<string, string> $fields number, expiry (MM/YY), cvc, name
     * @return array{array<string, string>, ?Instrument} messages by field; the instrument, if there are no messages
     */
    public static function check(array $fields, float $now): array
    {
        $errors = [];
        $number = (string) preg_replace('~[ -]~', '', $fields['number'] ?? '');
        if (!preg_match('~^\d{12,19}$~D', $number)) {
            $errors['number'] = $number === '' ? 'Enter the card number.' : 'A card number has 12 to 19 digits.';
        } elseif (!self::luhn($number)) {
            $errors['number'] = 'The card number is not valid: check it for a mistyped digit.';
        } elseif (!isset(self::TEST_CARDS[$number])) {
            // A real card must never be typed into a test page.
            $errors['number'] = 'The sandbox accepts only its test cards.';
        }
        $expiry = self::lastDay(trim($fields['expiry'] ?? ''));
        if ($expiry === null) {
            $errors['expiry'] = 'Enter the expiry date as MM/YY.';
        } elseif ($expiry['end'] <= $now) {
            $errors['expiry'] = 'The card has expired.';
        }
        if (!preg_match('~^\d{3,4}$~D', trim($fields['cvc'] ?? ''))) {
            $errors['cvc'] = 'Enter the three or four digits of the security code.';
        }
        $name = trim($fields['name'] ?? '');
        if (Text::length($name) > 100 || !Text::isUtf8($name)) {
            $errors['name'] = 'The name must be at most 100 characters of text.';
        }
        if ($errors !== [] || $expiry === null) {
            return [$errors, null];
        }
        ['outcome' => $outcome, 'scheme' => $scheme] = self::TEST_CARDS[$number];

        return [[], self::instrument('Card', $outcome, $scheme, self::masked($number), $expiry, $name)];
    }

    /** A wallet has its own card, which is never declined. */
    public static function wallet(): Instrument
    {
        return self::instrument('Wallet', 'success', 'MASTERCARD', '52000000****1005', self::monthEnd(12, 2029));
    }

    /** The card that is presented at a simulated terminal. */
    public static function atTerminal(): Instrument
    {
        return self::instrument('Card', 'success', 'VISA', '44565300****1096', self::monthEnd(12, 2029));
    }

    /** @param array{date: string, end: float} $expiry */
    private static function instrument(string $method, string $outcome, string $scheme, string $masked, array $expiry, string $name = ''): Instrument
    {
        return new Instrument($method, $outcome, $scheme, $masked, substr($masked, -4), $expiry['date'], $expiry['end'], $name);
    }

    private static function masked(string $number): string
    {
        return substr($number, 0, 8) . str_repeat('*', strlen($number) - 12) . substr($number, -4);
    }

    private static function luhn(string $number): bool
    {
        $sum = 0;
        foreach (array_reverse(str_split($number)) as $place => $digit) {
            $value = (int) $digit * ($place % 2 + 1);
            $sum += $value > 9 ? $value - 9 : $value;
        }

        return $sum % 10 === 0;
    }

    /** @return array{date: string, end: float}|null a card is valid until its month ends */
    private static function lastDay(string $expiry): ?array
    {
        if (!preg_match('~^(0[1-9]|1[0-2]) ?/ ?(?:20)?(\d\d)$~D', $expiry, $part)) {
            return null;
        }

        return self::monthEnd((int) $part[1], 2000 + (int) $part[2]);
    }

    /** @return array{date: string, end: float} */
    private static function monthEnd(int $month, int $year): array
    {
        $end = (float) gmmktime(0, 0, 0, $month + 1, 1, $year);

        return ['date' => gmdate('Y-m-d', (int) $end - 1), 'end' => $end];
    }
}
