<?php

declare(strict_types=1);

/*
 * Static checks of stubs/dojo.stub.php: that it is documented, that it agrees with the core's tables and with the published document,
 * and that PHPStan finds with it what it must find, and nothing else.
 *
 *   php tests/static/run.php
 *
 * DOJO_OPENAPI is the path of the published document (JSON). PHPStan is fetched with Composer into build/phpstan/. Where there is no
 * document, no Composer or no network, what needs them is skipped. The last line is `N passed, N failed, N skipped`.
 */

require __DIR__ . '/Shape.php';
require __DIR__ . '/ShapeParser.php';
require __DIR__ . '/Stub.php';
require __DIR__ . '/Tables.php';
require __DIR__ . '/OpenApi.php';
require __DIR__ . '/PhpStan.php';
require __DIR__ . '/documentation.php';
require __DIR__ . '/analysis.php';

final class Skip extends Exception
{
}

$root = dirname(__DIR__, 2);
$code = __DIR__ . '/code';
$counts = ['passed' => 0, 'failed' => 0, 'skipped' => 0];

/** @param callable(): list<string> $problems */
$test = static function (string $name, callable $problems) use (&$counts): void {
    try {
        $found = $problems();
    } catch (Skip $skip) {
        echo "ok - $name # SKIP {$skip->getMessage()}\n";
        $counts['skipped']++;

        return;
    } catch (Throwable $e) {
        $found = [sprintf('%s: %s (%s:%d)', $e::class, $e->getMessage(), basename($e->getFile()), $e->getLine())];
    }
    echo $found === [] ? 'ok' : 'not ok', " - $name\n";
    foreach ($found as $problem) {
        echo "    $problem\n";
    }
    $counts[$found === [] ? 'passed' : 'failed']++;
};

$stub = new Stub("$root/stubs/dojo.stub.php");
$tables = new Tables("$root/src/core");
$stan = new PhpStan($root);

$test('everything in the stub is documented', static fn () => undocumented($stub));
$test('each operation says what the operations table says', static fn () => operations_disagree($stub, $tables));
$test('each request shape is the schemas table\'s', static fn () => requests_disagree($stub, $tables));
$test('each answer\'s shape and errors are the published document\'s', static fn () => answers_disagree($stub, $tables));
$test('PHPStan can read the stub', static fn () => $stan->problems([$code], "$root/stubs/dojo.stub.php"));
$test('PHPStan finds nothing in right code', static fn () => $stan->problems([$code], "$code/correct.php"));
$test('PHPStan finds each mistake, and says what it is', static fn () => mistakes_missed($stan, $code));
foreach (example_programs("$root/examples") as $name => $paths) {
    $test("PHPStan finds nothing in $name", static fn () => $stan->problems($paths));
}

echo "{$counts['passed']} passed, {$counts['failed']} failed, {$counts['skipped']} skipped\n";
exit($counts['failed'] === 0 ? 0 : 1);
