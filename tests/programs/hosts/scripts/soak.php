<?php

/**
 * Makes many calls, one in seven of which fails in some way. Prints as JSON which outcomes were wrong, how often each outcome
 * occurred, and by how much resident memory grew after the first 2,000 calls.
 *
 *   php soak.php CALLS SEED
 */

declare(strict_types=1);

const WARM_UP = 2000;
const PARALLEL = 3;

$calls = (int) $argv[1];
mt_srand((int) $argv[2]);

/** @param array<string, mixed> $options */
function client(array $options = []): Dojo\Client
{
    return new Dojo\Client('sk_sandbox_example', ...$options + [
        'baseUrl' => getenv('HOSTS_API'), 'caFile' => getenv('HOSTS_CA'), 'timeout' => 10.0, 'maxRetries' => 0,
    ]);
}

function resident(): int
{
    return (int) explode(' ', (string) file_get_contents('/proc/self/statm'))[1] * 4;
}

/** The exception that each fault leads to; null for a successful call. */
const FAULTS = [
    'fault-drop' => Dojo\ResponseException::class,
    'fault-cut' => Dojo\ResponseException::class,
    'fault-garbage' => Dojo\ResponseException::class,
    'fault-html' => Dojo\ResponseException::class,
    'fault-defect' => Dojo\ResponseException::class,
    'fault-404' => Dojo\NotFoundException::class,
    'fault-409' => Dojo\ConflictException::class,
    'fault-429' => Dojo\RateLimitException::class,
    'fault-500' => Dojo\ServerException::class,
    'fault-503' => Dojo\ServerException::class,
    'fault-idle' => null,
    'large-200' => null,
];

$exchanges = 0;
$usual = client();
$observed = client(['onExchange' => static function () use (&$exchanges): void {
    $exchanges++;
}]);
$retrying = client(['maxRetries' => 1]);
$hasty = client(['timeout' => 0.02]);
$refused = client(['baseUrl' => 'https://127.0.0.1:1']);
/* A CA that did not sign the API's certificate. The system's hundred CAs would take long to read. */
$strange = client(['caFile' => $argv[3]]);

$get = static fn (Dojo\Client $dojo, string $id): array => $dojo->getPaymentIntent($id);
$post = static fn (Dojo\Client $dojo, string $id): array
    => $dojo->createPaymentIntent(['amount' => ['value' => 1999, 'currencyCode' => 'GBP'], 'reference' => $id]);
$kinds = [
    [900, static fn () => $get($usual, 'pi_sandbox_example'), null],
    [400, static fn () => $post($usual, 'order-1001'), null],
    [50, static fn () => $post(client(), 'order-1001'), null],
    [10, static fn () => $usual->getPaymentIntents(['pi_1', 'fault-404', 'fault-cut', 'pi_4', 'fault-idle'], 3), null],
    [4, static fn () => $get($hasty, 'fault-mute'), Dojo\TimeoutException::class],
    [4, static fn () => $get($refused, 'pi_1'), Dojo\ConnectionException::class],
    [4, static fn () => $get($strange, 'pi_1'), Dojo\TlsException::class],
    [8, static fn () => $usual->createPaymentIntent(['amount' => ['value' => 'much']]), Dojo\ValidationException::class],
];
$idle = [];
foreach (FAULTS as $id => $class) {
    if ($id === 'fault-idle') {
        $idle = [count($kinds), count($kinds) + 1, count($kinds) + 2];
    }
    $kinds[] = [8, static fn () => $get($usual, $id), $class];
    $kinds[] = [6, static fn () => $post($observed, $id), $class];
    /* A retry without Retry-After waits, so these are rare. */
    $kinds[] = [in_array($id, ['fault-drop', 'fault-cut'], true) ? 1 : 4, static fn () => $get($retrying, $id), $class];
}
$bag = [];
foreach ($kinds as $i => [$weight]) {
    array_push($bag, ...array_fill(0, $weight, $i));
}

$outcomes = $wrong = [];
$warm = $most = $late = 0;
$closing = false;
for ($n = 1; $n <= $calls; $n++) {
    $i = $bag[mt_rand(0, count($bag) - 1)];
    [, $call, $expected] = $kinds[$i];
    $unknown = false;
    try {
        $response = $call();
        $outcome = null;
        if ($i === PARALLEL && array_map(get_debug_type(...), array_values($response)) !== ['array', Dojo\NotFoundException::class, Dojo\ResponseException::class, 'array', 'array']) {
            $wrong[] = 'getPaymentIntents: ' . implode(' ', array_map(get_debug_type(...), $response));
        }
    } catch (Dojo\DojoException $e) {
        $outcome = $e::class;
        $unknown = $e instanceof Dojo\TransportException && $e->outcomeUnknown();
    }
    if ($outcome !== $expected && $closing && $unknown) {
        $late++; // the API closed the connection just as the request was sent on it
    } elseif ($outcome !== $expected) {
        $wrong[] = "call $n of kind $i: " . ($outcome ?? 'success') . ' instead of ' . ($expected ?? 'success') . (isset($e) ? ": {$e->getMessage()}" : '');
    }
    $closing = $i === PARALLEL || in_array($i, $idle, true);
    if ($closing) {
        usleep(5000);
    }
    unset($response, $e);
    $outcomes[$outcome ?? 'success'] = ($outcomes[$outcome ?? 'success'] ?? 0) + 1;
    if ($n === WARM_UP) {
        $warm = resident();
    } elseif ($n > WARM_UP && $n % 500 === 0) {
        $most = max($most, resident());
    }
}
arsort($outcomes);
echo json_encode([
    'wrong' => array_slice($wrong, 0, 5), 'late' => $late, 'outcomes' => $outcomes, 'exchanges' => $exchanges,
    'growth' => max($most, resident()) - $warm, 'resident' => $warm, 'stats' => Dojo\Client::poolStats(),
], JSON_INVALID_UTF8_SUBSTITUTE);
