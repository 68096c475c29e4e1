<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The tables that --help prints and README.md repeats; the self-test compares the two. */
final class Reference
{
    /** @return array<string, list<list<string>>> rows by title; the last column says what the row means */
    public static function tables(): array
    {
        $tables = ['Options' => [], 'Test cards' => [], 'Webhook events' => [], 'Terminals' => [], 'Helpers' => [], 'Faults' => []];
        foreach (Options::TABLE as $name => [$argument, $meaning]) {
            $tables['Options'][] = [trim("$name $argument"), $meaning];
        }
        foreach (Cards::TEST_CARDS as $number => $card) {
            $tables['Test cards'][] = [(string) $number, $card['example'], $card['means']];
        }
        foreach (Webhooks::EVENTS as $event => [, $meaning]) {
            $tables['Webhook events'][] = [$event, $meaning];
        }
        foreach (TerminalScenarios::MEANINGS as $suffix => $meaning) {
            $tables['Terminals'][] = [$suffix, $meaning];
        }
        foreach (Control::HELPERS as $route => [, $meaning]) {
            $tables['Helpers'][] = [$route, $meaning];
        }
        foreach (Faults::KINDS as $name => [$takesNumber, $meaning]) {
            $tables['Faults'][] = [$name . ($takesNumber ? '=N' : ''), $meaning];
        }

        return $tables;
    }
}
