<?php

declare(strict_types=1);

use Dojo\Shop\Amounts;
use Dojo\Shop\NotPossible;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Report;

/* Amounts that staff type: exact, or refused with a sentence. */

return static function (Report $report, Bench $bench): void {
    $typed = static function (string $text, string $currencyCode = 'GBP'): int|string {
        try {
            return Amounts::typed($text, $currencyCode);
        } catch (NotPossible $e) {
            return $e->getMessage();
        }
    };
    foreach (['5' => 500, '5.00' => 500, ' 5.00 ' => 500, "\u{A0}5.5\n" => 550, '0.01' => 1, '19.800' => 1980, '1000' => 100000] as $text => $amount) {
        $report->same($amount, $typed((string) $text), "$amount is read from " . json_encode((string) $text));
    }
    $report->same(500, $typed('500', 'JPY'), 'a currency without pence');
    $unclear = ['19,80 GBP', '19,80', '£5', '5 GBP', '1,000.00', '1,000', '1.000,00', '5.005', '5e2', '+5', '1 000', 'five', '', "5\xFF", '99999999999999999999', '5.00.00'];
    foreach ($unclear as $text) {
        $said = $typed($text);
        $report->ok(is_string($said) && str_contains($said, 'such as 12.50'), 'refused, with an example: ' . json_encode($text, JSON_INVALID_UTF8_SUBSTITUTE), (string) $said);
    }
    foreach (['0', '0.00', '-5'] as $text) {
        $report->same('The amount must be above 0.', $typed($text), "refused: $text");
    }
};
