<?php

declare(strict_types=1);

namespace Dojo\Tests\Package;

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Executable;
use Dojo\Tests\Folder;
use Dojo\Tests\ProjectFiles;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

/**
 * The PECL archive, packed and installed into a temporary folder as a user would install it. The system's PEAR and PHP are left alone.
 */
final class Pecl
{
    private readonly string $folder;
    private readonly string $version;
    private string $output = '';

    public function __construct(private readonly Report $report)
    {
        $this->folder = Folder::make('pecl');
        preg_match('~^ *<release>(\d.*)</release>$~m', (string) file_get_contents(Checkout::root() . '/package.xml'), $match);
        $this->version = $match[1] ?? 'none';
    }

    public function test(): void
    {
        if (Executable::find('pecl') === null) {
            throw new Skip('pecl is missing (Debian: apt-get install php-pear)');
        }
        $this->configure();
        /* Each needs the one before. */
        $this->step('has a valid package.xml', $this->isValid(...))
            && $this->step('packs', $this->packs(...))
            && $this->step('installs with pecl', $this->installs(...))
            && $this->step('loads once installed', $this->loads(...))
            && $this->step('installs the offline Dojo and the shop kit into the data folder, complete', $this->hasData(...))
            && $this->step('has an offline Dojo that starts from there', $this->sandboxStarts(...))
            && $this->step('has a shop kit that loads from there', $this->kitLoads(...));
    }

    private function step(string $what, callable $succeeds): bool
    {
        $this->output = '';
        $isRight = $succeeds();
        $this->report->ok($isRight, "the PECL archive $what", implode("\n", array_slice(explode("\n", trim($this->output)), -25)));

        return $isRight;
    }

    /** @param list<string> $command */
    private function run(array $command): bool
    {
        [$status, $output] = Command::run($command, folder: $this->folder, isMerged: true);
        $this->output .= $output;

        return $status === 0;
    }

    private function pecl(string ...$arguments): bool
    {
        return $this->run(['pecl', '-c', "$this->folder/pearrc", ...$arguments]);
    }

    /** Whatever its settings, pecl installs into the folder that php-config names, so it gets a php-config of ours. */
    private function configure(): void
    {
        [$phpize, $phpConfig] = [Executable::find(getenv('PHPIZE') ?: 'phpize'), Executable::find(getenv('PHP_CONFIG') ?: 'php-config')];
        mkdir("$this->folder/bin");
        mkdir("$this->folder/installed");
        file_put_contents("$this->folder/bin/phpize", "#!/bin/sh\nexec \"$phpize\" \"\$@\"\n");
        file_put_contents("$this->folder/bin/php-config", "#!/bin/sh\ncase \${1:-} in --prefix | --extension-dir) echo \"$this->folder/installed\" ;; "
            . "*) exec \"$phpConfig\" \"\$@\" ;; esac\n");
        chmod("$this->folder/bin/phpize", 0755);
        chmod("$this->folder/bin/php-config", 0755);
        $isReady = $this->run(['pear', 'config-create', "$this->folder/pear", "$this->folder/pearrc"])
            && $this->pecl('config-set', 'php_prefix', "$this->folder/bin/") && $this->pecl('config-set', 'php_bin', PHP_BINARY);
        $isReady ?: throw new \RuntimeException("PEAR cannot be set up in $this->folder:\n$this->output");
    }

    private function isValid(): bool
    {
        $this->pecl('package-validate', Checkout::root() . '/package.xml');
        preg_match_all('~^.*(?:error|warning):.*$~mi', $this->output, $complaints);
        /* The day of the release is today only once. */
        $complaints = preg_grep('~Release Date "[0-9-]*" is not today~', $complaints[0], PREG_GREP_INVERT);

        return $complaints === [] && str_contains($this->output, ' 0 error(s)');
    }

    private function packs(): bool
    {
        $this->pecl('package', Checkout::root() . '/package.xml');

        return is_file("$this->folder/dojo-$this->version.tgz");
    }

    private function installs(): bool
    {
        $this->pecl('install', "dojo-$this->version.tgz");

        return is_file("$this->folder/installed/dojo.so");
    }

    private function loads(): bool
    {
        $code = 'echo extension_loaded("dojo") ? phpversion("dojo") : "";';
        $this->run([PHP_BINARY, '-n', '-d', "extension=$this->folder/installed/dojo.so", '-r', $code]);

        return $this->output === $this->version;
    }

    /** PEAR's data_dir, in which each package has a folder. */
    private function data(): string
    {
        [, $folder] = Command::run(['pecl', '-c', "$this->folder/pearrc", 'config-get', 'data_dir']);

        return trim($folder) . '/dojo';
    }

    private function hasData(): bool
    {
        $data = $this->data();
        $files = ProjectFiles::all('~^(sandbox|plugins)/(?!(.*/)?\.)~');
        $missing = array_filter($files, static fn (string $file): bool => !is_file("$data/$file"));
        $this->output = "missing in $data:\n" . implode("\n", $missing);

        return $missing === [] && preg_grep('~^sandbox/~', $files) !== [] && preg_grep('~^plugins/kit/~', $files) !== [];
    }

    private function sandboxStarts(): bool
    {
        return $this->run([PHP_BINARY, $this->data() . '/sandbox/sandbox.php', '--help']) && str_contains($this->output, '--port');
    }

    private function kitLoads(): bool
    {
        $code = 'require $argv[1]; echo (new Dojo\Shop\Settings("https://shop.example"))->siteUrl;';
        $this->run([PHP_BINARY, '-n', '-d', "extension=$this->folder/installed/dojo.so", '-r', $code, $this->data() . '/plugins/kit/autoload.php']);

        return $this->output === 'https://shop.example';
    }
}
