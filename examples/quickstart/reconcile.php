<?php

declare(strict_types=1);

/*
 * Run this from cron every few minutes, on one web server or on all. It finishes what a crash, a lost webhook or a response that never
 * came left open; usually it has nothing to do. Exits 1 if something failed, which it tries again next time.
 */

require __DIR__ . '/script.php';

run_script(static fn (): int => kit()->reconcile->run() === 0 ? 0 : 1);
