<?php

declare(strict_types=1);

/*
 * Static checks of stubs/: that everything is documented, agrees with the core's tables and with the published document, and is a
 * package that Composer installs; and that PHPStan and Psalm find with it what they must find, and nothing else, whether their PHP has
 * the extension or not.
 *
 *   php tests/programs/static/run.php
 *
 * DOJO_OPENAPI is the path of the published document (JSON), DOJO_EXTENSION that of the module. PHPStan and Psalm are fetched with
 * Composer into build/. Where there is no document, no module, no Composer or no network, what needs them is skipped. The last line is
 * `N passed, N failed, N skipped`.
 */

require __DIR__ . '/Shape.php';
require __DIR__ . '/ShapeParser.php';
require __DIR__ . '/Stub.php';
require dirname(__DIR__, 2) . '/support/Tables.php';
require __DIR__ . '/RequestShape.php';
require __DIR__ . '/OpenApi.php';
require __DIR__ . '/Command.php';
require __DIR__ . '/Composer.php';
require __DIR__ . '/StubPackage.php';
require __DIR__ . '/Analyser.php';
require __DIR__ . '/PhpStan.php';
require __DIR__ . '/Psalm.php';
require __DIR__ . '/documentation.php';
require __DIR__ . '/promises.php';
require __DIR__ . '/analysis.php';

final class Skip extends Exception
{
}

$root = dirname(__DIR__, 3);
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
$package = new StubPackage($root);

$test('everything in the stub is documented', static fn () => undocumented($stub));
$test('each operation says what the operations table says', static fn () => operations_disagree($stub));
$test('each request shape is the schemas table\'s', static fn () => requests_disagree($stub));
$test('each answer\'s shape and errors are the published document\'s', static fn () => answers_disagree($stub));
$test('each answer is held to what the published document agrees on', static fn () => promises_disagree($stub));
$test('docs/methods.md\'s lengths are the schemas table\'s', static fn () => lengths_disagree((string) file_get_contents("$root/docs/methods.md")));
$test('Composer installs the stub alone, as a development dependency', static fn () => $package->problems());

$stan = new PhpStan($root, $package);
$test('PHPStan can read the stub', static fn () => $stan->problems([$code], $package->stub()));
$analysers = [
    'PHPStan' => [$stan, $stan],
    'Psalm' => [new Psalm($root, $package, level: 1), new Psalm($root, $package, level: 3)], // the strictest is about mixed values
];
$extension = (string) getenv('DOJO_EXTENSION');
foreach ($analysers as $name => [$strict, $usual]) {
    $test("$name finds nothing in right code", static fn () => $strict->problems([$code], "$code/correct.php"));
    $test("$name finds each mistake, and says what it is", static fn () => mistakes_missed($strict, $code));
    foreach (example_programs("$root/examples") as $program => $paths) {
        $test("$name finds nothing in $program", static fn () => $usual->problems($paths));
    }
    $test("$name finds the same where the extension is loaded", static function () use ($strict, $code, $extension): array {
        $loaded = $strict->in($extension !== '' ? $extension : throw new Skip('DOJO_EXTENSION does not name the module'));

        return [...$loaded->problems([$code], "$code/correct.php"), ...mistakes_missed($loaded, $code)];
    });
}

echo "{$counts['passed']} passed, {$counts['failed']} failed, {$counts['skipped']} skipped\n";
exit($counts['failed'] === 0 ? 0 : 1);
