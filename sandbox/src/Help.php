<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The text of --help. */
final class Help
{
    private const BEFORE = [
        'Options' => '',
        'Test cards' => 'number, expiry date and security code, outcome',
        'Webhook events' => 'with the header dojo-signature, to URLs that begin with https://, or http:// on a loopback host',
        'Terminals' => 'by the end of their tid',
        'Helpers' => 'no key is needed',
        'Faults' => 'in the header ' . Faults::HEADER . ', or queued with POST /sandbox/faults; join several with semicolons',
    ];

    /** @param string $command how the program was started */
    public static function text(string $command): string
    {
        $text = "The offline Dojo: behaves like https://api.dojo.tech, on this machine.\n\nUsage: $command [options]\n";
        foreach (Reference::tables() as $title => $rows) {
            $text .= "\n$title" . (self::BEFORE[$title] === '' ? '' : ' (' . self::BEFORE[$title] . ')') . ":\n" . self::rows($rows);
        }

        return $text . "\nKeys: any that begins with sk_sandbox_ (Authorization: Basic sk_sandbox_example). Each key has its own account,\n"
            . "but keys that differ only after a dot share one: sk_sandbox_example.2. sk_prod_ keys are refused.\n\nWebhooks go to loopback hosts only, unless --webhook-any-host is given. A delivery that does not\n"
            . 'get a 2xx response is retried with growing pauses, ' . Deliveries::MAX_ATTEMPTS . " attempts in all.\n\n"
            . 'Press Ctrl-C to stop. For more, see ' . dirname(__DIR__) . "/README.md\n";
    }

    public static function cards(): string
    {
        return self::rows(Reference::tables()['Test cards']);
    }

    /** @param list<list<string>> $rows */
    private static function rows(array $rows): string
    {
        $width = max(0, ...array_map(static fn (array $row): int => strlen($row[0]), $rows));
        $text = '';
        foreach ($rows as $row) {
            $text .= '  ' . str_pad($row[0], $width) . '  ' . implode('  ', array_slice($row, 1)) . "\n";
        }

        return $text;
    }
}
