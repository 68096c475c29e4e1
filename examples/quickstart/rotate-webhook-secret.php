<?php

declare(strict_types=1);

/*
 * Changes the secret that signs webhooks, without losing an event: generate a second one, accept both, activate the second, see that it
 * is in use and the first is silent, delete the first.
 *
 *   php examples/quickstart/rotate-webhook-secret.php [--quiet SECONDS] [--wait SECONDS] [--min-age SECONDS] [--subscription ID]
 *
 *   --quiet SECONDS     how long the old secret must have been silent before it is deleted (default: 86400)
 *   --wait SECONDS      how long to wait for that, and for the first event with the new secret (default: 0)
 *   --min-age SECONDS   leave a secret alone that has been in use for less (default: 86400)
 *   --subscription ID   which one, if the database has the secrets of several
 *
 * It may be interrupted at any point and run again. A daily cron job with --min-age 7776000 begins every 90 days, and finishes the day
 * after. Exits 0 when done (also if there was nothing to do), 3 if it has to be run again later, 1 if something is wrong, 2 for wrong
 * options.
 */

require __DIR__ . '/script.php';

$usage = '[--quiet SECONDS] [--wait SECONDS] [--min-age SECONDS] [--subscription ID]';
$options = script_options(['quiet:', 'wait:', 'min-age:', 'subscription:'], $usage);
$seconds = ['quiet' => 86400, 'wait' => 0, 'min-age' => 86400];
foreach ($seconds as $name => $default) {
    $given = filter_var($options[$name] ?? $default, FILTER_VALIDATE_INT, ['options' => ['min_range' => 0]]);
    if ($given === false) {
        fwrite(STDERR, "--$name takes a number of seconds.\n");
        exit(2);
    }
    $seconds[$name] = $given;
}

run_script(static fn (): int => kit()->rotation->run(
    $options['subscription'] ?? null,
    $seconds['quiet'],
    $seconds['wait'],
    $seconds['min-age'],
    static function (string $line): void {
        echo gmdate('H:i:s '), $line, "\n";
    },
) ? 0 : 3);
