<?php

declare(strict_types=1);

/*
 * Static checks of stubs/: everything is documented, agrees with the core's tables and with the published document, and is a package
 * that Composer installs; PHPStan and Psalm find with it what they must find, and nothing else, whether or not their PHP has the
 * extension.
 *
 * DOJO_OPENAPI is the path of the published document (JSON). PHPStan and Psalm are fetched with Composer into build/. Without the
 * document, Composer or a network, what needs them is skipped.
 */

use Dojo\Tests\Checkout;
use Dojo\Tests\Extension;
use Dojo\Tests\Program;
use Dojo\Tests\Report;
use Dojo\Tests\Static\Analyser;
use Dojo\Tests\Static\PhpStan;
use Dojo\Tests\Static\Psalm;
use Dojo\Tests\Static\Stub;
use Dojo\Tests\Static\StubPackage;

use function Dojo\Tests\Static\example_programs;
use function Dojo\Tests\Static\lengths_disagree;
use function Dojo\Tests\Static\mistakes_missed;
use function Dojo\Tests\Static\operations_disagree;
use function Dojo\Tests\Static\promises_disagree;
use function Dojo\Tests\Static\requests_disagree;
use function Dojo\Tests\Static\responses_disagree;
use function Dojo\Tests\Static\undocumented;

require_once __DIR__ . '/documentation.php';
require_once __DIR__ . '/promises.php';
require_once __DIR__ . '/analysis.php';

$root = Checkout::root();
$code = __DIR__ . '/code';

/* $strict is for the code of these tests, $usual for the examples and the other programs. */
$analyse = static function (Report $report, string $name, Analyser $strict, Analyser $usual, array $programs = []) use ($root, $code): void {
    $report->check("$name finds nothing in correct code", static fn () => $strict->problems([$code], "$code/correct.php"));
    $report->check("$name finds each mistake, and says what it is", static fn () => mistakes_missed($strict, $code));
    foreach ([...example_programs("$root/examples"), ...$programs] as $program => $paths) {
        $report->check("$name finds nothing in $program", static fn () => $usual->problems($paths));
    }
    $report->check("$name finds the same if the extension is loaded", static function () use ($strict, $code): array {
        $loaded = $strict->in(Extension::path());

        return [...$loaded->problems([$code], "$code/correct.php"), ...mistakes_missed($loaded, $code)];
    });
};

return new Program(
    about: 'stubs/, checked against the published document and the core\'s tables, and by PHPStan and Psalm',
    subjects: [
        'documentation' => static function (Report $report) use ($root): void {
            $stub = new Stub("$root/stubs/dojo.stub.php");
            $report->check('everything in the stub is documented', static fn () => undocumented($stub));
            $report->check('each operation says what the operations table says', static fn () => operations_disagree($stub));
            $report->check('each request shape matches the schemas table', static fn () => requests_disagree($stub));
            $report->check('each response\'s shape and errors match the published document', static fn () => responses_disagree($stub));
            $report->check('each response is held to what the published document agrees on', static fn () => promises_disagree($stub));
            $report->check('docs/methods.md\'s lengths match the schemas table', static fn () => lengths_disagree((string) file_get_contents("$root/docs/methods.md")));
        },
        'package' => static function (Report $report, StubPackage $package): void {
            $report->check('Composer installs the stub alone, as a development dependency', static fn () => $package->problems());
        },
        'phpstan' => static function (Report $report, StubPackage $package) use ($root, $code, $analyse): void {
            /* The highest level has a second message for many of the mistakes. */
            $phpStan = new PhpStan($root, $package, level: 9);
            $report->check('PHPStan can read the stub', static fn () => $phpStan->problems([$code], $package->stub()));
            $analyse($report, 'PHPStan', $phpStan, new PhpStan($root, $package, level: 'max'), ['plugins/kit' => ["$root/plugins/kit"], 'sandbox' => ["$root/sandbox"]]);
        },
        'psalm' => static function (Report $report, StubPackage $package) use ($root, $analyse): void {
            /* The strictest level is about mixed values. */
            $analyse($report, 'Psalm', new Psalm($root, $package, level: 1), new Psalm($root, $package, level: 3));
        },
    ],
    start: static fn (): StubPackage => new StubPackage($root),
);
