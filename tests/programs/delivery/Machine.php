<?php

declare(strict_types=1);

require_once __DIR__ . '/../../support/process.inc';

/** The servers of these tests: own instances, with own files in one folder, on loopback ports and sockets of their own. */
final class Machine
{
    public readonly string $folder;
    private readonly string $webAddress;

    /** @var list<Process> */
    private array $processes = [];

    /** @var list<string> */
    private array $openFolders = [];

    public readonly string $extension;

    public function __construct(string $extension)
    {
        $this->folder = sys_get_temp_dir() . '/dojo-delivery-' . bin2hex(random_bytes(4)); // short: sockets are in it
        mkdir($this->folder, 0700);
        /* A copy: a build that goes on at the same time would change the file under the servers that have it open. */
        $this->extension = "$this->folder/dojo.so";
        copy($extension, $this->extension);
        register_shutdown_function($this->stop(...));
    }

    public function stop(): void
    {
        foreach (array_reverse($this->processes) as $process) {
            $process->stop();
        }
        $this->processes = [];
        if (is_dir($this->folder)) {
            self::remove($this->folder);
        }
        array_map(self::remove(...), $this->openFolders);
        $this->openFolders = [];
    }

    /** A folder that every account of the machine can read, wherever temporary files are: for a server that gives up root. */
    public function openFolder(): string
    {
        $folder = '/tmp/dojo-delivery-open-' . bin2hex(random_bytes(4));
        mkdir($folder);
        chmod($folder, 0755);

        return $this->openFolders[] = $folder;
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

    public static function fpm(): ?string
    {
        $version = PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;

        return self::ofThisPhp(self::find("php-fpm$version", 'php-fpm' . PHP_MAJOR_VERSION . PHP_MINOR_VERSION, 'php-fpm'));
    }

    public static function cgi(): ?string
    {
        $version = PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;

        return self::ofThisPhp(self::find("php-cgi$version", 'php-cgi' . PHP_MAJOR_VERSION . PHP_MINOR_VERSION, 'php-cgi'));
    }

    /** The extension is built for one PHP. */
    private static function ofThisPhp(?string $binary): ?string
    {
        return $binary !== null && str_contains((string) shell_exec(escapeshellarg($binary) . ' -v 2>/dev/null'), 'PHP ' . PHP_VERSION . ' ') ? $binary : null;
    }

    /** @param list<string> $command @param array<string, string> $environment */
    public function start(array $command, array $environment = []): Process
    {
        return $this->processes[] = new Process($command, $environment + Process::plainEnvironment());
    }

    /** A script of the project, to its end. @param list<string> $arguments @return array{int, string} exit status, all it printed */
    public function script(string $file, array $arguments, array $environment): array
    {
        return $this->finish($this->begin($file, $arguments, $environment));
    }

    /** @return array{resource, resource} the process and its output */
    public function begin(string $file, array $arguments, array $environment): array
    {
        $process = proc_open(
            [PHP_BINARY, '-d', 'display_errors=1', '-d', "extension=$this->extension", dirname(__DIR__, 3) . "/$file", ...$arguments],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]],
            $pipes,
            $this->folder,
            $environment + ['TMPDIR' => $this->folder] + Process::plainEnvironment() + getenv(),
        ) ?: throw new RuntimeException("could not start $file");

        return [$process, $pipes[1]];
    }

    /** @param array{resource, resource} $script @return array{int, string} */
    public function finish(array $script): array
    {
        $output = (string) stream_get_contents($script[1]);

        return [proc_close($script[0]), $output];
    }

    /**
     * nginx before PHP-FPM: http://ADDRESS/POOL/page.php is the page of that name, in the pool's folder.
     *
     * @param array<string, array{folder: string, workers: int, settings?: array<string, string>, environment?: array<string, string>}> $pools
     */
    public function startWeb(array $pools): void
    {
        $fpm = "[global]\nerror_log = /dev/stderr\ndaemonize = no\n";
        $folders = '';
        foreach ($pools as $name => $pool) {
            $fpm .= "[$name]\nlisten = $this->folder/fpm-$name.sock\nlisten.backlog = 128\npm = static\npm.max_children = {$pool['workers']}\n"
                . "clear_env = no\ncatch_workers_output = yes\nphp_admin_value[error_log] = $this->folder/$name.log\nphp_admin_flag[log_errors] = on\n";
            foreach ($pool['settings'] ?? [] as $setting => $value) {
                $fpm .= "php_admin_value[$setting] = $value\n";
            }
            foreach ($pool['environment'] ?? [] as $variable => $value) {
                $fpm .= "env[$variable] = '$value'\n";
            }
            $folders .= "        $name \"{$pool['folder']}\";\n";
        }
        file_put_contents("$this->folder/fpm.conf", $fpm);
        $isRoot = posix_geteuid() === 0;
        $this->start([(string) self::fpm(), '-F', ...($isRoot ? ['-R'] : []), '-y', "$this->folder/fpm.conf", '-d', "extension=$this->extension"]);
        foreach (array_keys($pools) as $name) {
            $this->await(fn (): bool => file_exists("$this->folder/fpm-$name.sock"), 'PHP-FPM', 10);
        }
        $this->webAddress = self::freeAddress();
        file_put_contents("$this->folder/nginx.conf", ($isRoot ? "user root;\n" : '') . $this->nginxSettings($folders));
        $this->start([(string) self::find('nginx'), '-e', 'stderr', '-p', $this->folder, '-c', "$this->folder/nginx.conf"]);
        $this->await(fn (): bool => is_resource(@stream_socket_client("tcp://$this->webAddress")), 'nginx');
    }

    private function nginxSettings(string $folders): string
    {
        $temporary = '';
        foreach (['client_body', 'fastcgi', 'proxy', 'uwsgi', 'scgi'] as $kind) {
            $temporary .= "    {$kind}_temp_path $this->folder/nginx-$kind;\n";
        }
        $parameters = <<<'TEXT'
                    fastcgi_param REQUEST_METHOD $request_method;
                    fastcgi_param CONTENT_TYPE $content_type;
                    fastcgi_param CONTENT_LENGTH $content_length;
                    fastcgi_param QUERY_STRING $args;
                    fastcgi_param REQUEST_URI $request_uri;
                    fastcgi_param SERVER_PROTOCOL $server_protocol;
                    fastcgi_param SCRIPT_FILENAME $folder/$page;
                    fastcgi_pass unix:SOCKETS/fpm-$pool.sock;
            TEXT;
        $parameters = str_replace('SOCKETS', $this->folder, $parameters);

        return <<<TEXT
            worker_processes 1;
            daemon off;
            pid $this->folder/nginx.pid;
            events { worker_connections 256; }
            http {
                access_log off;
                client_max_body_size 8m;
            $temporary
                map \$pool \$folder {
            $folders    }
                server {
                    listen $this->webAddress;
                    # As a rewrite in another web server leaves it: the header's own variable is gone.
                    location ~ ^/rewritten/(?<times>once|twice)/(?<pool>[a-z]+)/(?<page>[a-z-]+\.php)$ {
                        set \$once "";
                        set \$twice "";
                        if (\$times = once) { set \$once \$http_dojo_signature; }
                        if (\$times = twice) { set \$twice \$http_dojo_signature; }
                        fastcgi_param HTTP_DOJO_SIGNATURE "" if_not_empty;
                        fastcgi_param REDIRECT_HTTP_DOJO_SIGNATURE \$once if_not_empty;
                        fastcgi_param REDIRECT_REDIRECT_HTTP_DOJO_SIGNATURE \$twice if_not_empty;
            $parameters
                    }
                    location ~ ^/(?<pool>[a-z]+)/(?<page>[a-z-]+\.php)$ {
            $parameters
                    }
                }
            }
            TEXT;
    }

    public function web(): string
    {
        return $this->webAddress;
    }

    /** MariaDB without network and without accounts. @return string the DSN of an empty database */
    public function startMariaDb(): string
    {
        mkdir("$this->folder/mariadb");
        $socket = "$this->folder/mariadb.sock";
        $this->start([
            (string) self::find('mariadbd', 'mysqld'), '--no-defaults', "--datadir=$this->folder/mariadb", "--socket=$socket",
            "--pid-file=$this->folder/mariadb.pid", '--skip-networking', '--skip-grant-tables', '--innodb-buffer-pool-size=16M',
            '--innodb-log-file-size=8M', "--log-error=$this->folder/mariadb.log", ...(posix_geteuid() === 0 ? ['--user=root'] : []),
        ]);
        $pdo = null;
        $this->await(static function () use ($socket, &$pdo): bool {
            try {
                $pdo = new PDO("mysql:unix_socket=$socket", 'root', '');
            } catch (PDOException) {
                return false;
            }

            return true;
        }, 'MariaDB');
        $pdo?->exec('CREATE DATABASE shop');

        return "mysql:unix_socket=$socket;dbname=shop";
    }

    /** @param list<string> $settings as `name=value` @return string its address */
    public function startCliServer(string $folder, array $settings, array $environment = []): string
    {
        $address = self::freeAddress();
        $set = array_merge(...array_map(static fn (string $setting): array => ['-d', $setting], [...$settings, "extension=$this->extension"]));
        $this->start([PHP_BINARY, ...$set, '-S', $address, '-t', $folder], $environment);
        $this->await(static fn (): bool => is_resource(@stream_socket_client("tcp://$address")), 'the CLI server');

        return $address;
    }

    public function await(callable $condition, string $what, float $seconds = 30.0): void
    {
        for ($until = microtime(true) + $seconds; !$condition(); usleep(10_000)) {
            if (microtime(true) > $until) {
                $errors = implode("\n", array_map(static fn (Process $p): string => (string) @file_get_contents($p->errors), $this->processes));
                throw new RuntimeException("Waited in vain for $what.\n" . substr($errors, -2000));
            }
        }
    }

    public static function freeAddress(): string
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0') ?: throw new RuntimeException('There is no free port.');

        return (string) stream_socket_get_name($socket, false);
    }

    private static function remove(string $path): void
    {
        if (is_dir($path) && !is_link($path)) {
            foreach (array_diff(scandir($path) ?: [], ['.', '..']) as $name) {
                self::remove("$path/$name");
            }
            rmdir($path);
        } else {
            unlink($path);
        }
    }
}
