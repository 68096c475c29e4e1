<?php

declare(strict_types=1);

namespace Dojo\Tests\Checks;

use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Executable;
use Dojo\Tests\Extension;
use Dojo\Tests\Process;
use Dojo\Tests\ProjectFiles;
use Dojo\Tests\Skip;

/** Each check returns what is wrong, nothing if all is right. */
final class Checks
{
    private const MAX_LINES = 450;
    private const MAX_FUNCTION = 60;
    private const WELL_KNOWN = ['LICENSE', 'Makefile', 'README.md', 'package-lock.json'];

    private static function read(string $file): string
    {
        return (string) file_get_contents(Checkout::root() . "/$file");
    }

    /** @param list<string> $command @return list<string> what it says if it fails */
    private static function failing(array $command): array
    {
        [$status, $output] = Command::run($command, folder: Checkout::root(), isMerged: true);

        return $status === 0 ? [] : ["exit status $status", ...explode("\n", trim($output))];
    }

    /** @return list<string> */
    public static function unformattedC(): array
    {
        if (Executable::find('clang-format-14') === null) {
            throw new Skip('clang-format-14 is missing (Debian: apt-get install clang-format-14)');
        }
        $files = ProjectFiles::all('~(?<!_arginfo\.h)(?<=\.c|\.h)$~');
        [$status, $output] = Command::run(['clang-format-14', '--dry-run', ...$files], folder: Checkout::root(), isMerged: true);
        preg_match_all('~^([^:\n]+):.*clang-format-violations~m', $output, $found);

        return $status === 0 ? array_values(array_unique($found[1])) : [$output];
    }

    /** @return list<string> */
    public static function phpHeadersInCore(): array
    {
        return self::linesThatMatch(ProjectFiles::all('~^src/core/~'), '~# *include *[<"](php|zend|Zend|SAPI|main/|ext/|TSRM|config\.h)~');
    }

    /** @return list<string> */
    public static function keysThatLookReal(): array
    {
        return self::linesThatMatch(ProjectFiles::all(), '~sk_(sandbox|prod)_[A-Za-z0-9_-]{30}~');
    }

    /** @param list<string> $files @return list<string> */
    private static function linesThatMatch(array $files, string $pattern): array
    {
        $found = [];
        foreach ($files as $file) {
            foreach (preg_grep($pattern, explode("\n", self::read($file))) ?: [] as $number => $line) {
                $found[] = "$file:" . ($number + 1) . ": $line";
            }
        }

        return $found;
    }

    /** @return list<string> */
    public static function outdatedArginfo(): array
    {
        return self::failing(['sh', 'tests/support/arginfo.sh', '--check']);
    }

    /** @return list<string> */
    public static function outdatedPackageXml(): array
    {
        return self::failing([PHP_BINARY, 'tests/support/package_xml.php', '--check']);
    }

    /** @return list<string> */
    public static function differentVersions(): array
    {
        $versions = [];
        foreach (['php_dojo.h' => '~^#define PHP_DOJO_VERSION "(.*)"$~m', 'package.xml' => '~^ *<release>(\d.*)</release>$~m',
            'CHANGELOG.md' => '~^## \[*(\d[0-9.a-zA-Z]*)~m'] as $file => $pattern) {
            $versions[$file] = preg_match($pattern, self::read($file), $match) === 1 ? $match[1] : 'none';
        }
        $versions['the extension'] = self::php(['-r', 'echo phpversion("dojo");']);

        return count(array_unique($versions)) === 1 && !in_array('none', $versions, true)
            ? []
            : array_map(static fn (string $place, string $version): string => "$place: $version", array_keys($versions), $versions);
    }

    /** @return list<string> */
    public static function sourcesNotListedIn(string $file): array
    {
        preg_match_all('~\b[a-z_]*\.c\b~', self::read($file), $match);
        $listed = $match[0];
        $sources = array_map(basename(...), ProjectFiles::all('~^(dojo|src/.*)\.c$~'));
        sort($listed);
        sort($sources);

        return $listed === $sources ? [] : [
            ...array_map(static fn (string $source): string => "$source is not listed", array_values(array_diff($sources, $listed))),
            ...array_map(static fn (string $source): string => "there is no $source", array_values(array_diff($listed, $sources))),
            'listed: ' . implode(' ', $listed),
        ];
    }

    /** @return list<string> */
    public static function otherSymbols(): array
    {
        [$status, $output, $errors] = Command::run(['nm', '-D', '--defined-only', Extension::path()]);
        $symbols = array_map(static fn (string $line): string => (string) strrchr($line, ' '), explode("\n", trim($output)));

        return $status === 0 && $symbols === [' get_module'] ? [] : ['exported:' . implode('', $symbols) . " $errors"];
    }

    /** Bound lazily, a function's first call would save registers on the stack, and with them a piece of a key. @return list<string> */
    public static function lazilyBound(): array
    {
        [, $output, $errors] = Command::run(['readelf', '-d', Extension::path()]);

        return preg_match('~\bNOW\b~', $output) === 1 ? [] : ["no NOW in:\n$output$errors"];
    }

    /** Each library is listed with the version compiled against and the one loaded. @return list<string> */
    public static function librariesNotInInfo(): array
    {
        $info = self::php(['--ri', 'dojo']);
        $missing = array_filter(['libcurl', 'OpenSSL', 'json-c'], static fn (string $name): bool => preg_match("~^$name.*\d\.\d.*\d\.\d~mi", $info) !== 1);

        return array_values(array_map(static fn (string $name): string => "$name has no two versions in:\n$info", $missing));
    }

    /** @param list<string> $arguments */
    private static function php(array $arguments): string
    {
        return Command::run([PHP_BINARY, ...Extension::optionsWithoutIni(), ...$arguments], isMerged: true)[1];
    }

    /** @return list<string> */
    public static function phpThatDoesNotParse(): array
    {
        $problems = [];
        foreach (array_chunk(ProjectFiles::all('~(?<!\.stub\.php)(?<=\.php|\.inc)$~'), 4) as $files) {
            $running = array_map(static fn (string $file): Process => new Process([PHP_BINARY, '-n', '-l', $file], folder: Checkout::root(), isMerged: true), $files);
            foreach ($running as $command) {
                [$status, $output] = $command->finish(Command::PATIENCE);
                array_push($problems, ...$status === 0 ? [] : [$output]);
            }
        }

        return $problems;
    }

    /** Names in snake_case; a PHP file that declares a class is named after it. examples/ and docs/ are exempt. @return list<string> */
    public static function otherFileNames(): array
    {
        $other = [];
        foreach (ProjectFiles::all('~^(bench|plugins|sandbox|src|stubs|tests)/(?!bin/)~') as $file) {
            $name = basename($file);
            $class = preg_match('~^([A-Z]\w*)\.php$~', $name, $match) === 1 ? $match[1] : null;
            $isRight = match (true) {
                $class !== null => preg_match("~^(abstract |final )?(readonly )?(class|interface|trait|enum) $class\\b~m", self::read($file)) === 1,
                in_array($name, self::WELL_KNOWN, true) => true,
                default => preg_match('~^\.?[a-z0-9_]+(\.[a-z0-9_]+)*$~', $name) === 1,
            };
            array_push($other, ...$isRight ? [] : [$file]);
        }

        return $other;
    }

    /** @return list<string> */
    public static function longC(): array
    {
        $long = [];
        foreach (ProjectFiles::all('~(?<!_arginfo\.h)(?<=\.c|\.h)$~') as $file) {
            $lines = explode("\n", rtrim(self::read($file)));
            array_push($long, ...count($lines) > self::MAX_LINES ? ["$file has " . count($lines) . ' lines'] : []);
            foreach (array_keys($lines, '{', true) as $start) {
                $length = array_search('}', array_slice($lines, $start), true) - 1;
                array_push($long, ...$length > self::MAX_FUNCTION ? ["$file:$start: a function of $length lines"] : []);
            }
        }

        return $long;
    }

    /** @return list<string> */
    public static function cWithoutPurpose(): array
    {
        return array_values(array_filter(ProjectFiles::all('~\.c$~'), static fn (string $file): bool => !str_starts_with(self::read($file), '/*')));
    }

    /** @return list<string> */
    public static function wrongShellScripts(): array
    {
        $problems = [];
        foreach (ProjectFiles::all('~\.sh$|^\.ci/run$~') as $script) {
            $problems = [...$problems, ...self::failing(['sh', '-n', $script]), ...is_executable(Checkout::root() . "/$script") ? [] : ["$script is not executable"]];
        }

        return $problems;
    }

    /** @return list<string> */
    public static function composerJsonAgainstPie(): array
    {
        $json = json_decode(self::read('composer.json'), true, 16, JSON_THROW_ON_ERROR);
        $settings = $json['php-ext'];
        $unknown = array_diff($settings['os-families'], ['windows', 'bsd', 'darwin', 'solaris', 'linux']);
        $options = array_filter($settings['configure-options'], static fn (array $option): bool
            => !str_contains(self::read('config.m4'), '[' . preg_replace('~^(enable|with)-~', '', $option['name']) . ']'));

        return array_keys(array_filter([
            'type is not php-ext' => $json['type'] !== 'php-ext',
            'name is not VENDOR/NAME' => preg_match('~^[a-z0-9-]+/[a-z0-9-]+$~', $json['name']) !== 1,
            'extension-name is not dojo' => $settings['extension-name'] !== 'dojo',
            'unknown os-families: ' . implode(', ', $unknown) => $unknown !== [],
            'config.m4 does not have ' . implode(', ', array_column($options, 'name')) => $options !== [],
        ]));
    }
}
