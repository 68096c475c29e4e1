<?php

declare(strict_types=1);

require_once __DIR__ . '/Api.php';
require_once __DIR__ . '/Web.php';
require_once __DIR__ . '/Browser.php';

/** What the groups share: one folder, the API, and what they started. */
final class Hosts
{
    public const NOBODY = 65534;

    public readonly string $folder;
    public readonly string $root;
    private ?Api $api = null;

    /** @var list<Web> */
    private array $webs = [];

    private int $count = 0;

    /** A copy: a build that goes on at the same time would change the file while it is in use. */
    public readonly string $extension;

    public function __construct(string $extension, public readonly bool $long)
    {
        $this->root = dirname(__DIR__, 3);
        $this->folder = sys_get_temp_dir() . '/dojo-hosts-' . bin2hex(random_bytes(4)); // short: sockets are in it
        mkdir($this->folder);
        chmod($this->folder, 0755);
        register_shutdown_function($this->stop(...));
        $this->extension = "$this->folder/dojo.so";
        copy($extension, $this->extension);
    }

    /** Options for a PHP without php.ini, where a shared extension has to be named. @return list<string> */
    public static function load(string ...$extensions): array
    {
        static $builtIn = null;
        if ($builtIn === null) {
            exec(escapeshellarg(PHP_BINARY) . ' -n -m', $builtIn);
        }

        return array_merge(...array_map(static fn (string $name): array => ['-d', "extension=$name"], array_values(array_diff($extensions, $builtIn))));
    }

    /** The API, with nothing counted yet. */
    public function api(): Api
    {
        $this->api ??= new Api($this->folder);
        $this->api->closeAll();
        $this->api->take();

        return $this->api;
    }

    /** @param array<string, string> $settings @param list<string> $options */
    public function web(Api $api, array $settings = [], array $options = [], ?int $user = null): Web
    {
        return $this->webs[] = new Web("$this->folder/web" . ++$this->count, $this->extension, $api->environment(), $settings, $options, $user);
    }

    /**
     * One of scripts/, to its end.
     *
     * @param list<string> $arguments
     * @param list<string>|null $php the PHP to run it with, and its options
     * @return array{int, string} its exit status and all it printed
     */
    public function script(Api $api, string $name, array $arguments = [], ?array $php = null): array
    {
        $process = proc_open(
            [...($php ?? [PHP_BINARY, '-n', ...self::load('posix', 'pcntl'), '-d', "extension=$this->extension"]), '-d', 'display_errors=1', __DIR__ . "/scripts/$name", ...$arguments],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]],
            $pipes,
            $this->folder,
            $api->environment() + getenv(),
        ) ?: throw new RuntimeException("could not start $name");
        $output = (string) stream_get_contents($pipes[1]);

        return [proc_close($process), $output];
    }

    /** A command to its end. @param list<string> $command @param array<string, string> $environment @return array{int, string} */
    public function run(array $command, array $environment = []): array
    {
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, $this->folder, $environment + getenv())
            ?: throw new RuntimeException("could not start $command[0]");
        $output = (string) stream_get_contents($pipes[1]);

        return [proc_close($process), $output];
    }

    public function stopAll(): void
    {
        foreach ($this->webs as $web) {
            $web->stop();
        }
        $this->webs = [];
    }

    public function stop(): void
    {
        $this->stopAll();
        $this->api?->stop();
        $this->api = null;
        if (is_dir($this->folder)) {
            self::remove($this->folder);
        }
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
