<?php

declare(strict_types=1);

namespace Dojo\Tests\Phpt;

use Dojo\Tests\Build;
use Dojo\Tests\Checkout;
use Dojo\Tests\Command;
use Dojo\Tests\Folder;
use Dojo\Tests\Report;

/**
 * The phpt tests, run by PHP's own run-tests.php in the copy of the checkout that build.sh made. They find the extension loaded;
 * a PHP that a test starts itself loads it with -d extension= and the path in DOJO_EXTENSION.
 */
final class PhptTests
{
    private const MAX_LINES = 60;
    /** Long enough for all of them under valgrind. */
    private const PATIENCE = 4 * 3600.0;

    private readonly string $tree;
    private readonly string $module;
    /** Reports of the sanitizers go to files, so that no test's output pattern and no child's closed stderr hides one. */
    private readonly string $reports;
    /** The start of the names of files that are kept to look at. */
    private readonly string $files;

    /** @param string $mode dev, asan, valgrind, or libcurl7.NN */
    public function __construct(private readonly Report $report, private readonly string $mode)
    {
        $build = Checkout::build();
        $this->tree = "$build/" . self::flavour($mode);
        $this->module = "$this->tree/modules/dojo.so";
        $this->reports = "$build/$mode-reports";
        $this->files = "$build/phpt-$mode";
    }

    /** The build that a mode tests. */
    public static function flavour(string $mode): string
    {
        return $mode === 'valgrind' ? 'dev' : $mode;
    }

    /** @param list<string> $paths @return list<string> the same, if each exists in an up-to-date copy of the checkout; else throws */
    public static function checked(string $mode, array $paths): array
    {
        $flavour = self::flavour($mode);
        $tree = Checkout::build() . "/$flavour";
        foreach ($paths as $path) {
            if (!file_exists("$tree/$path")) {
                throw new \InvalidArgumentException("$tree has no $path. Build it: sh tests/support/build.sh $flavour");
            }
        }
        $changed = self::changedSinceCopied($tree);
        if ($changed !== null) {
            throw new \InvalidArgumentException("$tree has an older $changed. Build it again: sh tests/support/build.sh $flavour");
        }

        return $paths;
    }

    /** @return ?string a file of the checkout that differs from its copy, whose time build.sh keeps */
    private static function changedSinceCopied(string $tree): ?string
    {
        $root = Checkout::root();
        foreach (['docs', 'sandbox', 'src', 'stubs', 'tests'] as $folder) {
            $entries = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator("$root/$folder", \FilesystemIterator::SKIP_DOTS));
            foreach ($entries as $entry) {
                $path = substr($entry->getPathname(), strlen($root) + 1);
                $copy = "$tree/$path";
                if (preg_match('~\.(c|h|def|inc|md|php|phpt)$~', $path) === 1
                    && (!is_file($copy) || filemtime($copy) !== $entry->getMTime() || filesize($copy) !== $entry->getSize())) {
                    return $path;
                }
            }
        }

        return null;
    }

    /** @param list<string> $paths files and folders, relative to the checkout */
    public function run(array $paths): void
    {
        $lock = Build::lock(self::flavour($this->mode));
        Build::emptyFolder(basename($this->reports));
        [$php, $options] = $this->php();
        /* Otherwise each test would be skipped because the extension is not loaded. */
        [$status, $output] = Command::run([$php, '-n', '-d', "extension=$this->module", '-r', 'exit(extension_loaded("dojo") ? 0 : 1);'], isMerged: true);
        if ($status !== 0) {
            $this->report->ok(false, "phpt ($this->mode): the extension loads", $output);

            return;
        }
        $tests = $this->tests($paths);
        file_put_contents("$this->files.list", implode("\n", $tests) . "\n");
        Folder::remove("$this->files.results");
        /* -n: only the extensions that a test's --EXTENSIONS-- names are loaded, whatever the machine's php.ini says. */
        [, $log] = Command::run(
            [PHP_BINARY, '-n', 'run-tests.php', '-n', '-q', '-j2', '--no-progress', '--no-color', ...$options, '-p', $php, '-d', "extension=$this->module",
                '-g', 'FAIL,BORK,WARN,SKIP', '-W', "$this->files.results", '-r', "$this->files.list"],
            ['DOJO_EXTENSION' => $this->module, 'NO_INTERACTION' => '1', 'REPORT_EXIT_STATUS' => '1', 'TEST_TIMEOUT' => '60'] + $this->locale(),
            $this->tree,
            isMerged: true,
            seconds: self::PATIENCE,
        );
        file_put_contents("$this->files.log", $log);
        $results = $this->results();
        foreach ($tests as $test) {
            $this->report($test, $results[$test] ?? null, $log);
        }
    }

    /** @param list<string> $paths @return list<string> */
    private function tests(array $paths): array
    {
        $tests = [];
        foreach ($paths as $path) {
            $path = rtrim($path, '/');
            if (is_file("$this->tree/$path")) {
                $tests[] = $path;
                continue;
            }
            $entries = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator("$this->tree/$path", \FilesystemIterator::SKIP_DOTS));
            foreach ($entries as $entry) {
                $tests[] = substr($entry->getPathname(), strlen($this->tree) + 1);
            }
        }
        $tests = array_values(array_unique(preg_grep('~\.phpt$~', $tests) ?: []));
        sort($tests, SORT_STRING);
        foreach ($tests as $test) {
            Folder::remove($this->tree . '/' . substr($test, 0, -strlen('phpt')) . 'diff');
        }

        return $tests;
    }

    /** @return array<string, string> each test's result, as run-tests.php calls it */
    private function results(): array
    {
        $results = [];
        foreach (@file("$this->files.results", FILE_IGNORE_NEW_LINES) ?: [] as $line) {
            [$result, $test] = explode("\t", $line) + ['', ''];
            $results[str_starts_with($test, "$this->tree/") ? substr($test, strlen($this->tree) + 1) : $test] = $result;
        }

        return $results;
    }

    /**
     * Anything but a pass or a skip is a failure, including PHP's WARN, BORK and XFAIL, a test without a result, and one with a
     * sanitizer report (from PHP's processes only: a shell's leaks don't matter).
     */
    private function report(string $test, ?string $result, string $log): void
    {
        $path = substr($test, 0, -strlen('.phpt'));
        $name = "phpt ($this->mode): " . preg_replace('~^tests/phpt/~', '', $test);
        $reported = implode(array_map(file_get_contents(...), glob("$this->reports/" . strtr($path, '/', '-') . '.php*') ?: []));
        if ($reported !== '') {
            $this->report->ok(false, "$name: $this->mode reports", self::head($reported));
        } elseif ($result === 'PASSED') {
            $this->report->ok(true, $name);
        } elseif ($result === 'SKIPPED') {
            preg_match('~^SKIP .*\[' . preg_quote($test, '~') . '\] *(?:reason: )?(.*)$~m', $log, $match);
            $this->report->skip($name, $match[1] ?? '');
        } else {
            preg_match_all('~^BORK .*\[' . preg_quote($test, '~') . '\].*$~m', $log, $broken);
            $details = [...$broken[0], self::head((string) @file_get_contents("$this->tree/$path.diff"))];
            if ($result === null) {
                $details[] = implode("\n", array_slice(explode("\n", trim($log)), -5));
            }
            $this->report->ok(false, "$name: " . ($result ?? 'no result'), implode("\n", $details));
        }
    }

    private static function head(string $text): string
    {
        return implode("\n", array_slice(explode("\n", $text), 0, self::MAX_LINES));
    }

    /** Few machines have a locale with a decimal comma; it is generated here if glibc can do so. @return array<string, string> */
    private function locale(): array
    {
        $folder = Checkout::build() . '/locale';
        if (!is_dir("$folder/de_DE.UTF-8")) {
            if (!is_file('/usr/share/i18n/locales/de_DE')) {
                return [];
            }
            is_dir($folder) || mkdir($folder);
            Command::run(['localedef', '-i', 'de_DE', '-f', 'UTF-8', "$folder/de_DE.UTF-8"]);
        }

        return ['LOCPATH' => $folder];
    }

    /** @return array{string, list<string>} the PHP that runs the tests, and options for run-tests.php */
    private function php(): array
    {
        $php = PHP_BINARY;
        switch ($this->mode) {
            case 'asan':
                [$probe, $command] = $this->underAsan();
                $options = ['--asan', '--set-timeout', '300'];
                break;
            case 'valgrind':
                /* Valgrind cannot see into the code that PCRE generates. A PHP that the test starts itself runs without valgrind. */
                $probe = "'$php'";
                $command = "valgrind --quiet --leak-check=full --show-leak-kinds=definite --suppressions='$this->tree/tests/support/valgrind.supp' "
                    . "--log-file=\"$this->reports/\$test.php.%p\" '$php' -d pcre.jit=0";
                $options = ['--set-timeout', '600'];
                break;
            default:
                return [$php, []];
        }

        return [$this->wrapper($probe, $command), [...$options, '-d', "auto_append_file=$this->tree/tests/support/forget_globals.inc"]];
    }

    /** @return array{string, string} the commands for PHP without reports, and with reports */
    private function underAsan(): array
    {
        /* PHP up to 8.4 opens extensions with RTLD_DEEPBIND, which ASan refuses: a dlopen that leaves the flag out. */
        $dlopen = Checkout::build() . '/nodeepbind.so';
        Build::compile(['-shared', '-fPIC', '-O1', '-o', $dlopen, Checkout::root() . '/tests/support/nodeepbind.c', '-ldl']);
        $preload = [$dlopen];
        foreach (['libasan.so', 'libubsan.so'] as $library) {
            [, $path] = Command::run([getenv('CC') ?: 'cc', "-print-file-name=$library"]);
            $preload[] = (string) realpath(trim($path));
        }
        $preload = "LD_PRELOAD='" . implode(' ', $preload) . "'";
        $to = "log_path=$this->reports/\$test:log_exe_name=1";
        $suppressed = "suppressions=$this->tree/tests/support/lsan.supp:print_suppressions=0";

        return [
            "env $preload ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 '" . PHP_BINARY . "'",
            "env $preload LSAN_OPTIONS='$suppressed' ASAN_OPTIONS=\"verify_asan_link_order=0:$to\" UBSAN_OPTIONS=\"print_stacktrace=1:$to\" '" . PHP_BINARY . "'",
        ];
    }

    /**
     * Reports only of the test itself (-f FILE), not of what run-tests.php asks PHP before; each under the test's name.
     * With malloc instead of Zend's allocator, whose blocks neither tool knows; tracked, so that memory in use at a fatal error is not a leak.
     */
    private function wrapper(string $probe, string $command): string
    {
        $file = Checkout::build() . "/$this->mode-php";
        file_put_contents($file, <<<SH
            #!/bin/sh
            test=
            for argument do
            	[ "\$test" != -f ] || { test=\$argument && break; }
            	test=\$argument
            done
            case \$test in "$this->tree"/*) test=\$(echo "\${test#"$this->tree/"}" | sed 's/\.php\$//; s|/|-|g') ;; *) exec $probe "\$@" ;; esac
            USE_ZEND_ALLOC=0 USE_TRACKED_ALLOC=1 ZEND_DONT_UNLOAD_MODULES=1 exec $command "\$@"

            SH);
        chmod($file, 0755);

        return $file;
    }
}
