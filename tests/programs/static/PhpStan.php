<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Composer;

/** PHPStan, installed in build/phpstan/ if needed. */
final class PhpStan extends Analyser
{
    private const VERSION = '2.3.5'; // its messages are compared

    /** @param int<0, 9>|'max' $level */
    public function __construct(string $root, StubPackage $package, private readonly int|string $level)
    {
        parent::__construct($root, $package);
    }

    public function finds(array $wanted, array $messages): bool
    {
        return count($messages) === 1 && str_contains($messages[0], $wanted['phpstan']);
    }

    /** One of the paths must be a folder, otherwise PHPStan does not check stub files. */
    protected function analyse(array $paths, string $stub): array
    {
        $folder = "$this->root/build/phpstan";
        (new Composer($folder, ['require' => ['phpstan/phpstan' => self::VERSION]]))->install();
        $name = basename($paths[0], '.php');
        /* scanFiles declares the classes, even without the extension; stubFiles makes PHPStan check the docblocks themselves. */
        file_put_contents("$folder/$name.neon", json_encode([
            'parameters' => ['level' => $this->level, 'paths' => $paths, 'scanFiles' => [$stub], 'scanDirectories' => $this->libraries(), 'stubFiles' => [$stub],
                'tmpDir' => "$folder/cache/$name", 'parallel' => ['maximumNumberOfProcesses' => 2]],
        ], JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES));
        [$status, $output, $errors] = $this->run(
            $folder,
            ['vendor/bin/phpstan', 'analyse', '-c', "$folder/$name.neon", '--no-progress', '--error-format=json'],
        );
        $report = json_decode($output, true);
        if (!is_array($report) || $report['errors'] !== []) {
            throw new \RuntimeException("PHPStan ended with status $status: " . implode(' ', $report['errors'] ?? []) . trim("$output $errors"));
        }
        $found = [];
        foreach ($report['files'] as $file => $result) {
            foreach ($result['messages'] as $message) {
                $found[preg_replace('~ \(in context of .*\)$~', '', $file)][(int) $message['line']][] = $message['message'];
            }
        }

        return $found;
    }
}
