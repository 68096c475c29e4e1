<?php

declare(strict_types=1);

namespace Dojo\Bench;

use Dojo\Tests\Extension;
use Dojo\Tests\Folder;
use Dojo\Tests\Port;
use Dojo\Tests\WebServer;

/** The servers that are measured: an API, which is nginx with TLS that answers every request with one payment intent, and PHP-FPM for the pages. */
final class Servers
{
    private const INTENT = '{"id":"pi_sandbox_example","captureMode":"Auto","status":"Created","paymentMethods":["Card"],'
        . '"amount":{"value":1999,"currencyCode":"GBP"},"totalAmount":{"value":1999,"currencyCode":"GBP"},"refundedAmount":0,'
        . '"reference":"order-1001","createdAt":"2026-02-27T10:00:00.0000000Z","updatedAt":"2026-02-27T10:00:00.0000000Z",'
        . '"expireAt":"2026-03-29T10:00:00.0000000Z","metadata":{"location-id":"1"},"itemLines":[],"taxLines":[],"config":{},'
        . '"paymentLink":"https://pay.dojo.tech/checkout/pi_sandbox_example"}';

    public readonly string $folder;
    /** The API's URL. */
    public readonly string $api;
    /** The API's CA alone. */
    public readonly string $ca;
    /** The same with the system's CAs, because the time to load a user's bundle is part of the measurement. */
    public readonly string $bundle;
    private readonly WebServer $web;

    public function __construct()
    {
        $certificates = new \Certificates();
        $this->folder = Folder::make('bench');
        $this->ca = $certificates->ca();
        $this->bundle = "$this->folder/bundle.pem";
        file_put_contents($this->bundle, @file_get_contents('/etc/ssl/certs/ca-certificates.crt') . file_get_contents($this->ca));
        [$this->api, $this->web] = Port::take(fn (string $address): array => ["https://$address", $this->start($address, $certificates)]);
    }

    private function start(string $address, \Certificates $certificates): WebServer
    {
        $intent = self::INTENT;
        $environment = ['BENCH_API' => "https://$address", 'BENCH_CA' => $this->bundle, 'BENCH_CA_ALONE' => $this->ca];

        return new WebServer(
            "$this->folder/web",
            ['bench' => ['folder' => dirname(__DIR__) . '/pages', 'environment' => $environment]],
            Extension::options(),
            servers: <<<TEXT
                server {
                    listen $address ssl;
                    ssl_certificate {$certificates->chain()};
                    ssl_certificate_key {$certificates->key()};
                    keepalive_requests 100000000;
                    location / { default_type application/json; return 200 '$intent'; }
                }
                TEXT,
        );
    }

    /** HOST:PORT of the pages' server, and a page's path there. @return array{string, string} */
    public function page(string $page): array
    {
        return [$this->web->address, "/bench/$page"];
    }

    public function stop(): void
    {
        $this->web->stop();
    }
}
