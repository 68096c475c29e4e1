<?php

declare(strict_types=1);

/*
 * Checks the extension and the offline Dojo against the API's published document (DOJO_OPENAPI is its path). The arguments are
 * subjects, or methods of Dojo\Client such as createPaymentIntent; without one, all are checked. Prism is installed with npm below
 * build/.
 */

use Dojo\Tests\Contract\ContractTests;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'the extension and the offline Dojo, against the API\'s published document',
    subjects: static function (array $arguments): array {
        $named = array_intersect($arguments, ['document', 'proxied', 'mocked', 'exceptions']);
        $methods = array_diff($arguments, $named);
        $unknown = array_diff($methods, array_keys(require __DIR__ . '/cases.php'));
        if ($unknown !== []) {
            throw new InvalidArgumentException('There is no case for ' . implode(', ', $unknown) . ' in cases.php.');
        }
        $all = [
            'document' => static fn (Report $report, ContractTests $tests) => $tests->document($report),
            'proxied' => static fn (Report $report, ContractTests $tests) => $tests->proxied($report, $methods === [] ? $tests->operations() : array_intersect($tests->operations(), $methods)),
            'mocked' => static fn (Report $report, ContractTests $tests) => $tests->mocked($report),
            'exceptions' => static fn (Report $report, ContractTests $tests) => $tests->exceptions($report),
        ];

        return match (true) {
            /* It looks at what the other subjects have found. */
            in_array('exceptions', $named, true) => $all,
            $named !== [] => array_intersect_key($all, array_flip($named)),
            $methods !== [] => array_diff_key($all, ['exceptions' => true]),
            default => $all,
        };
    },
    start: static fn (): ContractTests => new ContractTests((string) getenv('DOJO_OPENAPI')),
    loadsExtension: true,
    lacks: static fn (): ?string => getenv('DOJO_OPENAPI') ? null : 'set DOJO_OPENAPI to the path of the API\'s published OpenAPI document (JSON)',
);
