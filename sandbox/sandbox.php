<?php

/**
 * The offline Dojo. `php sandbox/sandbox.php --help` explains itself; README.md beside this file says more.
 */

declare(strict_types=1);

namespace Dojo\Sandbox;

if (PHP_SAPI !== 'cli') {
    exit("This is a command-line program: php sandbox/sandbox.php\n");
}
if (!extension_loaded('pdo_sqlite')) {
    fwrite(STDERR, "sandbox: PHP needs the pdo_sqlite extension (Debian: apt-get install php-sqlite3)\n");
    exit(2);
}
foreach (glob(__DIR__ . '/src/*.php') ?: [] as $file) {
    require_once $file;
}

function watchParent(EventLoop $loop, int $parent): void
{
    // An orphan is adopted by another process, so its parent's number changes.
    $loop->after(0.25, static fn () => posix_getppid() === $parent ? watchParent($loop, $parent) : $loop->stop());
}

/** @return array<string, string> what is served where */
function serve(Options $options, HttpServer $server, App $app): array
{
    $urlHost = str_contains($options->host, ':') ? "[$options->host]" : $options->host;
    $port = $server->listen($options->host, $options->port);
    $urls = ['api' => "http://$urlHost:$port"];
    if ($options->tlsCert !== null) {
        $tlsPort = $server->listen($options->host, $options->tlsPort ?? 0, ['cert' => $options->tlsCert, 'key' => (string) $options->tlsKey]);
        $urls['tls'] = "https://$urlHost:$tlsPort";
    }
    $app->start($urls['api']);

    return $urls + ['checkout' => $urls['api'] . '/checkout/{paymentIntentId}'];
}

function announce(array $urls, Options $options): void
{
    // Not echo: that ends the program where nobody reads its output any more.
    @fwrite(STDOUT, "API       {$urls['api']}\n"
        . (isset($urls['tls']) ? "API (TLS) {$urls['tls']}\n" : '')
        . "Checkout  {$urls['checkout']}\n"
        . "Key       any that begins with sk_sandbox_, for example sk_sandbox_example\n"
        . "Test cards\n" . Options::cards()
        . 'Storage   ' . ($options->db ?? 'in memory') . "\n"
        . "Ctrl-C stops it.\n");
    if ($options->readyFile !== null) {
        // Renamed into place, so that whoever waits for it never reads half of it.
        $temporary = $options->readyFile . '.' . getmypid();
        file_put_contents($temporary, json_encode($urls + ['pid' => getmypid()], JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR) . "\n");
        rename($temporary, $options->readyFile);
    }
}

function main(array $arguments): int
{
    try {
        $options = Options::parse($arguments);
    } catch (UsageError $error) {
        fwrite(STDERR, "sandbox: {$error->getMessage()}\nTry: php sandbox/sandbox.php --help\n");

        return 2;
    }
    if ($options->help) {
        echo Options::help();

        return 0;
    }
    $log = new Log($options->log);
    $loop = new EventLoop($log->error(...));
    try {
        $store = new Store($options->db);
    } catch (\PDOException $error) {
        fwrite(STDERR, "sandbox: --db {$options->db}: {$error->getMessage()}\n");

        return 2;
    }
    $app = new App($options, $loop, $store, $log);
    $server = new HttpServer($loop, $app->handle(...), $app->badRequest(...));
    try {
        $urls = serve($options, $server, $app);
    } catch (\RuntimeException $error) {
        fwrite(STDERR, "sandbox: {$error->getMessage()}\n");

        return 2;
    }
    if (function_exists('pcntl_async_signals')) {
        pcntl_async_signals(true);
        foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
            pcntl_signal($signal, static fn () => $loop->stop());
        }
    }
    if ($options->withParent) {
        watchParent($loop, posix_getppid());
    }
    announce($urls, $options);
    $loop->run();
    $server->close();
    if ($options->readyFile !== null) {
        @unlink($options->readyFile);
    }

    return 0;
}

error_reporting(E_ALL);
ini_set('memory_limit', '512M');
ini_set('display_errors', 'stderr');
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new \ErrorException($message, 0, $level, $file, $line);
});
exit(main(array_slice($argv, 1)));
