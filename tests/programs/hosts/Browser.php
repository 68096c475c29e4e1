<?php

declare(strict_types=1);

namespace Dojo\Tests\Hosts;

/** Views several pages at a time, each over its own connection. */
final class Browser
{
    /** @var array<int, resource> */
    private array $streams = [];

    /** @var array<int, string> */
    private array $responses = [];

    /** @var list<array{status: int, body: string}> in the order in which they were asked for */
    public array $views = [];

    /** @param string $folder HOST:PORT, and the path of the folder that the pages are in */
    public function __construct(private readonly string $folder)
    {
    }

    /** Asks for a page without waiting for it. @return int its index in $views */
    public function open(string $page): int
    {
        [$address, $path] = explode('/', "$this->folder/", 2);
        $stream = stream_socket_client("tcp://$address", timeout: 10) ?: throw new \RuntimeException('The web server is gone.');
        fwrite($stream, "GET /$path$page HTTP/1.0\r\nHost: localhost\r\n\r\n");
        stream_set_blocking($stream, false);
        $this->views[] = ['status' => 0, 'body' => ''];
        $index = array_key_last($this->views);
        $this->streams[$index] = $stream;
        $this->responses[$index] = '';

        return $index;
    }

    /** Continues until at most that many pages are open; a page that takes more than 20 s has status 0. */
    public function wait(int $most = 0): void
    {
        while (count($this->streams) > $most) {
            $read = $this->streams;
            $write = $except = null;
            if (stream_select($read, $write, $except, 20) === 0) {
                $this->streams = [];
            }
            foreach ($read as $index => $stream) {
                $bytes = fread($stream, 65536);
                $this->responses[$index] .= (string) $bytes;
                if (feof($stream)) {
                    [$head, $body] = explode("\r\n\r\n", $this->responses[$index], 2) + ['', ''];
                    $this->views[$index] = ['status' => (int) substr($head, 9, 3), 'body' => $body];
                    unset($this->streams[$index], $this->responses[$index]);
                    fclose($stream);
                }
            }
        }
    }

    public function view(string $page, int $times, int $atOnce = 4): void
    {
        for ($i = 0; $i < $times; $i++) {
            $this->open($page);
            $this->wait($atOnce - 1);
        }
        $this->wait();
    }

    /** Views create.php; the first two views are so slow that each of two workers is busy with one. */
    public function viewFromBoth(int $times): void
    {
        $this->open('create.php?wait=1000');
        $this->open('create.php?wait=1000');
        $this->wait();
        $this->view('create.php', $times - 2);
    }

    /** A single page. @return array<string, mixed> what it says, with its status */
    public static function see(string $folder, string $page): array
    {
        $browser = new self($folder);
        $browser->view($page, 1);

        return $browser->said()[0];
    }

    /** What the pages said: each prints one JSON object. @return list<array<string, mixed>> */
    public function said(): array
    {
        return array_map(
            static fn (array $view): array => ['status' => $view['status']] + (json_decode($view['body'], true) ?? ['body' => substr($view['body'], 0, 200)]),
            $this->views,
        );
    }

    /** Those that did not do as they should. @return list<array{status: int, body: string}> */
    public function failed(): array
    {
        return array_values(array_filter($this->views, static fn (array $view): bool => $view['status'] !== 200 || !str_contains($view['body'], 'pi_sandbox_example')));
    }
}
