<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Command;
use Dojo\Tests\Skip;

/** A Composer project below build/. */
final class Composer
{
    /** @param array<string, mixed> $manifest what its composer.json says */
    public function __construct(public readonly string $folder, private readonly array $manifest)
    {
    }

    /**
     * Installs what the manifest names, unless that was done already.
     *
     * @throws Skip where there is no Composer, or what it needs can't be had
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
            throw new Skip($status === Command::NOT_FOUND
                ? 'Composer is not installed'
                : 'Composer could not install it: ' . substr(implode(' ', $lines[0]), 0, 300));
        }
    }

    /** @return array{int, string, string} as Command::run() */
    public function run(string ...$arguments): array
    {
        return Command::run(
            [getenv('COMPOSER_BINARY') ?: 'composer', ...array_values($arguments), '--no-interaction', "--working-dir=$this->folder"],
            ['COMPOSER_ALLOW_SUPERUSER' => '1'],
            $this->folder,
            seconds: 240.0,
        );
    }
}
