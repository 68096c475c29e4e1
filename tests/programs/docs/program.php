<?php

declare(strict_types=1);

use Dojo\Tests\Checkout;
use Dojo\Tests\Docs\Methods;
use Dojo\Tests\Docs\Runner;
use Dojo\Tests\Docs\Snippet;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

require_once __DIR__ . '/../../support/sandbox.inc';

return new Program(
    about: 'the documentation: its snippets are run, and the methods that it names exist',
    subjects: [
        'snippets' => static function (Report $report, Runner $runner): void {
            foreach (['README.md', ...glob('docs/*.md') ?: [], ...glob('plugins/*/README.md') ?: []] as $file) {
                foreach (Snippet::of($file) as $snippet) {
                    $report->check($snippet->name, static fn (): array => $runner->problems($snippet));
                }
            }
        },
        'phpt' => static fn (Report $report, Runner $runner) => $report->check(
            'the phpt in CONTRIBUTING.md passes',
            static fn (): array => $runner->problemsOfPhpt((string) file_get_contents('CONTRIBUTING.md')),
        ),
        'methods' => static fn (Report $report) => $report->check(
            'docs/methods.md names the methods and enums that exist',
            static fn (): array => Methods::problems((string) file_get_contents('docs/methods.md')),
        ),
    ],
    start: static function (): Runner {
        chdir(Checkout::root());

        return new Runner();
    },
    loadsExtension: true,
    extensions: ['pdo_sqlite'],
);
