<?php

declare(strict_types=1);

namespace Dojo\Tests\Delivery;

use Dojo\Tests\Await;
use Dojo\Tests\Executable;
use Dojo\Tests\Folder;
use Dojo\Tests\Http;
use Dojo\Tests\Port;
use Dojo\Tests\Process;

/** Apache with PHP as its module, with its own folder and port. */
final class Apache
{
    private const MODULES = ['mpm_prefork', 'unixd', 'authz_core', 'headers', 'rewrite'];

    private function __construct(
        private readonly string $binary,
        private readonly string $modules,
        private readonly string $php,
    ) {
    }

    /** Null if Apache or a PHP module that can load the extension is missing. */
    public static function ofThisPhp(): ?self
    {
        $binary = Executable::find('apache2', 'httpd');
        ob_start();
        phpinfo(INFO_GENERAL);
        $build = preg_match('~^PHP Extension Build => (\S+)$~m', (string) ob_get_clean(), $match) === 1 ? $match[1] : throw new \RuntimeException('phpinfo() of this PHP does not show its build.');
        foreach (glob('/usr/{lib/apache2,lib64/httpd,lib/httpd}/modules/libphp*.so', GLOB_BRACE) ?: [] as $php) {
            $content = (string) file_get_contents($php);
            if ($binary !== null && str_contains($content, 'PHP/' . PHP_VERSION . "\0") && str_contains($content, "$build\0")) {
                return new self($binary, dirname($php), $php);
            }
        }

        return null;
    }

    public static function canBeInstalled(): bool
    {
        return Executable::find('apt-cache') !== null && (string) shell_exec('apt-cache show libapache2-mod-php 2>/dev/null') !== '';
    }

    /** @return string its address */
    public function start(string $extension): string
    {
        $folder = Folder::make('apache', isOpen: true); // it gives up root
        foreach (['probe', 'posts', 'bare', 'hop', 'rewritten', 'rewritten-once', 'rewritten-twice', 'dropped'] as $name) {
            mkdir("$folder/$name", 0755);
        }
        foreach (['probe', 'posts', 'bare'] as $name) {
            copy(__DIR__ . '/pages/probe.php', "$folder/$name/probe.php");
            chmod("$folder/$name/probe.php", 0644);
        }
        file_put_contents("$folder/php.ini", "extension=\"$extension\"\ndojo.max_webhook_bytes=4096\n");

        return Port::take(function (string $address) use ($folder): string {
            file_put_contents("$folder/apache.conf", $this->settings($folder, $address));
            /*
             * NO_DETACH rather than FOREGROUND, because Apache ends its whole process group when it stops, and with NO_DETACH it
             * makes its own. The variable excludes this machine's additions to php.ini.
             */
            $process = new Process([$this->binary, '-DNO_DETACH', '-d', $folder, '-f', "$folder/apache.conf"], ['PHP_INI_SCAN_DIR' => ''] + Process::plainEnvironment());
            $isReady = static fn (): bool => Http::ask('GET', "http://$address/probe/probe.php", timeout: 1.0)[0] === 200;
            if (!Await::isTrue(static fn (): bool => !$process->isRunning() || $isReady(), 30.0) || !$process->isRunning()) {
                throw new \RuntimeException('Apache did not start: ' . file_get_contents($process->errors));
            }

            return $address;
        });
    }

    private function settings(string $folder, string $address): string
    {
        $modules = '';
        foreach (self::MODULES as $name) {
            /* A distribution may have compiled some of them in. */
            $modules .= is_file("$this->modules/mod_$name.so") ? "LoadModule {$name}_module $this->modules/mod_$name.so\n" : '';
        }
        $nobody = posix_getpwnam('nobody') ?: throw new \RuntimeException('There is no account nobody, which Apache runs as.');
        $account = posix_geteuid() === 0 ? "User nobody\nGroup #{$nobody['gid']}" : '';

        return <<<TEXT
            $modules
            LoadModule php_module $this->php
            $account
            Listen $address
            ServerName localhost
            PidFile $folder/apache.pid
            DefaultRuntimeDir $folder
            ErrorLog /dev/stderr
            StartServers 1
            MaxRequestWorkers 4
            PHPINIDir $folder
            DocumentRoot $folder
            <Directory />
                AllowOverride None
                Require all denied
            </Directory>
            <Directory $folder>
                Require all granted
                RewriteEngine On
                <FilesMatch "\.php$">
                    SetHandler application/x-httpd-php
                </FilesMatch>
            </Directory>
            <Location /posts>
                php_admin_value post_max_size 1K
                php_admin_flag display_errors Off
            </Location>

            # A rewrite for a folder is an internal redirect, which renames the variables that were set before it. A header would
            # survive it, so the last folder drops the header.
            <Location /bare>
                RequestHeader unset dojo-signature
            </Location>
            <Directory $folder/rewritten>
                RewriteRule ^(.*)$ /probe/$1
            </Directory>
            <Directory $folder/dropped>
                RewriteRule ^(.*)$ /bare/$1
            </Directory>
            <Directory $folder/rewritten-once>
                RewriteRule ^(.*)$ /bare/$1 [E=HTTP_DOJO_SIGNATURE:%{HTTP:dojo-signature}]
            </Directory>
            <Directory $folder/rewritten-twice>
                RewriteRule ^(.*)$ /hop/$1 [E=HTTP_DOJO_SIGNATURE:%{HTTP:dojo-signature}]
            </Directory>
            <Directory $folder/hop>
                RewriteRule ^(.*)$ /bare/$1
            </Directory>

            TEXT;
    }
}
