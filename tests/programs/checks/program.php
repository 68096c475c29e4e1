<?php

declare(strict_types=1);

use Dojo\Tests\Checks\Checks;
use Dojo\Tests\Checks\RepeatedFailures;
use Dojo\Tests\Docs\Links;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

/* All at once: each takes a second at most. */
$checks = [
    'C is formatted (clang-format-14 -i fixes it)' => Checks::unformattedC(...),
    'no C file has over 450 lines, no function over 60' => Checks::longC(...),
    'every C file begins with a comment that says what it is for' => Checks::cWithoutPurpose(...),
    'file names are in snake_case, or are those of classes' => Checks::otherFileNames(...),
    'the core includes no PHP header' => Checks::phpHeadersInCore(...),
    'dojo_arginfo.h is generated from the stub' => Checks::outdatedArginfo(...),
    'package.xml lists every file' => Checks::outdatedPackageXml(...),
    'the version is the same everywhere' => Checks::differentVersions(...),
    'config.m4 lists every source' => static fn (): array => Checks::sourcesNotListedIn('config.m4'),
    'config.w32 lists every source' => static fn (): array => Checks::sourcesNotListedIn('config.w32'),
    'the module exports only get_module' => Checks::otherSymbols(...),
    'the module\'s symbols are bound when it is loaded' => Checks::lazilyBound(...),
    'php --ri dojo shows library versions, compiled and loaded' => Checks::librariesNotInInfo(...),
    'every PHP file parses' => Checks::phpThatDoesNotParse(...),
    'links, paths and pictures in the documentation' => Links::problems(...),
    'every shell script parses and is executable' => Checks::wrongShellScripts(...),
    'composer.json is what PIE expects' => Checks::composerJsonAgainstPie(...),
    'no key in the files looks real' => Checks::keysThatLookReal(...),
    'tests/run.sh repeats each failed test at the end, those in rooms too' => RepeatedFailures::missing(...),
    'tests/run.sh repeats skipped tests if CI=true' => RepeatedFailures::missingSkips(...),
];

return new Program(
    about: 'the project\'s files and the built extension',
    subjects: ['all' => static function (Report $report) use ($checks): void {
        foreach ($checks as $name => $check) {
            $report->check($name, $check);
        }
    }],
);
