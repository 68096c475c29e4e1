<?php

declare(strict_types=1);

require_once __DIR__ . '/../../support/process.inc';

/**
 * nginx before PHP-FPM with the extension: own instances with own files, on sockets and a loopback port of their own. The pages
 * are copied, so that another user can run them.
 */
final class Web
{
    public readonly string $address;
    /** Where the pages may write. */
    public readonly string $run;
    /** Where the environment of PHP-FPM's master, which its workers don't see, asks for TLS keys to be written. */
    public readonly string $keys;
    private readonly Process $fpm;
    private readonly Process $nginx;

    /**
     * @param string $folder empty, and this one's alone
     * @param array<string, string> $environment of the pages
     * @param array<string, string> $settings of the pool, or of PHP (php_admin_value[name])
     * @param list<string> $options of PHP-FPM's command; PAGES in them is the folder of the pages
     * @param int|null $user to become before PHP-FPM is started (root only)
     */
    public function __construct(
        private readonly string $folder,
        string $extension,
        array $environment,
        array $settings = [],
        array $options = [],
        ?int $user = null,
    ) {
        mkdir($folder);
        chmod($folder, 0755);
        mkdir("$folder/pages");
        foreach (glob(__DIR__ . '/pages/*.php') ?: [] as $page) {
            copy($page, "$folder/pages/" . basename($page));
        }
        $this->keys = "$folder/run/keys";
        file_put_contents("$folder/fpm.conf", $this->fpmSettings($environment + ['HOSTS_RUN' => "$folder/run"], $settings));
        $isRoot = posix_geteuid() === 0;
        $command = [self::binary(), '-n', '-F', '-y', "$folder/fpm.conf", '-d', "extension=$extension", ...str_replace('PAGES', "$folder/pages", $options)];
        $this->run = "$folder/run";
        mkdir($this->run);
        chmod("$folder/run", 0777);
        $command = match (true) {
            $user !== null => ['setpriv', "--reuid=$user", "--regid=$user", '--clear-groups', ...$command],
            $isRoot => [...$command, '-R'],
            default => $command,
        };
        $this->fpm = new Process($command, $environment + ['HOSTS_RUN' => "$folder/run", 'SSLKEYLOGFILE' => $this->keys] + Process::plainEnvironment());
        $this->await(static fn (): bool => file_exists("$folder/run/fpm.sock") && (int) @file_get_contents("$folder/run/fpm.pid") > 0, 'PHP-FPM');

        $socket = stream_socket_server('tcp://127.0.0.1:0') ?: throw new RuntimeException('There is no free port.');
        $this->address = (string) stream_socket_get_name($socket, false);
        fclose($socket);
        file_put_contents("$folder/nginx.conf", ($isRoot ? "user root;\n" : '') . $this->nginxSettings());
        $this->nginx = new Process([(string) self::find('nginx'), '-e', 'stderr', '-p', $folder, '-c', "$folder/nginx.conf"], Process::plainEnvironment());
        $this->await(fn (): bool => is_resource(@stream_socket_client("tcp://$this->address")), 'nginx');
    }

    /** Why there is none here; NULL where there is. */
    public static function lacks(): ?string
    {
        return match (true) {
            self::find('nginx') === null => 'nginx is needed (Debian: nginx-light)',
            self::binary() === null => 'php-fpm of PHP ' . PHP_VERSION . ' is needed (Debian: php-fpm)',
            default => null,
        };
    }

    public static function find(string ...$names): ?string
    {
        foreach ($names as $name) {
            foreach ([...explode(':', (string) getenv('PATH')), '/usr/sbin', '/usr/local/sbin'] as $folder) {
                if (is_executable("$folder/$name")) {
                    return "$folder/$name";
                }
            }
        }

        return null;
    }

    private static function binary(): ?string
    {
        $version = PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;
        $fpm = self::find("php-fpm$version", 'php-fpm' . PHP_MAJOR_VERSION . PHP_MINOR_VERSION, 'php-fpm');

        return $fpm !== null && str_contains((string) shell_exec(escapeshellarg($fpm) . ' -n -v 2>/dev/null'), 'PHP ' . PHP_VERSION . ' ') ? $fpm : null;
    }

    /** The process id of PHP-FPM's master. */
    public function master(): int
    {
        return (int) file_get_contents("$this->folder/run/fpm.pid");
    }

    /** Those of its workers. @return list<int> */
    public function workers(): array
    {
        $master = $this->master();

        return array_map(intval(...), preg_split('~\s+~', trim((string) @file_get_contents("/proc/$master/task/$master/children")), 0, PREG_SPLIT_NO_EMPTY) ?: []);
    }

    /** What PHP-FPM and nginx wrote, for a failed test. */
    public function log(): string
    {
        return substr((string) @file_get_contents("$this->folder/run/fpm.log") . (string) @file_get_contents($this->fpm->errors), -1500);
    }

    public function await(callable $condition, string $what, float $seconds = 20.0): void
    {
        for ($until = microtime(true) + $seconds; !$condition(); usleep(5_000)) {
            if (microtime(true) > $until) {
                throw new RuntimeException("Waited in vain for $what.\n" . $this->log());
            }
        }
    }

    public function stop(): void
    {
        $this->nginx->stop();
        $this->fpm->stop();
    }

    /** @param array<string, string> $environment @param array<string, string> $settings */
    private function fpmSettings(array $environment, array $settings): string
    {
        $settings += ['pm' => 'static', 'pm.max_children' => '2'];
        $global = array_intersect_key($settings, ['process_control_timeout' => 1]);
        $lines = ['[global]', "pid = $this->folder/run/fpm.pid", "error_log = $this->folder/run/fpm.log", 'daemonize = no'];
        foreach ($global as $name => $value) {
            $lines[] = "$name = $value";
        }
        array_push($lines, '[www]', "listen = $this->folder/run/fpm.sock", 'listen.mode = 0666', 'listen.backlog = 256');
        if (posix_geteuid() === 0) {
            array_push($lines, 'user = root', 'group = root');
        }
        foreach (array_diff_key($settings, $global) as $name => $value) {
            $lines[] = str_contains($name, 'pm') && !str_contains($name, '_') || str_starts_with($name, 'pm.') ? "$name = $value" : "php_admin_value[$name] = $value";
        }
        foreach ($environment as $name => $value) {
            $lines[] = "env[$name] = '$value'";
        }

        return implode("\n", $lines) . "\n";
    }

    private function nginxSettings(): string
    {
        $temporary = '';
        foreach (['client_body', 'fastcgi', 'proxy', 'uwsgi', 'scgi'] as $kind) {
            $temporary .= "{$kind}_temp_path $this->folder/nginx-$kind; ";
        }

        return <<<TEXT
            worker_processes 1; daemon off; pid $this->folder/nginx.pid; error_log stderr crit;
            events { worker_connections 256; }
            http {
                access_log off; $temporary
                server {
                    listen $this->address;
                    location ~ ^/(?<page>[a-z-]+\\.php)$ {
                        fastcgi_param REQUEST_METHOD \$request_method;
                        fastcgi_param QUERY_STRING \$args;
                        fastcgi_param SCRIPT_FILENAME $this->folder/pages/\$page;
                        fastcgi_pass unix:$this->folder/run/fpm.sock;
                    }
                }
            }
            TEXT;
    }
}
