--TEST--
A program started by the script inherits no connection and closes none
--EXTENSIONS--
dojo
openssl
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_without_proc();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

/** The number of connections to the server that this process, or a program it starts, has open. */
function sockets(FaultServer $server, bool $child): int
{
    if ($child) {
        $process = proc_open(['sh', '-c', 'for fd in /proc/$$/fd/*; do readlink "$fd"; done'], [1 => ['pipe', 'w']], $pipes);
        $links = explode("\n", (string) stream_get_contents($pipes[1]));
        proc_close($process);
    } else {
        $links = array_map(static fn (string $fd): string => (string) @readlink($fd), glob('/proc/self/fd/*'));
    }
    $sockets = preg_filter('~^socket:\[(\d+)\]$~', '$1', $links);
    $count = 0;
    foreach (array_slice(file('/proc/net/tcp'), 1) as $line) {
        $fields = preg_split('~ +~', trim($line));
        foreach (['plain', 'tls'] as $listener) {
            $port = sprintf('%04X', parse_url((string) $server->url($listener), PHP_URL_PORT));
            $count += str_ends_with($fields[2], ":$port") && in_array($fields[9], $sockets, true) ? 1 : 0;
        }
    }

    return $count;
}

$server = new FaultServer(tls: true);
$server->set(['ok']);
$server->client(listener: 'tls')->getPaymentIntents(['pi_1', 'pi_2', 'pi_3'], concurrency: 3);
$server->client()->getPaymentIntent('pi_1');
echo 'here ', sockets($server, false), ', in a child ', sockets($server, true), "\n";
$during = null;
$client = $server->client(listener: 'tls', maxRetries: 1, onExchange: static function () use ($server, &$during): void {
    $during ??= sockets($server, true);
});
$server->set(['503, Retry-After: 0', 'ok']);
$client->getPaymentIntent('pi_1');
$seen = $server->seen();
echo "between attempts $during, new connections $seen[connections], TLS errors ", count($seen['errors']), "\n";
?>
--EXPECT--
here 4, in a child 0
between attempts 0, new connections 0, TLS errors 0
