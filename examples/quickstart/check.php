<?php

declare(strict_types=1);

/*
 * Says whether the shop is set up correctly, and what staff have to do. It changes nothing. Exits 1 if there is a problem.
 *
 *   php examples/quickstart/check.php
 */

use Dojo\Shop\Check;

require __DIR__ . '/script.php';

script_options([], '');

run_script(static function (): int {
    $checks = kit()->selfTest->run(shop_url('webhook.php'), [__DIR__ . '/public']);
    foreach ($checks as $check) {
        printf("%-8s %s: %s%s\n", $check->state, $check->name, $check->text, $check->advice === '' ? '' : " $check->advice");
    }

    return in_array(Check::PROBLEM, array_column($checks, 'state'), true) ? 1 : 0;
});
