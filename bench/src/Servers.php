<?php

declare(strict_types=1);

namespace Dojo\Bench;

/** What the measurements talk to: nginx with TLS that answers every request with one payment intent, and php-fpm behind it. */
final class Servers
{
    public readonly string $folder;
    public readonly string $api;
    public readonly string $shop;
    public readonly string $caFile;
    /** @var list<resource> */
    private array $processes = [];

    public function __construct(private readonly string $extension, private readonly string $pages)
    {
        $this->folder = sys_get_temp_dir() . '/dojo-bench-' . getmypid();
        mkdir($this->folder, 0700);
        [$apiPort, $shopPort] = [self::freePort(), self::freePort()];
        $this->api = "https://127.0.0.1:$apiPort";
        $this->shop = "127.0.0.1:$shopPort";
        $this->caFile = "$this->folder/ca-bundle.pem";
        $this->makeCertificate();
        file_put_contents("$this->folder/nginx.conf", $this->nginx($apiPort, $shopPort));
        file_put_contents("$this->folder/fpm.conf", $this->fpm());
        $fpm = self::which(['php-fpm8.4', 'php-fpm8.3', 'php-fpm8.2', 'php-fpm'], 'php-fpm');
        $this->start([self::which(['nginx'], 'nginx-light'), '-p', $this->folder, '-c', "$this->folder/nginx.conf"]);
        $root = function_exists('posix_geteuid') && posix_geteuid() === 0 ? ['-R'] : [];
        $this->start([$fpm, ...$root, '-F', '-y', "$this->folder/fpm.conf", '-d', "extension=$this->extension"]);
        $this->await($apiPort);
        $this->await($shopPort);
    }

    public function stop(): void
    {
        foreach ($this->processes as $process) {
            proc_terminate($process);
            proc_close($process);
        }
        $this->processes = [];
        array_map(unlink(...), array_filter(glob("$this->folder/*") ?: [], is_file(...)));
        array_map(rmdir(...), array_filter(glob("$this->folder/*") ?: [], is_dir(...)));
        @rmdir($this->folder);
    }

    /** A self-signed certificate, behind the system's CAs: what a user's bundle costs to load is part of what is measured. */
    private function makeCertificate(): void
    {
        $config = "$this->folder/openssl.cnf";
        file_put_contents($config, "[req]\ndistinguished_name=n\n[n]\n[v3]\nsubjectAltName=IP:127.0.0.1\nbasicConstraints=CA:TRUE\n");
        $options = ['config' => $config, 'x509_extensions' => 'v3', 'private_key_bits' => 2048, 'digest_alg' => 'sha256'];
        $key = openssl_pkey_new($options) ?: throw new \RuntimeException('no key: ' . openssl_error_string());
        $request = openssl_csr_new(['commonName' => '127.0.0.1'], $key, $options) ?: throw new \RuntimeException('no request');
        $certificate = openssl_csr_sign($request, null, $key, 30, $options) ?: throw new \RuntimeException('no certificate');
        openssl_pkey_export_to_file($key, "$this->folder/key.pem", null, $options);
        openssl_x509_export_to_file($certificate, "$this->folder/certificate.pem");
        $system = @file_get_contents('/etc/ssl/certs/ca-certificates.crt') ?: '';
        file_put_contents($this->caFile, $system . file_get_contents("$this->folder/certificate.pem"));
    }

    private function nginx(int $apiPort, int $shopPort): string
    {
        $intent = '{"id":"pi_sandbox_example","captureMode":"Auto","status":"Created","paymentMethods":["Card"],'
            . '"amount":{"value":1999,"currencyCode":"GBP"},"totalAmount":{"value":1999,"currencyCode":"GBP"},"refundedAmount":0,'
            . '"reference":"order-1001","createdAt":"2026-02-27T10:00:00.0000000Z","updatedAt":"2026-02-27T10:00:00.0000000Z",'
            . '"expireAt":"2026-03-29T10:00:00.0000000Z","metadata":{"location-id":"1"},"itemLines":[],"taxLines":[],"config":{},'
            . '"paymentLink":"https://pay.dojo.tech/checkout/pi_sandbox_example"}';
        $user = function_exists('posix_geteuid') && posix_geteuid() === 0 ? 'user root;' : '';

        return <<<CONF
            daemon off; $user worker_processes 1; pid $this->folder/nginx.pid; error_log $this->folder/nginx.log;
            events { worker_connections 512; }
            http {
                access_log off; keepalive_requests 100000000; client_body_temp_path $this->folder/body;
                proxy_temp_path $this->folder/proxy; fastcgi_temp_path $this->folder/fastcgi; uwsgi_temp_path $this->folder/uwsgi;
                scgi_temp_path $this->folder/scgi;
                server {
                    listen 127.0.0.1:$apiPort ssl;
                    ssl_certificate $this->folder/certificate.pem; ssl_certificate_key $this->folder/key.pem;
                    location / { default_type application/json; return 200 '$intent'; }
                }
                server {
                    listen 127.0.0.1:$shopPort;
                    location / {
                        fastcgi_pass unix:$this->folder/fpm.sock;
                        fastcgi_param SCRIPT_FILENAME $this->pages\$uri;
                        fastcgi_param REQUEST_METHOD \$request_method;
                        fastcgi_param QUERY_STRING \$query_string;
                    }
                }
            }
            CONF;
    }

    private function fpm(): string
    {
        $user = function_exists('posix_geteuid') && posix_geteuid() === 0 ? "user = root\ngroup = root" : '';

        return <<<CONF
            [global]
            pid = $this->folder/fpm.pid
            error_log = $this->folder/fpm.log
            daemonize = no
            [www]
            $user
            listen = $this->folder/fpm.sock
            pm = static
            pm.max_children = 2
            env[BENCH_API] = $this->api
            env[BENCH_CA] = $this->caFile
            env[BENCH_CA_ALONE] = $this->folder/certificate.pem
            CONF;
    }

    /** @param list<string> $command */
    private function start(array $command): void
    {
        $log = ['file', "$this->folder/start.log", 'a'];
        $process = proc_open($command, [['file', '/dev/null', 'r'], $log, $log], $pipes);
        if (!is_resource($process)) {
            throw new \RuntimeException("could not start $command[0]");
        }
        $this->processes[] = $process;
    }

    private function await(int $port): void
    {
        for ($try = 0; $try < 100; $try++) {
            $socket = @stream_socket_client("tcp://127.0.0.1:$port", timeout: 1);
            if ($socket && ($port !== (int) explode(':', $this->shop)[1] || file_exists("$this->folder/fpm.sock"))) {
                fclose($socket);

                return;
            }
            usleep(50000);
        }
        throw new \RuntimeException("nothing listens on port $port: " . @file_get_contents("$this->folder/start.log"));
    }

    private static function freePort(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0') ?: throw new \RuntimeException('no free port');
        $port = (int) substr(strrchr((string) stream_socket_get_name($socket, false), ':') ?: '', 1);
        fclose($socket);

        return $port;
    }

    /** @param list<string> $names */
    public static function which(array $names, string $package): string
    {
        foreach ($names as $name) {
            foreach (['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/sbin', '/bin'] as $folder) {
                if (is_executable("$folder/$name")) {
                    return "$folder/$name";
                }
            }
        }
        throw new \RuntimeException("$names[0] is missing: install Debian's $package");
    }
}
