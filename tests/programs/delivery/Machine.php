<?php

declare(strict_types=1);

namespace Dojo\Tests\Delivery;

use Dojo\Tests\CliServer;
use Dojo\Tests\Extension;
use Dojo\Tests\Folder;
use Dojo\Tests\MariaDb;
use Dojo\Tests\Port;
use Dojo\Tests\Skip;
use Dojo\Tests\WebServer;

/** What the subjects share: a web server, and a shop in it for each subject that has one. */
final class Machine
{
    /** The subjects whose shops are served. */
    private const SERVED = ['statuses', 'rotate', 'sqlite', 'mariadb'];

    /** Requests as a rewrite in another web server leaves them: the header's own variable is missing. */
    private const REWRITTEN = <<<'TEXT'
        location ~ ^/rewritten/(?<times>once|twice)/(?<pool>[a-z]+)/(?<page>[a-z-]+\.php)$ {
            set $once "";
            set $twice "";
            if ($times = once) { set $once $http_dojo_signature; }
            if ($times = twice) { set $twice $http_dojo_signature; }
            fastcgi_param HTTP_DOJO_SIGNATURE "" if_not_empty;
            fastcgi_param REDIRECT_HTTP_DOJO_SIGNATURE $once if_not_empty;
            fastcgi_param REDIRECT_REDIRECT_HTTP_DOJO_SIGNATURE $twice if_not_empty;
            PAGE
        }

        TEXT;

    public readonly string $folder;

    /** A copy of the extension. */
    public readonly string $extension;

    /** Why there is no web server; null if there is one. */
    public readonly ?string $lacksWeb;
    public readonly ?WebServer $web;

    /** @var array<string, ServedShop> */
    private array $shops = [];

    /** @var array<string, \Throwable> why a shop could not be set up */
    private array $failures = [];

    /** @param list<string> $subjects those that will run */
    public function __construct(array $subjects)
    {
        $this->folder = Folder::make('delivery');
        $this->extension = Extension::copyTo($this->folder);
        $this->lacksWeb = WebServer::lacks();
        if ($this->lacksWeb !== null) {
            $this->web = null;

            return;
        }
        foreach (array_intersect(self::SERVED, $subjects) as $name) {
            try {
                $this->shops[$name] = $this->makeShop($name, $name === 'mariadb');
            } catch (\Throwable $e) {
                $this->failures[$name] = $e;
            }
        }
        $this->web = $this->serve('web', $this->shops, $this->pools(...));
    }

    /**
     * Starts a web server for shops.
     *
     * @param array<string, ServedShop> $shops
     * @param \Closure(): array<string, array> $pools called when the shops know the server's address
     */
    public function serve(string $name, array $shops, \Closure $pools, int $masters = 1): WebServer
    {
        return Port::take(function (string $address) use ($name, $shops, $pools, $masters): WebServer {
            foreach ($shops as $shop) {
                $shop->address = $address;
            }
            $web = new WebServer("$this->folder/$name", $pools(), Extension::options($this->extension), locations: self::REWRITTEN, address: $address, masters: $masters);
            foreach ($shops as $shop) {
                $shop->web = $web;
            }

            return $web;
        });
    }

    /** The shop of a subject that needs the web server. */
    public function shop(string $subject): ServedShop
    {
        return $this->shops[$subject] ?? throw $this->failures[$subject] ?? new Skip((string) $this->lacksWeb);
    }

    public function makeShop(string $name, bool $isOnMariaDb = false): ServedShop
    {
        $folder = "$this->folder/$name";
        mkdir($folder, 0700);

        return new ServedShop(new \Sandbox('--webhook-retry-base', '0.2'), $folder, $name, $isOnMariaDb ? (new MariaDb($folder))->dsn : null);
    }

    /** PHP's own web server with the pages of these tests. @param list<string> $settings as `name=value` @return string its URL */
    public function startCliServer(array $settings, array $environment = []): string
    {
        return (new CliServer([PHP_BINARY, ...$this->php($settings)], ['-t', __DIR__ . '/pages'], $environment))->url;
    }

    /** Options of a PHP with the extension. @param list<string> $settings as `name=value` @return list<string> */
    public function php(array $settings): array
    {
        return array_merge(Extension::options($this->extension), ...array_map(static fn (string $setting): array => ['-d', $setting], $settings));
    }

    private function pools(): array
    {
        $pools = array_map(static fn (ServedShop $shop): array => $shop->pool(), $this->shops);
        foreach (['probe' => ['dojo.max_webhook_bytes' => '4096'], 'posts' => ['post_max_size' => '1K', 'display_errors' => '0']] as $name => $settings) {
            $pools[$name] = ['folder' => __DIR__ . '/pages', 'settings' => $settings + ['pm.max_children' => '1']];
        }
        $statuses = $this->shops['statuses'] ?? null;
        if ($statuses !== null) {
            $pools['absent'] = $statuses->pool(['pm.max_children' => '1'], ['SHOP_DSN' => 'sqlite:/proc/none/none.sqlite']);
            $pools['copy'] = $statuses->pool(['pm.max_children' => '1'], ['SHOP_URL' => 'https://copy.example']);
            $pools['fronted'] = ['folder' => __DIR__ . '/pages'] + $statuses->pool(['pm.max_children' => '1']);
            /* A server that shows errors even if a script turns that off. */
            $pools['shown'] = $statuses->pool(['pm.max_children' => '1', 'display_errors' => '1', 'output_buffering' => '0']);
        }

        return $pools;
    }
}
