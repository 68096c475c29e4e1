<?php

declare(strict_types=1);

/*
 * Installs sandbox/ alone with Composer, without a network, as a plugin author without the extension does; then uses it in a PHP that
 * has only the extensions that its composer.json requires. Installs plugins/kit/ alone, as a shop does.
 */

use Dojo\Tests\Command;
use Dojo\Tests\Composer;
use Dojo\Tests\Composer\Project;
use Dojo\Tests\Composer\Requirements;
use Dojo\Tests\Composer\ShopKit;
use Dojo\Tests\Folder;
use Dojo\Tests\Program;
use Dojo\Tests\Report;

$root = dirname(__DIR__, 3);
$requirements = new Requirements(json_decode((string) file_get_contents("$root/sandbox/composer.json"), true, 16, JSON_THROW_ON_ERROR));

$install = static function (Report $report, bool $asLink) use ($root, $requirements): void {
    $how = $asLink ? 'linked' : 'copied';
    $folder = Folder::make('composer');
    $package = "$folder/the package";
    [$status, , $errors] = Command::run(['cp', '-R', "$root/sandbox", $package]);
    $report->same(0, $status, "$how: sandbox/ can be copied", $errors);
    $project = new Project($folder, $requirements->barePhp($folder));
    $project->install($package, $asLink);
    $report->same($asLink, is_link($project->vendor(Project::PACKAGE)), "$how: Composer installs it");
    $report->same(['bin', 'dojo-php'], array_values(array_diff(scandir($project->vendor('')), ['.', '..', 'autoload.php', 'composer'])), "$how: alone");
    $bin = $project->vendor('bin/dojo-sandbox');
    $report->same('Captured', $project->payWith([$bin]), "$how: vendor/bin/dojo-sandbox serves, and a payment intent is paid there");

    $use = sprintf(
        'require %s; $sandbox = Dojo\Sandbox\Sandbox::start(); $answer = file_get_contents("$sandbox->url/sandbox/clock");'
        . ' echo is_array(json_decode($answer, true)) ? "serves" : $answer, " ", $sandbox->errors(), $sandbox->stop();',
        var_export($project->vendor('autoload.php'), true),
    );
    [$status, $output] = $project->run([PHP_BINARY, '-r', $use]);
    $stopped = in_array('pcntl', array_map('strtolower', get_loaded_extensions()), true) ? '0' : '-1';
    $report->same([0, "serves $stopped"], [$status, $output], "$how: a test in PHP starts and stops it");
    [$status, $output] = $project->run([PHP_BINARY, '-r', sprintf('require %s; try { Dojo\Sandbox\Sandbox::start(["--port", "x"]); } catch (RuntimeException $e) { echo $e->getMessage(); }', var_export($project->vendor('autoload.php'), true))]);
    $report->ok($status === 0 && str_contains($output, "--port must be a number from 0 to 65535, not 'x'"), "$how: an exception says why it does not start", $output);

    symlink($bin, "$folder/elsewhere/proxy");
    symlink("$package/bin/dojo-sandbox", "$folder/elsewhere/link");
    $commands = [
        'the proxy' => [$bin], 'a link to the proxy' => ['./proxy'], 'a link to the program' => ['./link'],
        'a relative path' => [PHP_BINARY, '../the package/sandbox.php'], 'bin/dojo-sandbox' => [PHP_BINARY, "$package/bin/dojo-sandbox"],
    ];
    foreach ($commands as $name => $command) {
        [$status, $output] = $project->run([...$command, '--help']);
        $report->ok($status === 0 && str_starts_with($output, 'The offline Dojo'), "$how: $name starts it, from another folder", substr($output, 0, 500));
        $report->ok(str_contains($output, 'Usage: ' . ($name === 'a relative path' ? 'php ' : '') . end($command) . ' '), "$how: $name is what --help shows", substr($output, 0, 500));
    }
};

return new Program(
    about: 'the offline Dojo and the shop kit as Composer libraries, each installed alone',
    subjects: [
        'linked' => static fn (Report $report) => $install($report, true),
        'copied' => static fn (Report $report) => $install($report, false),
        'manifest' => static function (Report $report) use ($root, $requirements): void {
            $folder = Folder::make('composer');
            $package = new Composer("$root/sandbox", [], "$folder/home");
            [$status, $output, $errors] = $package->run('validate', '--strict');
            $report->same(0, $status, 'composer.json is valid', $output . $errors);
            [$status, $output, $errors] = $package->run('archive', "--dir=$folder", '--file=package', '--format=tar');
            $report->same(0, $status, 'it can be archived', $output . $errors);
            $packed = array_keys(iterator_to_array(new RecursiveIteratorIterator(new PharData("$folder/package.tar"))));
            $packed = array_map(static fn (string $path): string => explode('package.tar/', $path)[1], $packed);
            $wanted = ['LICENSE', 'README.md', 'autoload.php', 'bin/dojo-sandbox', 'composer.json', 'sandbox.php'];
            $report->same($wanted, array_values(array_filter($packed, static fn (string $path): bool => !str_starts_with($path, 'src/'))), 'with everything but the self-test');
            $report->same(file_get_contents("$root/LICENSE"), file_get_contents("$root/sandbox/LICENSE"), 'its licence is that of the project');
            $files = ["$root/sandbox/sandbox.php", "$root/sandbox/autoload.php", ...glob("$root/sandbox/src/*.php")];
            $named = array_values(array_diff($requirements->named('require', 'suggest'), ['pdo_sqlite'])); // has no functions
            $report->same($named, Requirements::used(...$files), 'it requires or suggests each extension that its code uses, and no other');
        },
        'shop-kit' => static fn (Report $report) => (new ShopKit($report))->test(),
    ],
    extensions: ['pcntl', 'pdo_sqlite', 'posix', 'openssl', 'phar', 'tokenizer'],
    commands: getenv('COMPOSER_BINARY') ? [] : ['composer' => 'composer'],
);
