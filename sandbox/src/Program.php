<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The program: reads the command line, serves until it is stopped, and returns the exit status. */
final class Program
{
    /** @param non-empty-list<string> $arguments the command line, beginning with the program's name */
    public static function main(array $arguments): int
    {
        error_reporting(E_ALL);
        ini_set('memory_limit', '512M');
        ini_set('display_errors', 'stderr');
        set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
            if ((error_reporting() & $level) === 0) {
                return false;
            }
            throw new \ErrorException($message, 0, $level, $file, $line);
        });
        $name = (string) array_shift($arguments);
        $command = str_ends_with($name, '.php') ? "php $name" : $name;
        try {
            $options = Options::parse($arguments);
            if ($options->help) {
                echo Help::text($command);

                return 0;
            }
            self::serve($options);

            return 0;
        } catch (UsageError $error) {
            fwrite(STDERR, "sandbox: {$error->getMessage()}\nTry: $command --help\n");
        } catch (\PDOException $error) {
            fwrite(STDERR, "sandbox: --db {$options->db}: {$error->getMessage()}\n");
        } catch (\RuntimeException $error) {
            fwrite(STDERR, "sandbox: {$error->getMessage()}\n");
        }

        return 2;
    }

    private static function serve(Options $options): void
    {
        $log = new Log($options->log);
        $loop = new EventLoop($log->error(...));
        $app = new App($options, $loop, new Store($options->db), $log);
        $server = new HttpServer($loop, $app->handle(...), $app->badRequest(...));
        $urls = self::listen($options, $server, $app);
        if (function_exists('pcntl_async_signals')) {
            pcntl_async_signals(true);
            foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
                pcntl_signal($signal, static fn () => $loop->stop());
            }
        }
        if ($options->withParent) {
            self::watchParent($loop, posix_getppid());
        }
        self::announce($urls, $options);
        $loop->run();
        $server->close();
        if ($options->readyFile !== null) {
            @unlink($options->readyFile);
        }
    }

    /** @return array<string, string> the URLs by what they serve */
    private static function listen(Options $options, HttpServer $server, App $app): array
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

    /** @param array<string, string> $urls */
    private static function announce(array $urls, Options $options): void
    {
        // Not echo, which ends the program if nobody reads its output any longer.
        @fwrite(STDOUT, "API       {$urls['api']}\n"
            . (isset($urls['tls']) ? "API (TLS) {$urls['tls']}\n" : '')
            . "Checkout  {$urls['checkout']}\n"
            . "Key       any that begins with sk_sandbox_, for example sk_sandbox_example\n"
            . "Test cards\n" . Help::cards()
            . 'Storage   ' . ($options->db ?? 'in memory') . "\n"
            . "Press Ctrl-C to stop.\n");
        if ($options->readyFile !== null) {
            // Renamed into place, so that no reader sees half of it.
            $temporary = $options->readyFile . '.' . getmypid();
            file_put_contents($temporary, json_encode($urls + ['pid' => getmypid()], JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR) . "\n");
            rename($temporary, $options->readyFile);
        }
    }

    private static function watchParent(EventLoop $loop, int $parent): void
    {
        // Another process adopts an orphan, so the parent's number changes.
        $loop->after(0.25, static fn () => posix_getppid() === $parent ? self::watchParent($loop, $parent) : $loop->stop());
    }
}
