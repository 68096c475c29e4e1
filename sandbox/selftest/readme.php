<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

use Dojo\Sandbox\Reference;

/** README.md has the tables of --help, row by row. */
return static function (Harness $t): void {
    $readme = str_replace(["\r", '`'], '', (string) file_get_contents(dirname(__DIR__) . '/README.md'));
    [, $help] = $t->run(['--help']);
    foreach (Reference::tables() as $title => $rows) {
        $table = implode('', array_map(static fn (array $row): string => '| ' . implode(' | ', $row) . " |\n", $rows));
        // From the line below the heading to the first line after the table.
        $t->ok(str_contains("$readme\n", "|---|\n$table\n"), "the table '$title'", "expected, after a heading, nothing but:\n$table");
        foreach ($rows as $row) {
            $t->ok(preg_match('~^  ' . preg_quote($row[0], '~') . ' .*' . preg_quote($row[count($row) - 1], '~') . '$~m', $help) === 1, "--help shows {$row[0]}");
        }
    }
};
