<?php

declare(strict_types=1);

namespace Dojo\Tests\Hosts;

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Extension;
use Dojo\Tests\Folder;
use Dojo\Tests\Skip;
use Dojo\Tests\WebServer;

/** What the subjects share: one folder, the API, and the web servers that they started. */
final class Hosts
{
    public const NOBODY = 65534;

    public readonly string $folder;
    public readonly string $root;

    /** A copy of the extension. */
    public readonly string $extension;
    public readonly bool $long;
    private ?Api $api = null;

    /** @var list<WebServer> */
    private array $webs = [];

    private int $count = 0;

    public function __construct()
    {
        $this->long = getenv('DOJO_LONG') === '1';
        $this->root = Checkout::root();
        $this->folder = Folder::make('hosts', isOpen: true);
        $this->extension = Extension::copyTo($this->folder);
        mkdir("$this->folder/pages");
        foreach (glob(__DIR__ . '/pages/*.php') ?: [] as $page) {
            copy($page, "$this->folder/pages/" . basename($page));
        }
    }

    /** The API, with nothing counted yet. */
    public function api(): Api
    {
        $this->api ??= new Api($this->folder);
        $this->api->closeAll();
        $this->api->take();

        return $this->api;
    }

    /**
     * A web server whose pool `pages` has the pages of these tests. Its environment asks for TLS keys to be written to `keys` in
     * the folder in which the pages may write.
     *
     * @param array<string, string> $settings of the pool
     * @param array<string, string> $global settings of PHP-FPM
     * @param list<string> $options of PHP-FPM's command
     */
    public function web(Api $api, array $settings = [], array $global = [], array $options = [], ?int $user = null): WebServer
    {
        if (($why = WebServer::lacks()) !== null) {
            throw new Skip($why);
        }
        $folder = "$this->folder/web" . ++$this->count;
        $environment = $api->environment() + ['HOSTS_RUN' => "$folder/run"];

        return $this->webs[] = new WebServer(
            $folder,
            ['pages' => ['folder' => "$this->folder/pages", 'settings' => $settings, 'environment' => $environment]],
            [...Extension::optionsWithoutIni(copy: $this->extension), ...$options],
            $global,
            $environment + ['SSLKEYLOGFILE' => "$folder/run/keys"],
            $user,
        );
    }

    /**
     * Runs one of scripts/ to completion.
     *
     * @param list<string> $arguments
     * @return array{int, string} exit status and all it printed
     */
    public function script(Api $api, string $name, array $arguments = []): array
    {
        $php = [PHP_BINARY, ...Extension::optionsWithoutIni(['posix', 'pcntl'], $this->extension), '-d', 'display_errors=1'];

        return $this->run([...$php, __DIR__ . "/scripts/$name", ...$arguments], $api->environment());
    }

    /** Runs a command to completion. @param list<string> $command @param array<string, string> $environment @return array{int, string} */
    public function run(array $command, array $environment = []): array
    {
        return array_slice(Command::run($command, $environment, $this->folder, isMerged: true), 0, 2);
    }

    public function stopWebServers(): void
    {
        foreach ($this->webs as $web) {
            $web->stop();
        }
        $this->webs = [];
    }
}
