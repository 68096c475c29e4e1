<?php

declare(strict_types=1);

namespace Dojo\Tests;

/**
 * nginx, and the PHP-FPM of the PHP that the extension was built for, with the extension. They have their own folder, sockets and port.
 * http://ADDRESS/POOL/page.php is the page of that name in the pool's folder. With more than one PHP-FPM, nginx takes them in turn.
 * A request may name the visitor's address in X-Address, so that one test can be many visitors.
 */
final class WebServer
{
    /** HOST:PORT */
    public readonly string $address;

    /** A folder in which the pages may write, whatever user they run as. */
    public readonly string $run;

    /** @var list<Process> */
    private readonly array $fpms;
    private readonly Process $nginx;

    /**
     * @param string $folder for its files; created if necessary
     * @param array<string, array{folder: string, settings?: array<string, string>, environment?: array<string, string>}> $pools with
     *        PHP's settings and those of the process manager (pm.…), and environment variables that the pages see
     * @param list<string> $php options of PHP-FPM, which load the extension
     * @param array<string, string> $global settings of PHP-FPM itself
     * @param array<string, string> $environment of PHP-FPM, which the pages do not see
     * @param ?int $user the user that PHP-FPM runs as (root only)
     * @param string $locations more locations of nginx, in which PAGE passes a request to $page of $pool
     * @param string $servers more servers of nginx
     * @param ?string $address HOST:PORT to listen on, if the pages must know it beforehand; by default a free port is chosen
     * @param int $masters how many PHP-FPMs there are, each with its own master and workers
     */
    public function __construct(
        private readonly string $folder,
        array $pools,
        array $php,
        array $global = [],
        array $environment = [],
        ?int $user = null,
        string $locations = '',
        private readonly string $servers = '',
        ?string $address = null,
        private readonly int $masters = 1,
    ) {
        $this->run = "$folder/run";
        foreach ([$folder => 0755, $this->run => 0777] as $path => $mode) {
            if (!is_dir($path)) {
                mkdir($path);
                chmod($path, $mode);
            }
        }
        $fpms = [];
        foreach (range(0, $masters - 1) as $number) {
            $fpms[] = $this->startFpm($number, $pools, $php, $global, $environment, $user);
        }
        $this->fpms = $fpms;
        $start = fn (string $address): array => [$this->startNginx($address, $pools, $locations), $address];
        try {
            [$this->nginx, $this->address] = $address === null ? Port::take($start) : $start($address);
        } catch (\RuntimeException $e) {
            array_map(static fn (Process $fpm) => $fpm->stop(), $fpms); // the caller may try another address
            throw $e;
        }
    }

    /** @return ?string why it can't run here; null if it can */
    public static function lacks(): ?string
    {
        return match (true) {
            Executable::find('nginx') === null => 'nginx is missing (Debian: apt-get install nginx-light)',
            Executable::ofThisPhp('php-fpm') === null => 'php-fpm of PHP ' . PHP_VERSION . ' is missing (Debian: apt-get install php-fpm)',
            !extension_loaded('posix') => "PHP's extension posix is missing",
            default => null,
        };
    }

    /** The process id of PHP-FPM's master. */
    public function master(int $number = 0): int
    {
        return (int) @file_get_contents("$this->run/fpm$number.pid");
    }

    /** Those of all workers. @return list<int> */
    public function workers(): array
    {
        $children = '';
        for ($number = 0; $number < $this->masters; $number++) {
            $master = $this->master($number);
            $children .= ' ' . @file_get_contents("/proc/$master/task/$master/children");
        }

        return array_map(intval(...), preg_split('~\s+~', $children, 0, PREG_SPLIT_NO_EMPTY) ?: []);
    }

    /** What the pages of a pool logged. */
    public function pageLog(string $pool): string
    {
        return (string) @file_get_contents("$this->run/$pool.log");
    }

    /** What PHP-FPM wrote, for the details of a failed test. */
    public function log(): string
    {
        $log = '';
        foreach ($this->fpms as $number => $fpm) {
            $log .= @file_get_contents("$this->run/fpm$number.log") . @file_get_contents($fpm->errors);
        }

        return substr($log, -1500);
    }

    public function stop(): void
    {
        $this->nginx->stop();
        foreach ($this->fpms as $fpm) {
            $fpm->stop();
        }
    }

    private static function isRoot(): bool
    {
        return posix_geteuid() === 0;
    }

    private function startFpm(int $number, array $pools, array $php, array $global, array $environment, ?int $user): Process
    {
        $lines = ['[global]', "pid = $this->run/fpm$number.pid", "error_log = $this->run/fpm$number.log", 'daemonize = no'];
        foreach ($global as $name => $value) {
            $lines[] = "$name = $value";
        }
        foreach ($pools as $pool => $of) {
            array_push($lines, "[$pool]", "listen = $this->run/$pool$number.sock", 'listen.mode = 0666', 'listen.backlog = 256');
            array_push($lines, "php_admin_value[error_log] = $this->run/$pool.log", 'php_admin_flag[log_errors] = on');
            if (self::isRoot()) {
                array_push($lines, 'user = root', 'group = root');
            }
            foreach (($of['settings'] ?? []) + ['pm' => 'static', 'pm.max_children' => '2'] as $name => $value) {
                $lines[] = preg_match('~^pm\b~', $name) === 1 ? "$name = $value" : "php_admin_value[$name] = $value";
            }
            foreach (array_filter($of['environment'] ?? [], static fn (string $value): bool => $value !== '') as $name => $value) {
                $lines[] = "env[$name] = '$value'";
            }
        }
        file_put_contents("$this->folder/fpm$number.conf", implode("\n", $lines) . "\n");
        $command = [(string) Executable::ofThisPhp('php-fpm'), ...$php, '-F', '-y', "$this->folder/fpm$number.conf"];
        $fpm = new Process(match (true) {
            $user !== null => ['setpriv', "--reuid=$user", "--regid=$user", '--clear-groups', ...$command],
            self::isRoot() => [...$command, '-R'],
            default => $command,
        }, $environment + Process::plainEnvironment());
        $sockets = array_map(fn (string $pool): string => "$this->run/$pool$number.sock", array_keys($pools));
        Await::until(
            fn (): bool => !$fpm->isRunning() || ($this->master($number) > 0 && array_filter($sockets, file_exists(...)) === $sockets),
            'PHP-FPM',
            details: fn (): string => (string) file_get_contents($fpm->errors),
        );
        if (!$fpm->isRunning()) {
            throw new \RuntimeException('PHP-FPM did not start: ' . file_get_contents($fpm->errors) . @file_get_contents("$this->run/fpm$number.log"));
        }

        return $fpm;
    }

    /** The token distinguishes this nginx from another server that took the port first. */
    private function startNginx(string $address, array $pools, string $locations): Process
    {
        $token = bin2hex(random_bytes(8));
        file_put_contents("$this->folder/nginx.conf", (self::isRoot() ? "user root;\n" : '') . $this->nginxSettings($address, $token, $pools, $locations));
        $nginx = new Process([(string) Executable::find('nginx'), '-e', 'stderr', '-p', $this->folder, '-c', "$this->folder/nginx.conf"]);
        $isReady = static fn (): bool => Http::ask('GET', "http://$address/$token", timeout: 1.0)[0] === 204;
        if (!Await::isTrue(static fn (): bool => !$nginx->isRunning() || $isReady(), 20.0) || !$nginx->isRunning()) {
            $errors = (string) file_get_contents($nginx->errors);
            $nginx->stop();
            throw new \RuntimeException("nginx did not start: $errors");
        }

        return $nginx;
    }

    private function nginxSettings(string $address, string $token, array $pools, string $locations): string
    {
        $temporary = $folders = $upstreams = '';
        foreach (['client_body', 'fastcgi', 'proxy', 'uwsgi', 'scgi'] as $kind) {
            $temporary .= "{$kind}_temp_path $this->folder/nginx-$kind; ";
        }
        foreach ($pools as $pool => $of) {
            $folders .= "$pool \"{$of['folder']}\"; ";
            /* max_fails=0: nginx would not use a PHP-FPM for ten seconds after one of its workers has died. */
            $sockets = array_map(fn (int $number): string => "server unix:$this->run/$pool$number.sock max_fails=0; ", range(0, $this->masters - 1));
            $upstreams .= "upstream $pool { " . implode('', $sockets) . "}\n";
        }
        $page = <<<TEXT
            fastcgi_param REQUEST_METHOD \$request_method;
            fastcgi_param CONTENT_TYPE \$content_type;
            fastcgi_param CONTENT_LENGTH \$content_length;
            fastcgi_param QUERY_STRING \$args;
            fastcgi_param REQUEST_URI \$request_uri;
            fastcgi_param SERVER_PROTOCOL \$server_protocol;
            fastcgi_param REMOTE_ADDR \$visitor;
            fastcgi_param SCRIPT_FILENAME \$folder/\$page;
            fastcgi_pass \$pool;
            TEXT;
        $locations = str_replace('PAGE', $page, $locations . 'location ~ ^/(?<pool>[a-z]+)/(?<page>[a-z_-]+\.php)$ { PAGE }');

        return <<<TEXT
            worker_processes 1;
            daemon off;
            pid $this->folder/nginx.pid;
            error_log stderr crit;
            events { worker_connections 256; }
            http {
                access_log off;
                client_max_body_size 8m;
                $temporary
                map \$pool \$folder { $folders}
                map \$http_x_address \$visitor { "" \$remote_addr; default \$http_x_address; }
                $upstreams
                server {
                    listen $address;
                    location = /$token { return 204; }
                    $locations
                }
                $this->servers
            }
            TEXT;
    }
}
