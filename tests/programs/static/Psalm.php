<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Composer;

/** Psalm, installed in build/psalm/ if needed. A message begins with the name of its issue. */
final class Psalm extends Analyser
{
    private const VERSION = '5.18.0';

    /** @param int<1, 8> $level 1 is the strictest */
    public function __construct(string $root, StubPackage $package, private readonly int $level)
    {
        parent::__construct($root, $package);
    }

    /** Consequences of a mistake, such as a value of unknown type, are reported on the same line. */
    public function finds(array $wanted, array $messages): bool
    {
        $names = array_map(static fn (string $message): string => (string) strtok($message, ':'), $messages);

        return $wanted['psalm'] === null ? $names === [] : in_array($wanted['psalm'], $names, true);
    }

    protected function analyse(array $paths, string $stub): array
    {
        $folder = "$this->root/build/psalm";
        (new Composer($folder, ['require' => ['vimeo/psalm' => self::VERSION]]))->install();
        file_put_contents("$folder/psalm.xml", $this->configuration($folder, $paths, $stub));
        [$status, $output, $errors] = $this->run(
            $folder,
            ['vendor/bin/psalm', '-c', "$folder/psalm.xml", '--no-progress', '--no-cache', '--threads=1', '--output-format=json'],
        );
        $issues = json_decode($output, true);
        if (!is_array($issues) || !in_array($status, [0, 2], true)) {
            throw new \RuntimeException("Psalm ended with status $status: " . trim("$output $errors"));
        }
        $found = [];
        foreach ($issues as $issue) {
            $found[$issue['file_path']][(int) $issue['line_from']][] = "{$issue['type']}: " . substr($issue['message'], 0, 300);
        }

        return $found;
    }

    /** @param list<string> $paths */
    private function configuration(string $folder, array $paths, string $stub): string
    {
        /* PHPStan declares this function, and tests/programs/static/code calls it. */
        $assertion = "$folder/assertType.php";
        file_put_contents($assertion, "<?php\nnamespace PHPStan\\Testing;\nfunction assertType(string \$type, mixed \$value): void {}\n");
        $quote = static fn (string $path): string => htmlspecialchars($path, ENT_XML1 | ENT_QUOTES);
        $projectFiles = array_map(static fn (string $path): string => sprintf('<%s name="%s"/>', is_dir($path) ? 'directory' : 'file', $quote($path)), $paths);
        $stubs = array_map(static fn (string $path): string => sprintf('<file name="%s" preloadClasses="true"/>', $quote($path)), [$stub, $assertion]);

        /* Psalm only knows the functions of files that a file requires directly. PHPStan finds functions that do not exist. */
        return sprintf(
            '<psalm xmlns="https://getpsalm.org/schema/config" errorLevel="%d" cacheDirectory="%s" findUnusedCode="false"'
            . ' findUnusedBaselineEntry="false"><projectFiles>%s</projectFiles><extraFiles>%s</extraFiles><stubs>%s</stubs>'
            . '<issueHandlers><UndefinedFunction errorLevel="suppress"/></issueHandlers></psalm>',
            $this->level,
            $quote("$folder/cache"),
            implode('', $projectFiles),
            implode('', array_map(static fn (string $path): string => sprintf('<directory name="%s"/>', $quote($path)), $this->libraries())),
            implode('', $stubs),
        );
    }
}
