<?php

declare(strict_types=1);

/*
 * Random walks over everything that can happen to a shop with the kit: customers, tabs, staff, Dojo's portal, webhooks, cron, two web
 * servers, processes that stall or die at any statement and call, every fault of the offline Dojo, time. After each, reconcile runs until
 * it is quiet, and what Dojo has must be what the books have. DOJO_SEED=N repeats a walk, DOJO_LONG=1 walks for an hour on each
 * database, and DOJO_MODEL_MINUTES=N for N minutes. The mutations are the kit without one of its guards, which a walk must notice.
 */

use Dojo\Tests\Model\Model;
use Dojo\Tests\Model\Mutations;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

return new Program(
    about: 'random walks over the shop kit, on SQLite and MariaDB',
    subjects: [
        'walks' => static fn (Report $report) => (new Model($report))->walk(),
        'processes' => static fn (Report $report) => (new Model($report))->kill(),
        'mutations' => static fn (Report $report) => (new Model($report))->mutate(
            getenv('DOJO_LONG') === '1' ? array_keys(Mutations::TABLE) : Mutations::QUICK,
        ),
    ],
    extensions: ['pdo_sqlite'],
);
