<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Command;
use Dojo\Tests\Skip;

/** A static analyser that knows the extension's classes from the installed stub package. */
abstract class Analyser
{
    /** @var array<string, array<string, array<int, list<string>>>> messages by program, file and line */
    private array $found = [];
    private ?Skip $unavailable = null;

    /** The extension to load into the analyser's own PHP, as a developer may do; null for none. */
    private ?string $extension = null;

    public function __construct(protected readonly string $root, private readonly StubPackage $package)
    {
    }

    /** The same analyser in a PHP that has the extension. */
    public function in(string $extension): static
    {
        $other = clone $this;
        $other->extension = $extension;
        $other->found = [];

        return $other;
    }

    /**
     * Its messages about the files of one program. Programs are analysed one at a time, because they may declare functions of the
     * same name.
     *
     * @param list<string> $paths
     * @param ?string $only this file's; otherwise of all but the stub
     * @return list<string>
     */
    public function problems(array $paths, ?string $only = null): array
    {
        $problems = [];
        foreach ($this->messages($paths) as $file => $lines) {
            if ($only === null ? $file === $this->package->stub() : $file !== $only) {
                continue;
            }
            foreach ($lines as $line => $messages) {
                foreach ($messages as $message) {
                    $problems[] = substr($file, strlen($this->root) + 1) . ":$line: $message";
                }
            }
        }

        return $problems;
    }

    /**
     * @param list<string> $paths
     * @return array<string, array<int, list<string>>> by file and line
     */
    public function messages(array $paths): array
    {
        if ($this->unavailable !== null) {
            throw $this->unavailable;
        }
        try {
            return $this->found[implode("\n", $paths)] ??= $this->analyse($paths, $this->package->stub());
        } catch (Skip $skip) {
            throw $this->unavailable = $skip;
        }
    }

    /**
     * Whether these messages of a line are what its comment in mistakes.php expects.
     *
     * @param array{psalm: ?string, phpstan: string} $wanted the name of Psalm's issue, null if Psalm finds nothing; PHPStan's words
     * @param list<string> $messages
     */
    abstract public function finds(array $wanted, array $messages): bool;

    /** @return list<string> folders with classes that the programs use */
    protected function libraries(): array
    {
        return ["$this->root/plugins/kit/src", "$this->root/tests/programs/static/libraries"];
    }

    /**
     * @param list<string> $paths
     * @return array<string, array<int, list<string>>> by file and line
     */
    abstract protected function analyse(array $paths, string $stub): array;

    /**
     * Runs it in a PHP that has the extension if, and only if, it was asked for.
     *
     * @param list<string> $arguments
     * @return array{int, string, string} as Command::run()
     */
    protected function run(string $folder, array $arguments): array
    {
        $ini = "$folder/ini";
        if (!is_dir($ini)) {
            mkdir($ini);
        }
        file_put_contents("$ini/dojo.ini", $this->extension === null ? '' : "extension=\"$this->extension\"\n");
        $environment = ['PHP_INI_SCAN_DIR' => (getenv('PHP_INI_SCAN_DIR') ?: '') . PATH_SEPARATOR . $ini];
        [, $loaded] = Command::run([PHP_BINARY, '-r', 'echo (int) extension_loaded("dojo");'], $environment, $folder);
        if ($loaded !== (string) (int) ($this->extension !== null)) {
            throw new Skip($this->extension === null ? 'this PHP loads the extension automatically' : 'this PHP can\'t load the extension');
        }

        return Command::run([PHP_BINARY, '-d', 'memory_limit=1G', ...$arguments], $environment, $folder, seconds: 1200.0);
    }
}
