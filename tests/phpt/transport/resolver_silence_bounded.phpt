--TEST--
A silent resolver delays neither a call beyond its timeout nor the end of the process
--EXTENSIONS--
dojo
--SKIPIF--
<?php
require __DIR__ . '/../../support/skip.inc';
skip_before_libcurl('7.87', 'waits for its resolver');
skip_without_c_compiler();
?>
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/run_php.inc';


$resolver = (string) tempnam(sys_get_temp_dir(), 'dojo-resolver-');
exec('LD_PRELOAD= cc -shared -fPIC -O1 -o ' . escapeshellarg($resolver) . ' ' . escapeshellarg(__DIR__ . '/../../support/silent_resolver.c') . ' -ldl 2>&1', $output, $status);
echo $status === 0 ? '' : implode("\n", $output);
$preload = ['LD_PRELOAD' => trim(getenv('LD_PRELOAD') . " $resolver")];

$code = <<<'PHP'
    $client = new Dojo\Client('sk_sandbox_example', baseUrl: 'https://silent.example', timeout: 2.0, connectTimeout: 1.0, maxRetries: 0);
    $time = static function (string $what, float $least, callable $do): void {
        $began = microtime(true);
        $result = $do();
        $took = microtime(true) - $began;
        // A busy machine may be slow; the resolver takes much longer.
        echo "$what: $result", $took >= $least && $took < $least + 4.0 ? ', in time' : ", after $took s", "\n";
    };
    $call = static function () use ($client): string {
        try {
            $client->reversePaymentIntent('pi_1');
        } catch (Dojo\DojoException $error) {
            return get_class($error) . ($error->outcomeUnknown() ? ', unknown' : '');
        }
    };
    $time('call', 0.9, $call);
    $time('another', 0.9, $call);
    $time('reset', 0.0, static fn () => Dojo\Client::resetPool() ?? 'done');
    $time('many', 0.9, static fn () => count($client->getPaymentIntents(['pi_1', 'pi_2', 'pi_3'])));
    PHP;
$began = microtime(true);
echo run_php($code, [], $preload + ['SILENT_RESOLVER' => '30']), "\n";
echo microtime(true) - $began < 25 ? "the process did not wait for the resolver\n" : "the process waited for the resolver\n";

// The resolver's thread returns after the modules are unloaded and before the process ends.
$code = <<<'PHP'
    try {
        (new Dojo\Client('sk_sandbox_example', baseUrl: 'https://silent.example', timeout: 0.3, maxRetries: 0))->listWebhooks();
    } catch (Dojo\DojoException $error) {
        echo get_class($error);
    }
    PHP;
echo run_php($code, [], $preload + ['SILENT_RESOLVER' => '2', 'LINGER' => '4']), "\n";
unlink($resolver);
?>
--EXPECT--
call: Dojo\ConnectionException, in time
another: Dojo\ConnectionException, in time
reset: done, in time
many: 3, in time
the process did not wait for the resolver
Dojo\TimeoutException
