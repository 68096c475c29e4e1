<?php

declare(strict_types=1);

namespace Dojo\Tests\Docs;

use Dojo\Tests\Checkout;

/**
 * Finds files, headings and paths in `code` that the pages of the project refer to, but that do not exist. Also compares the environment
 * variables in CONTRIBUTING.md with those that tests and scripts read, and the dark version of each picture with the light one, from
 * which it may differ only in its colours.
 */
final class Links
{
    /** @return list<string> */
    public static function problems(): array
    {
        chdir(Checkout::root());
        $problems = [...self::unequalPictures(), ...self::unequalVariables()];
        foreach ([...glob('*.md') ?: [], ...glob('docs/*.md') ?: [], 'sandbox/README.md', ...glob('plugins/*/README.md') ?: []] as $file) {
            array_push($problems, ...self::brokenLinks($file), ...self::missingPaths($file));
        }

        return $problems;
    }

    /** The text without its code blocks, in which nothing is a link or a heading. */
    private static function prose(string $markdown): string
    {
        return (string) preg_replace(['~^```.*?^```$~ms', '~^    .*$~m', '~<!--.*?-->~s'], '', $markdown);
    }

    /** @return list<string> the anchors that GitHub gives a page's headings */
    private static function anchors(string $markdown): array
    {
        preg_match_all('~^#+ +(.+)$~m', self::prose($markdown), $headings);
        $anchors = [];
        foreach ($headings[1] as $heading) {
            $anchor = str_replace(' ', '-', (string) preg_replace('~[^\w\- ]~u', '', strtolower(trim($heading))));
            $times = count(array_keys($anchors, $anchor, true));
            $anchors[] = $times === 0 ? $anchor : "$anchor-$times";
        }

        return $anchors;
    }

    /** @return list<string> what is wrong with the links of a page; $file is its path from the current folder */
    private static function brokenLinks(string $file): array
    {
        $markdown = (string) file_get_contents($file);
        preg_match_all('~\]\(([^)\s]+)\)|\b(?:src|srcset)="([^"]+)"~', self::prose($markdown), $matches);
        $problems = [];
        foreach (array_filter(array_map(static fn (string $a, string $b): string => $a . $b, $matches[1], $matches[2])) as $link) {
            if (preg_match('~^(https?|mailto):~', $link) === 1) {
                continue;
            }
            [$path, $anchor] = explode('#', $link, 2) + [1 => ''];
            $target = $path === '' ? $file : (dirname($file) === '.' ? $path : dirname($file) . "/$path");
            if (!file_exists($target)) {
                $problems[] = "$file: $link does not exist";
            } elseif ($anchor !== '' && !in_array($anchor, self::anchors((string) file_get_contents($target)), true)) {
                $problems[] = "$file: $link: there is no such heading";
            }
        }

        return $problems;
    }

    /** @return list<string> paths in `code` that match no file; NAME and … stand for any name */
    private static function missingPaths(string $file): array
    {
        $top = 'src|stubs|tests|docs|sandbox|plugins|bench|examples';
        preg_match_all("~`((?:$top)/[\\w./*…-]*)`~u", (string) file_get_contents($file), $matches);
        $patterns = str_replace(['NAME', '…'], '*', array_unique($matches[1]));

        return array_map(
            static fn (string $path): string => "$file: `$path` does not exist",
            array_values(array_filter($patterns, static fn (string $path): bool => (glob($path) ?: []) === [])),
        );
    }

    /** @return list<string> pictures whose dark version shows something else */
    private static function unequalPictures(): array
    {
        $drawing = static fn (string $file): string => (string) preg_replace('~<style>.*?</style>~s', '', (string) file_get_contents($file));
        $problems = [];
        foreach (glob('docs/images/*-dark.svg') ?: [] as $dark) {
            $light = str_replace('-dark.svg', '.svg', $dark);
            if (!is_file($light) || $drawing($light) !== $drawing($dark)) {
                $problems[] = "$dark differs from $light in more than its style";
            }
        }

        return $problems;
    }

    /** @return list<string> environment variables of ours that are read and not described, or described and not read */
    private static function unequalVariables(): array
    {
        preg_match('~^## Environment variables$(.*?)^## ~ms', (string) file_get_contents('CONTRIBUTING.md'), $section);
        preg_match_all('~`([A-Z][A-Z_]+)`~', $section[1] ?? '', $described);
        $code = '';
        foreach (['tests', 'bench', 'sandbox', 'plugins', '.ci'] as $folder) {
            foreach (new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS)) as $file) {
                $code .= preg_match('~\.(sh|php|inc|phpt|mjs)$|/run$~', (string) $file) === 1 ? file_get_contents((string) $file) : '';
            }
        }
        preg_match_all('~(?:getenv\(\'|process\.env\.|\$\{?)(DOJO_[A-Z_]+)~', $code, $read);
        $described = array_unique($described[1]);

        return [
            ...array_map(static fn (string $name): string => "CONTRIBUTING.md lacks the variable $name", array_values(array_diff(array_unique($read[1]), $described))),
            ...array_map(static fn (string $name): string => "CONTRIBUTING.md has $name, which nothing reads", array_values(array_filter($described, static fn (string $name): bool => !str_contains($code, $name)))),
        ];
    }
}
