<?php

declare(strict_types=1);

/*
 * Runs every ```php snippet of README.md and docs/ against the offline Dojo, and the phpt in CONTRIBUTING.md; and compares the methods
 * and enums that docs/methods.md names with those of the extension.
 *
 *   php -d extension=build/modules/dojo.so tests/programs/docs/snippets.php
 *
 * The comment above a snippet says what it needs: <!-- snippet: with=paid prints=~regex~ -->
 * It runs once for each such comment.
 *   with=NAME      what exists before it runs; see fixture()
 *   prints=~RE~    what its output must match
 *   throws=~RE~    what the exception says that ends it
 *   fault=LIST     what the offline Dojo does to its POSTs, METHOD:fault to others: close-after,GET:status=403
 *   web=NAME       it is a page: `checkout` is opened, `webhook` gets a signed event and a forged one; `both` is two pages, its
 *                  second and third paragraph, each after the first
 *   new-client     it makes its own client
 */

namespace Dojo\Readme;

require __DIR__ . '/../../../examples/demo-browser.php';

const KEY = 'sk_sandbox_example';
const SECRET = 'a-secret-for-the-readme';

/** @return list<array{name: string, marks: array<string, string>, code: string}> */
function snippets(string $file, string $markdown): array
{
    preg_match_all('~((?:^<!-- snippet:[^\n]*-->\n)*)^```php\n(.*?)^```$~ms', $markdown, $blocks, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
    $snippets = [];
    foreach ($blocks as $block) {
        if ($block[1][0] === '') {
            throw new \RuntimeException("$file has a snippet without its comment: " . strtok($block[2][0], "\n"));
        }
        preg_match_all('~^<!-- snippet:(.*)-->$~m', $block[1][0], $comments);
        foreach ($comments[1] as $run => $comment) {
            preg_match_all('~([a-z-]+)(?:=(\~[^\~]*\~|\S+))?~', $comment, $pairs, PREG_SET_ORDER);
            $snippets[] = [
                'name' => "$file:" . (1 + substr_count(substr($markdown, 0, $block[2][1]), "\n")) . ' runs' . ($run === 0 ? '' : ', case ' . $run + 1),
                'marks' => array_column(array_map(static fn (array $pair): array => [$pair[1], $pair[2] ?? ''], $pairs), 1, 0),
                'code' => $block[2][0],
            ];
        }
    }

    return $snippets;
}

/** A page of the offline Dojo that is paid with the card that succeeds. */
function pay(string $api, string $id, array $more = []): void
{
    $browser = new \Browser();
    $browser->open("$api/checkout/$id");
    $browser->submit($browser->form('number'), $more + [
        'number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020', 'name' => 'Ada Customer', 'method' => 'card',
    ]);
    if ($browser->status !== 200) {
        throw new \RuntimeException("The checkout page of $id answered $browser->status: " . $browser->text());
    }
}

/** @return array<string, string> the variables that a snippet finds there */
function fixture(\Dojo\Client $dojo, string $api, string $name): array
{
    $request = ['amount' => ['value' => 1999, 'currencyCode' => 'GBP'], 'reference' => 'order-' . bin2hex(random_bytes(4))];
    $intent = static fn (array $more = []): string => $dojo->createPaymentIntent($more + $request)['id'];
    switch ($name) {
        case '':
            return [];
        case 'intent':
            return ['paymentIntentId' => $intent()];
        case 'component':
            $id = $intent();

            return ['paymentIntentId' => $id, 'clientSessionSecret' => $dojo->refreshPaymentIntentSecret($id)['clientSessionSecret']];
        case 'adjustable':
            return ['paymentIntentId' => $intent(['config' => ['payment' => ['tipsAllowed' => true, 'customAmountAllowed' => true]]])];
        case 'paid':
        case 'authorised':
        case 'part-captured':
            $id = $intent($name === 'paid' ? [] : ['captureMode' => 'Manual', 'autoExpireIn' => '1.00:00:00', 'autoExpireAction' => 'Release']);
            pay($api, $id);
            if ($name === 'part-captured') {
                $dojo->capturePaymentIntent($id, ['amount' => 400]);
            }

            return ['paymentIntentId' => $id];
        case 'webhook':
            $hook = $dojo->subscribeWebhook(['events' => ['payment_intent.status_updated'], 'url' => 'https://shop.example/' . bin2hex(random_bytes(4))]);

            return ['subscriptionId' => $hook['id']];
        case 'savedcard':
            $customer = $dojo->createCustomer(['name' => 'Ada Customer'])['id'];
            pay($api, $intent(['customer' => ['id' => $customer]]), ['save_card' => 'yes']);

            return ['customerId' => $customer];
        case 'setup':
            $setup = $dojo->createSetupIntent(['reference' => 'Table 12', 'merchantInitiatedTransactionType' => 'NoShow', 'terms' => 'Terms.']);
            pay($api, $setup['id'], ['terms' => 'yes']);

            return ['setupIntentId' => $setup['id']];
        default:
            throw new \RuntimeException("There is no fixture \"$name\".");
    }
}

/** @return array{int, string} exit code and output of this PHP with the same extension */
function run(array $arguments, string $folder): array
{
    $process = proc_open([PHP_BINARY, ...extension(), ...$arguments], [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes, $folder);
    $output = (string) stream_get_contents($pipes[1]);

    return [proc_close($process), $output];
}

/** @return list<string> */
function extension(): array
{
    $module = getenv('DOJO_EXTENSION') ?: '';

    return ['-d', 'display_errors=1', '-d', 'error_reporting=-1', '-d', 'html_errors=0', '-d', 'log_errors=0',
        ...($module === '' ? [] : ['-d', "extension=\"$module\""])];
}

/** Starts a server and waits until it is there. @return resource */
function start(array $command, string $folder, callable $isReady): mixed
{
    $process = proc_open($command, [1 => ['file', "$folder/server.log", 'a'], 2 => ['redirect', 1]], $pipes, $folder);
    $GLOBALS['servers'][] = $process;
    for ($tries = 0; $tries < 100 && proc_get_status($process)['running']; $tries++) {
        if ($isReady()) {
            return $process;
        }
        usleep(100_000);
    }
    throw new \RuntimeException($command[1] . ' did not start: ' . file_get_contents("$folder/server.log"));
}

function stop(mixed $process): void
{
    proc_terminate($process);
    proc_close($process);
}

/** @return array{int, string, string} status, Location, body */
function ask(string $url, array $options = []): array
{
    $context = stream_context_create(['http' => $options + ['ignore_errors' => true, 'follow_location' => 0, 'timeout' => 20]]);
    $answer = @fopen($url, 'rb', false, $context);
    $body = $answer ? (string) stream_get_contents($answer) : '';
    $headers = $answer ? implode("\n", stream_get_meta_data($answer)['wrapper_data']) : '';

    return [
        (int) (preg_match('~^HTTP/\S+ (\d+)~', $headers, $match) === 1 ? $match[1] : 0),
        preg_match('~^location: (\S+)~im', $headers, $match) === 1 ? $match[1] : '',
        $body,
    ];
}

/** @return ?string what PHP said of a page, other than the exception that ended it */
function complaint(string $folder): ?string
{
    $log = (string) file_get_contents("$folder/server.log");

    return preg_match('~PHP (Warning|Notice|Deprecated)~', $log) === 1 ? $log : null;
}

/** A snippet that is a web page, or two. $refused is the status for a forged event. @return ?string what is wrong with it */
function try_page(array $snippet, \Dojo\Client $dojo, string $api, string $folder, int $refused = 401): ?string
{
    if ($snippet['marks']['web'] === 'both') {
        [$client, $checkout, $webhook] = explode("\n\n", $snippet['code']);
        $client = str_replace("getenv('DOJO_API_KEY')", "getenv('DOJO_API_KEY'), baseUrl: getenv('DOJO_BASE_URL')", $client);
        $page = static fn (string $name, string $code): ?string => try_page(['marks' => ['web' => $name], 'code' => "$client\n\n$code"], $dojo, $api, $folder, 500);

        return $page('checkout', $checkout) ?? $page('webhook', $webhook);
    }
    file_put_contents("$folder/page.php", "<?php\n" . $snippet['code']);
    file_put_contents("$folder/server.log", '');
    $socket = stream_socket_server('tcp://127.0.0.1:0');
    $address = (string) stream_socket_get_name($socket, false);
    fclose($socket);
    $server = start([PHP_BINARY, ...extension(), '-d', 'display_errors=0', '-d', 'log_errors=1', '-S', $address, '-t', $folder], $folder, static fn (): bool => ask("http://$address/none")[0] === 404);
    try {
        if ($snippet['marks']['web'] === 'checkout') {
            [$status, $location, $body] = ask("http://$address/page.php");

            return $status === 303 && str_starts_with($location, "$api/checkout/pi_") ? complaint($folder) : "answered $status, Location \"$location\": $body";
        }
        ['paymentIntentId' => $id] = fixture($dojo, $api, 'paid');
        $event = (string) json_encode([
            'id' => 'evt_1', 'event' => 'payment_intent.status_updated', 'accountId' => 'acc_1', 'createdAt' => '2026-02-27T10:00:00Z',
            'data' => ['paymentIntentId' => $id, 'paymentStatus' => 'Captured', 'captureMode' => 'Auto'],
        ]);
        foreach ([SECRET => 200, 'another' => $refused] as $secret => $expected) {
            $header = 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $event, (string) $secret)), 2));
            [$status, , $body] = ask("http://$address/page.php", [
                'method' => 'POST', 'content' => $event, 'header' => "Content-Type: application/json\r\ndojo-signature: $header",
            ]);
            if ($status !== $expected || $body !== '') {
                return "answered $status to a delivery that is due $expected: $body";
            }
        }
        $log = (string) file_get_contents("$folder/server.log");

        return str_contains($log, 'as paid') ? complaint($folder) : "did not mark the order: $log";
    } finally {
        stop($server);
    }
}

/** @return ?string what is wrong with it */
function try_snippet(array $snippet, \Dojo\Client $dojo, string $api, string $folder): ?string
{
    $marks = $snippet['marks'];
    if (isset($marks['web'])) {
        return try_page($snippet, $dojo, $api, $folder);
    }
    $before = isset($marks['new-client']) ? '' : sprintf("\$dojo = new Dojo\\Client(%s, baseUrl: %s, softwareHouseId: 'softwareHouse1');", var_export(KEY, true), var_export($api, true));
    foreach (fixture($dojo, $api, $marks['with'] ?? '') as $name => $value) {
        $before .= "\$$name = " . var_export($value, true) . ';';
    }
    foreach (array_filter(explode(',', $marks['fault'] ?? '')) as $fault) {
        [$method, $fault] = str_contains($fault, ':') ? explode(':', $fault, 2) : ['POST', $fault];
        ask("$api/sandbox/faults", ['method' => 'POST', 'header' => 'Content-Type: application/json', 'content' => (string) json_encode(
            ['fault' => $fault, 'path' => '/payment-intents', 'method' => $method, 'times' => 1],
        )]);
    }
    file_put_contents("$folder/snippet.php", "<?php $before\n" . $snippet['code']);
    [$code, $output] = run(["$folder/snippet.php"], $folder);
    ask("$api/sandbox/faults", ['method' => 'DELETE']);
    $expected = $marks['prints'] ?? '~~';
    if (isset($marks['throws'])) {
        preg_match('~Fatal error: +Uncaught (.*)~', $output, $uncaught);

        return preg_match($marks['throws'], $uncaught[1] ?? '') === 1 ? null : "ended without {$marks['throws']}: $output";
    }
    if ($code !== 0 || preg_match('~(Warning|Notice|Deprecated|Fatal error): ~', $output) === 1) {
        return "ended with $code: $output";
    }

    return preg_match($expected, $output) === 1 ? null : "printed nothing like $expected: $output";
}

/** A whole phpt in the text, as if it stood in tests/phpt/client. @return ?string what is wrong with it */
function try_phpt(string $markdown, string $root, string $folder): ?string
{
    if (preg_match('~^```phpt\n.*?^--FILE--\n(.*?)^--EXPECT--\n(.*?)^```$~ms', $markdown, $parts) !== 1) {
        return 'there is none';
    }
    file_put_contents("$folder/snippet.php", str_replace('__DIR__', var_export("$root/tests/phpt/client", true), $parts[1]));
    [, $output] = run(["$folder/snippet.php"], $folder);

    return trim($output) === trim($parts[2]) ? null : "printed: $output";
}

/** @return ?string how the text and the classes differ */
function compare_methods(string $markdown): ?string
{
    preg_match_all('~^\| `(\w+)\(([^`]*)\)` \| `[A-Z]+ /~m', $markdown, $rows);
    $rows = array_combine($rows[1], $rows[2]);
    $problems = [];
    foreach ([\Dojo\Client::class, \Dojo\Webhook::class, \Dojo\Money::class] as $class) {
        foreach ((new \ReflectionClass($class))->getMethods(\ReflectionMethod::IS_PUBLIC) as $method) {
            $parameters = implode(', ', array_map(
                static fn (\ReflectionParameter $p): string => "\$$p->name" . ($p->isOptional() ? ' = ' . str_replace(["array (\n)", 'NULL'], ['[]', 'null'], var_export($p->getDefaultValue(), true)) : ''),
                $method->getParameters(),
            ));
            if ($class === \Dojo\Client::class && ($rows[$method->name] ?? $parameters) !== $parameters) {
                $problems[] = "the table has $method->name({$rows[$method->name]}), the class $method->name($parameters)";
            }
            if (!$method->isConstructor() && !str_contains($markdown, "`$method->name(")) {
                $problems[] = "$method->name() of $class is missing";
            }
            unset($rows[$method->name]);
        }
    }
    foreach ((new \ReflectionExtension('dojo'))->getClasses() as $class) {
        if ($class->isEnum() && !str_contains($markdown, "`{$class->getShortName()}`")) {
            $problems[] = "the enum {$class->getShortName()} is missing";
        }
    }
    foreach (array_keys($rows) as $name) {
        $problems[] = "the table has $name(), the class has not";
    }

    return $problems === [] ? null : implode("\n", $problems);
}

$root = dirname(__DIR__, 3);
chdir($root);
if (!extension_loaded('dojo')) {
    fwrite(STDERR, "Load the extension: php -d extension=build/modules/dojo.so tests/programs/docs/snippets.php\n");
    exit(2);
}
/* The children get the extension that this process has: DOJO_EXTENSION, else the module that is mapped, else the build's. */
if (getenv('DOJO_EXTENSION') === false && preg_match('~^dojo$~m', (string) shell_exec(escapeshellarg(PHP_BINARY) . ' -m')) !== 1) {
    $mapped = preg_match('~(/\S.*/dojo\.so)$~m', (string) @file_get_contents('/proc/self/maps'), $match) === 1 ? $match[1] : null;
    putenv('DOJO_EXTENSION=' . ($mapped ?? "$root/build/modules/dojo.so"));
}

$folder = sys_get_temp_dir() . '/dojo-readme-' . bin2hex(random_bytes(6));
mkdir($folder, 0700);
$servers = [];
$results = ['passed' => 0, 'failed' => 0];
$report = static function (string $name, callable $try) use (&$results): void {
    try {
        $problem = $try();
    } catch (\Throwable $e) {
        $problem = $e::class . ': ' . $e->getMessage();
    }
    $results[$problem === null ? 'passed' : 'failed']++;
    echo $problem === null ? "ok - $name\n" : "not ok - $name\n    " . str_replace("\n", "\n    ", trim($problem)) . "\n";
};

try {
    $ready = "$folder/ready.json";
    start([PHP_BINARY, "$root/sandbox/sandbox.php", '--port', '0', '--ready-file', $ready, '--terminal-step', '0.1', '--no-log'], $folder, static fn (): bool => is_file($ready));
    $api = json_decode((string) file_get_contents($ready), true, 8, JSON_THROW_ON_ERROR)['api'];
    foreach (['DOJO_API_KEY' => KEY, 'DOJO_BASE_URL' => $api, 'DOJO_WEBHOOK_SECRET' => SECRET] as $name => $value) {
        putenv("$name=$value");
    }
    $dojo = new \Dojo\Client(KEY, baseUrl: $api);
    foreach (['README.md', ...glob('docs/*.md') ?: []] as $file) {
        foreach (snippets($file, (string) file_get_contents($file)) as $snippet) {
            $report($snippet['name'], static fn (): ?string => try_snippet($snippet, $dojo, $api, $folder));
        }
    }
    $report('the phpt in CONTRIBUTING.md passes', static fn (): ?string => try_phpt((string) file_get_contents('CONTRIBUTING.md'), $root, $folder));
    $report('docs/methods.md names the methods and enums that exist', static fn (): ?string => compare_methods((string) file_get_contents('docs/methods.md')));
} finally {
    foreach ($servers as $server) {
        if (is_resource($server)) {
            stop($server);
        }
    }
    array_map('unlink', glob("$folder/*") ?: []);
    rmdir($folder);
}
echo "{$results['passed']} passed, {$results['failed']} failed, 0 skipped\n";
exit($results['failed'] === 0 ? 0 : 1);
