<?php

declare(strict_types=1);

namespace Dojo\Tests\Composer;

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Composer;
use Dojo\Tests\Extension;
use Dojo\Tests\Folder;
use Dojo\Tests\Report;

/** plugins/kit/ alone, as a shop installs it with Composer or without, in a PHP with the extension and in one without it. */
final class ShopKit
{
    private const PACKAGE = 'dojo-php/dojo-shop';

    /** Prints a setting and the names of the tables that the kit makes. */
    private const USE = <<<'PHP'
        require $argv[1];
        $settings = new Dojo\Shop\Settings('https://shop.example', tablePrefix: 'my_');
        $database = new Dojo\Shop\PdoDatabase(new PDO('sqlite::memory:'));
        (new Dojo\Shop\Store($database, $settings, new Dojo\Shop\Time()))->migrate();
        $tables = $database->select("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'my%' ORDER BY name", []);
        echo $settings->siteUrl, ' ', count($tables) >= 8 ? 'has its tables' : json_encode($tables);
        PHP;

    private readonly string $folder;
    private readonly string $source;

    public function __construct(private readonly Report $report)
    {
        $this->folder = Folder::make('kit');
        $this->source = Checkout::root() . '/plugins/kit';
    }

    public function test(): void
    {
        $package = "$this->folder/the package";
        [$status, , $errors] = Command::run(['cp', '-R', $this->source, $package]);
        $this->report->same(0, $status, 'plugins/kit/ can be copied', $errors);

        $this->report->check('Composer refuses it if the platform has no ext-dojo', function () use ($package): array {
            try {
                $this->project('refused', $package, false)->install();
            } catch (\RuntimeException $e) {
                return str_contains($e->getMessage(), 'ext-dojo') ? [] : [$e->getMessage()];
            }

            return ['it was installed'];
        });
        $project = $this->project('shop', $package, '0.1.0');
        $project->install();
        $vendor = "$project->folder/vendor";
        $this->report->same(['autoload.php', 'composer', 'dojo-php'], array_values(array_diff(scandir($vendor) ?: [], ['.', '..'])), 'Composer installs it alone');
        foreach (['Composer\'s autoloader' => "$vendor/autoload.php", 'its own autoload.php' => "$package/autoload.php"] as $how => $autoload) {
            [$status, $output] = $this->run(Extension::optionsWithoutIni(['pdo', 'pdo_sqlite']), $autoload);
            $this->report->same([0, 'https://shop.example has its tables'], [$status, $output], "$how loads its classes");
            [$status, $output] = $this->run(['-n'], $autoload);
            $isRight = $status === 255 && str_contains($output, 'need the PHP extension "dojo"') && str_contains($output, 'pie install dojo-php/dojo') && !str_contains($output, 'has its tables');
            $this->report->ok($isRight, "$how says what to install if the extension is missing", $output);
        }
        $this->manifest();
    }

    private function manifest(): void
    {
        $package = new Composer($this->source, [], "$this->folder/home");
        [$status, $output, $errors] = $package->run('validate', '--strict');
        $this->report->same(0, $status, 'the kit\'s composer.json is valid', $output . $errors);
        [$status, $output, $errors] = $package->run('archive', "--dir=$this->folder", '--file=kit', '--format=tar');
        $this->report->same(0, $status, 'the kit can be archived', $output . $errors);
        $packed = array_keys(iterator_to_array(new \RecursiveIteratorIterator(new \PharData("$this->folder/kit.tar"))));
        $packed = array_map(static fn (string $path): string => explode('kit.tar/', $path)[1], $packed);
        $others = array_values(array_filter($packed, static fn (string $path): bool => preg_match('~^src/\w+\.php$~', $path) !== 1));
        $this->report->same(['LICENSE', 'README.md', 'autoload.php', 'composer.json'], $others, 'with its documentation and its classes');
        $this->report->same(file_get_contents(Checkout::root() . '/LICENSE'), file_get_contents("$this->source/LICENSE"), 'the kit\'s licence is that of the project');
        $manifest = json_decode((string) file_get_contents("$this->source/composer.json"), true, 16, JSON_THROW_ON_ERROR);
        /* This PHP may not have the extension, whose classes it then does not know. */
        $used = array_unique(['dojo', ...Requirements::used(...glob("$this->source/src/*.php") ?: [])]);
        sort($used);
        $this->report->same((new Requirements($manifest))->named('require', 'suggest'), $used, 'the kit requires or suggests each extension that its code uses, and no other');
    }

    private function project(string $name, string $package, string|false $extension): Composer
    {
        return new Composer("$this->folder/$name", [
            'repositories' => [
                ['type' => 'path', 'url' => $package, 'options' => ['symlink' => false]],
                ['packagist.org' => false],
            ],
            'require' => [self::PACKAGE => '*@dev'],
            'config' => ['platform' => ['ext-dojo' => $extension]],
        ], "$this->folder/home");
    }

    /** @param list<string> $options of PHP @return array{int, string} */
    private function run(array $options, string $autoload): array
    {
        $command = [PHP_BINARY, ...$options, '-d', 'display_errors=1', '-d', 'html_errors=0', '-d', 'error_reporting=-1', '-r', self::USE, $autoload];

        return array_slice(Command::run($command, [], $this->folder, isMerged: true, seconds: 60.0), 0, 2);
    }
}
