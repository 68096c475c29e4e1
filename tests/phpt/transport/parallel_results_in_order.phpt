--TEST--
getPaymentIntents() returns results in the given order, with an exception for each id that failed
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';

$server = new FaultServer(tls: true);
foreach (['plain', 'tls'] as $listener) {
    foreach ([1, 3, 64] as $concurrency) {
        Dojo\Client::resetPool();
        $server->set(['ok'], byPath: [
            'pi_slow' => ['slow'], 'pi_gone' => ['404'], 'pi_lost' => ["closed in the response's body"], 'pi_html' => ['HTML'],
            'pi_busy' => ['503, Retry-After: 0', 'ok'], 'pi_cut' => ["closed in the response's body", 'ok'], 'pi_down' => ['503, Retry-After: 0'],
        ]);
        $ids = ['pi_slow', 'pi_gone', 'pi_1', 'pi_lost', 'pi_busy', 'pi_html', 'pi_cut', 'pi_down', '9', 'pi_2'];
        $results = $server->client(listener: $listener, maxRetries: 2, timeout: 20.0)->getPaymentIntents($ids, concurrency: $concurrency);
        $shown = array_map(static fn (array|Dojo\DojoException $r): string => is_array($r) ? $r['id'] : substr(get_class($r), 5), $results);
        $seen = $server->seen();
        $asked = array_count_values(preg_replace('~.*/(\w+) .*~', '$1', array_column($seen['requests'], 'line')));
        echo "$listener, $concurrency at a time: ", array_map(strval(...), array_keys($results)) === $ids ? 'in order' : json_encode(array_keys($results)), "\n  ";
        echo implode(' ', array_map(static fn (string|int $id): string => "$id $shown[$id]/$asked[$id]", array_keys($shown))), "\n";
    }
}
$server->set(['ok']);
$results = $server->client()->getPaymentIntents(['pi_1', 'pi_2', 'pi_1', 'pi_1']);
$asked = $server->seen()['whole'];
echo json_encode($results), $asked >= 2 && $asked <= 4 ? '' : " asked $asked times", "\n";
var_dump($server->client()->getPaymentIntents([]));
try {
    $server->client()->getPaymentIntents(['pi_1', '']);
} catch (Dojo\ValidationException $error) {
    echo $error->field, "\n";
}
?>
--EXPECT--
plain, 1 at a time: in order
  pi_slow CELL/1 pi_gone NotFoundException/1 pi_1 CELL/1 pi_lost ResponseException/3 pi_busy CELL/2 pi_html ResponseException/1 pi_cut CELL/2 pi_down ServerException/3 9 CELL/1 pi_2 CELL/1
plain, 3 at a time: in order
  pi_slow CELL/1 pi_gone NotFoundException/1 pi_1 CELL/1 pi_lost ResponseException/3 pi_busy CELL/2 pi_html ResponseException/1 pi_cut CELL/2 pi_down ServerException/3 9 CELL/1 pi_2 CELL/1
plain, 64 at a time: in order
  pi_slow CELL/1 pi_gone NotFoundException/1 pi_1 CELL/1 pi_lost ResponseException/3 pi_busy CELL/2 pi_html ResponseException/1 pi_cut CELL/2 pi_down ServerException/3 9 CELL/1 pi_2 CELL/1
tls, 1 at a time: in order
  pi_slow CELL/1 pi_gone NotFoundException/1 pi_1 CELL/1 pi_lost ResponseException/3 pi_busy CELL/2 pi_html ResponseException/1 pi_cut CELL/2 pi_down ServerException/3 9 CELL/1 pi_2 CELL/1
tls, 3 at a time: in order
  pi_slow CELL/1 pi_gone NotFoundException/1 pi_1 CELL/1 pi_lost ResponseException/3 pi_busy CELL/2 pi_html ResponseException/1 pi_cut CELL/2 pi_down ServerException/3 9 CELL/1 pi_2 CELL/1
tls, 64 at a time: in order
  pi_slow CELL/1 pi_gone NotFoundException/1 pi_1 CELL/1 pi_lost ResponseException/3 pi_busy CELL/2 pi_html ResponseException/1 pi_cut CELL/2 pi_down ServerException/3 9 CELL/1 pi_2 CELL/1
{"pi_1":{"id":"CELL"},"pi_2":{"id":"CELL"}}
array(0) {
}
paymentIntentIds[1]
