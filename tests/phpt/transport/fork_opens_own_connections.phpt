--TEST--
After pcntl_fork(), parent and children each use their own connections
--EXTENSIONS--
dojo
openssl
pcntl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/run_php.inc';

$server = new FaultServer(tls: true);
// In a separate process, because children of this one would stop its helpers when they end.
$code = <<<'PHP'
    $client = fn (?callable $onExchange = null) => new Dojo\Client('sk_sandbox_example', baseUrl: getenv('SERVER'), caFile: getenv('CA'), maxRetries: 0, onExchange: $onExchange);
    $call = fn (string $id): bool => $client()->getPaymentIntent($id) === ['id' => 'CELL'];
    $fork = static function (callable $child): bool {
        $pid = pcntl_fork();
        if ($pid === 0) {
            exit($child() ? 0 : 1);
        }
        pcntl_waitpid($pid, $status);

        return pcntl_wexitstatus($status) === 0;
    };
    $good = $call('pi_before');
    $good = match (getenv('SCENARIO')) {
        'makes calls' => $fork(fn () => $call('pi_child') && $call('pi_child')),
        'makes none' => $fork(fn () => true),
        'only resets the pool' => $fork(fn () => Dojo\Client::resetPool() ?? true),
        'has a child' => $fork(fn () => $call('pi_child') && $fork(fn () => $call('pi_grandchild')) && $call('pi_child')),
        'is forked in onExchange' => (function () use ($client, $fork, $call): bool {
            $client(function () use ($fork, $call, &$good): void {
                $good = $fork(fn () => $call('pi_child'));
            })->getPaymentIntent('pi_exchange');

            return $good;
        })(),
    } && $good;
    echo $call('pi_after') && $good ? 'all calls succeeded' : 'a call failed';
    PHP;
// A child abandons what it inherits without freeing it, which would be reported as a leak.
$options = (string) getenv('ASAN_OPTIONS');
$environment = ['SERVER' => $server->url('tls'), 'CA' => $server->ca] + ($options === '' ? [] : ['ASAN_OPTIONS' => "$options:detect_leaks=0"]);
foreach (['makes calls', 'makes none', 'only resets the pool', 'has a child', 'is forked in onExchange'] as $scenario) {
    $server->set(['ok']);
    $said = run_php($code, environment: ['SCENARIO' => $scenario] + $environment);
    $seen = $server->seen();
    $connections = [];
    foreach ($seen['requests'] as $request) {
        preg_match('~pi_(\w+)~', $request['line'], $id);
        $connections[$request['connection']][] = $id[1];
    }
    ksort($connections);
    echo "a child that $scenario: $said, $seen[connections] connections (", implode(') (', array_map(static fn (array $ids): string => implode(' ', $ids), $connections)),
        '), TLS errors ', count($seen['errors']), "\n";
}
?>
--EXPECT--
a child that makes calls: all calls succeeded, 2 connections (before after) (child child), TLS errors 0
a child that makes none: all calls succeeded, 1 connections (before after), TLS errors 0
a child that only resets the pool: all calls succeeded, 1 connections (before after), TLS errors 0
a child that has a child: all calls succeeded, 3 connections (before after) (child child) (grandchild), TLS errors 0
a child that is forked in onExchange: all calls succeeded, 2 connections (before exchange after) (child), TLS errors 0
