<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

use Dojo\Tests\Command;
use Dojo\Tests\Composer;
use Dojo\Tests\Folder;

/** The folder stubs/ as a Composer package, installed alone as a development dependency of a project that has nothing else. */
final class StubPackage
{
    private const NAME = 'dojo-php/dojo-stubs';

    private readonly Composer $project;
    private bool $isInstalled = false;

    public function __construct(private readonly string $root)
    {
        $this->project = new Composer("$root/build/stub-package/project", [
            'repositories' => [
                ['type' => 'path', 'url' => '../package', 'options' => ['symlink' => false]],
                ['packagist.org' => false],
            ],
            'require-dev' => [self::NAME => '*@dev'],
        ], "$root/build/stub-package/home");
    }

    /** @return string the path of the installed stub */
    public function stub(): string
    {
        if (!$this->isInstalled) {
            $package = dirname($this->project->folder) . '/package';
            Folder::remove(dirname($package));
            mkdir($package, 0777, true);
            foreach (glob("$this->root/stubs/*") ?: [] as $file) {
                copy($file, "$package/" . basename($file));
            }
            $this->project->install();
            $this->isInstalled = true;
        }

        return "{$this->project->folder}/vendor/" . self::NAME . '/dojo.stub.php';
    }

    /** @return list<string> what is wrong with it */
    public function problems(): array
    {
        $problems = [];
        if (@file_get_contents($this->stub()) !== file_get_contents("$this->root/stubs/dojo.stub.php")) {
            $problems[] = 'the installed package has no dojo.stub.php, or another one';
        }
        /* If the stub's classes were loaded in a running shop, they would do nothing and hide that the extension is missing. */
        $code = 'require "vendor/autoload.php"; echo implode(" ", array_filter(["Dojo\Client", "Dojo\Webhook"], "class_exists"));';
        [$status, $output] = Command::run([PHP_BINARY, '-n', '-r', $code], folder: $this->project->folder);
        if ($status !== 0 || $output !== '') {
            $problems[] = "its autoloader ends with $status and declares: $output";
        }
        [$status, $output, $errors] = $this->project->run('validate', '--strict', "$this->root/stubs/composer.json");
        if ($status !== 0) {
            $problems[] = "composer validate --strict: $output$errors";
        }

        return $problems;
    }
}
