--TEST--
maxRetries limits the retries of repeatable calls, and of any call if nothing was sent
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/outcome.inc';
require __DIR__ . '/calls.inc';

$server = new FaultServer(tls: true);
$show = static function (string $fault, string $listener = 'plain') use ($server): void {
    echo "$fault\n";
    foreach (calls() as $name => $call) {
        foreach ([0, 1, 3] as $maxRetries) {
            Dojo\Client::resetPool();
            $server->set([$fault]);
            $tries = [];
            $client = $server->client(listener: $listener, maxRetries: $maxRetries, timeout: 20.0, onExchange: static function (Dojo\Exchange $e) use (&$tries): void {
                $tries[] = $e->attempt;
            });
            $outcome = outcome(static fn () => $call($client));
            echo $maxRetries === 0 ? "  $name: $outcome" : '', ' ', $server->seen()['begun'], $tries === range(1, count($tries)) ? '/' . count($tries) : ' ' . json_encode($tries);
        }
        echo "\n";
    }
};
echo "sent/tried with maxRetries 0, 1, 3\n";
$show('503, Retry-After: 0');
$show('429, Retry-After: 0');
$show('408, Retry-After: 0');
$show('500, Retry-After: 0');
$show('409');
$show('closed after the whole request');
$show('refused', 'refused');
$show('closed in the handshake', 'tls');
$show('certificate expired', 'expired');
?>
--EXPECT--
sent/tried with maxRetries 0, 1, 3
503, Retry-After: 0
  read: ServerException 1/1 2/2 4/4
  refund: ServerException, outcome unknown 1/1 2/2 4/4
  reversal: ServerException, outcome unknown 1/1 1/1 1/1
429, Retry-After: 0
  read: RateLimitException 1/1 2/2 4/4
  refund: RateLimitException 1/1 2/2 4/4
  reversal: RateLimitException 1/1 1/1 1/1
408, Retry-After: 0
  read: ApiException 1/1 2/2 4/4
  refund: ApiException, outcome unknown 1/1 2/2 4/4
  reversal: ApiException, outcome unknown 1/1 1/1 1/1
500, Retry-After: 0
  read: ServerException 1/1 2/2 4/4
  refund: ServerException, outcome unknown 1/1 1/1 1/1
  reversal: ServerException, outcome unknown 1/1 1/1 1/1
409
  read: ConflictException 1/1 1/1 1/1
  refund: ConflictException 1/1 1/1 1/1
  reversal: ConflictException 1/1 1/1 1/1
closed after the whole request
  read: ResponseException 1/1 2/2 4/4
  refund: ResponseException, outcome unknown 1/1 2/2 4/4
  reversal: ResponseException, outcome unknown 1/1 1/1 1/1
refused
  read: ConnectionException 0/1 0/2 0/4
  refund: ConnectionException 0/1 0/2 0/4
  reversal: ConnectionException 0/1 0/2 0/4
closed in the handshake
  read: TlsException 0/1 0/2 0/4
  refund: TlsException 0/1 0/2 0/4
  reversal: TlsException 0/1 0/2 0/4
certificate expired
  read: TlsException 0/1 0/1 0/1
  refund: TlsException 0/1 0/1 0/1
  reversal: TlsException 0/1 0/1 0/1
