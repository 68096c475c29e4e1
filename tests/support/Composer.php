<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** A Composer project. */
final class Composer
{
    /**
     * @param array<string, mixed> $manifest the contents of its composer.json
     * @param ?string $home a folder for Composer's own files, if the project must be installed without a network; null for the user's
     */
    public function __construct(public readonly string $folder, private readonly array $manifest, private readonly ?string $home = null)
    {
    }

    /**
     * Installs what the manifest names, unless it is installed already.
     *
     * @throws Skip if Composer is not installed, or what it needs cannot be fetched
     */
    public function install(): void
    {
        $wanted = json_encode($this->manifest, JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES);
        $file = "$this->folder/composer.json";
        if (is_file("$this->folder/vendor/autoload.php") && @file_get_contents($file) === $wanted) {
            return;
        }
        if (!is_dir($this->folder) && !mkdir($this->folder, 0777, true)) {
            throw new \RuntimeException("$this->folder can't be made");
        }
        file_put_contents($file, $wanted);
        [$status, $output, $errors] = $this->run('update', '--no-plugins', '--no-scripts', '--no-progress');
        if ($status !== 0) {
            @unlink($file);
            preg_match_all('~\S.*~', "$errors\n$output", $lines);
            $why = 'Composer could not install it: ' . substr(implode(' ', $lines[0]), 0, 2000);
            throw match (true) {
                $status === Command::NOT_FOUND => new Skip('Composer is not installed'),
                $this->home !== null => new \RuntimeException($why),
                default => new Skip($why),
            };
        }
    }

    /** @return array{int, string, string} as Command::run() */
    public function run(string ...$arguments): array
    {
        return Command::run(
            [getenv('COMPOSER_BINARY') ?: 'composer', ...array_values($arguments), '--no-interaction', "--working-dir=$this->folder"],
            ['COMPOSER_ALLOW_SUPERUSER' => '1'] + ($this->home === null ? [] : [
                'COMPOSER_HOME' => $this->home, 'COMPOSER_CACHE_DIR' => "$this->home/cache", 'COMPOSER_DISABLE_NETWORK' => '1',
            ]),
            $this->folder,
            seconds: 240.0,
        );
    }
}
