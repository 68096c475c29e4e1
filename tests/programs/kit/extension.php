<?php

declare(strict_types=1);

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Extension;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Report;

use function Dojo\Shop\extension_problem;

use const Dojo\Shop\EXTENSION_VERSION;

/* The kit refuses to run without the extension, and with one that is too old. */

return static function (Report $report, Bench $bench): void {
    $kit = Checkout::root() . '/plugins/kit';
    $run = static fn (array $options, string $code): array => Command::run([PHP_BINARY, ...$options, '-r', "try { $code echo 'it ran'; } catch (RuntimeException \$e) { echo \$e->getMessage(); }"], isMerged: true);
    $ways = [
        'autoload.php' => "require '$kit/autoload.php';",
        'the class Settings' => "require '$kit/src/Settings.php'; new Dojo\\Shop\\Settings('https://shop.example');",
        'the class Kit' => "require '$kit/src/Kit.php'; new Dojo\\Shop\\Kit();",
    ];
    foreach ($ways as $what => $code) {
        [$status, $said] = $run(['-n'], $code);
        $isRight = $status === 0 && str_contains($said, 'need the PHP extension "dojo"') && str_contains($said, 'pie install dojo-php/dojo')
            && str_contains($said, 'pecl install dojo') && str_contains($said, 'cli of PHP ' . PHP_VERSION);
        $report->ok($isRight, "without the extension, $what says what the host has to install", $said);
    }
    [, $said] = $run(Extension::optionsWithoutIni(), $ways['autoload.php']);
    $report->same('it ran', $said, 'with it, it runs');
    $said = (string) extension_problem('0.0.9');
    $report->ok(str_contains($said, EXTENSION_VERSION) && str_contains($said, '0.0.9') && str_contains($said, 'pie install'), 'too old an extension is refused, with both versions', $said);
    $report->same([null, null, null], [extension_problem(EXTENSION_VERSION), extension_problem('0.10.0'), extension_problem('1.0.0RC1')], 'a newer one is not');
    $report->same(null, extension_problem(phpversion('dojo')), 'nor is this one');
};
