<?php

/** One of the matrix's processes: runs its share of the cells, and prints a line of JSON for each. */

declare(strict_types=1);

use Dojo\Tests\Tables;
use Dojo\Tests\Transport\Cell;

require __DIR__ . '/../../support/autoload.php';
require_once __DIR__ . '/../../support/faults/fault_server.inc';

[, $share, $shares, $whole] = $argv;
$server = new FaultServer(tls: true);
$rows = Tables::operations();
$faults = Faults::all();
foreach (Cell::all($whole === '1') as $number => [$operation, $fault]) {
    if ($number % (int) $shares === (int) $share) {
        $began = microtime(true);
        $result = (new Cell($operation, $rows[$operation], $fault, $faults[$fault]))->run($server);
        echo json_encode($result + ['operation' => $operation, 'fault' => $fault, 'took' => microtime(true) - $began], JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    }
}
echo "done\n";
