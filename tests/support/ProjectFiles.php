<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** The files of the project. */
final class ProjectFiles
{
    /**
     * The files that git tracks, or would track after `git add`; in an unpacked archive, every file.
     *
     * @param string $pattern a regular expression that the path must match
     * @return list<string> sorted paths, relative to the checkout
     */
    public static function all(string $pattern = '~~'): array
    {
        $root = Checkout::root();
        if (file_exists("$root/.git")) {
            [$status, $output, $errors] = Command::run(['git', '-c', 'safe.directory=*', '-C', $root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']);
            $files = $status === 0 ? explode("\0", rtrim($output, "\0")) : throw new \RuntimeException("git lists no files: $errors");
        } else {
            $files = [];
            $isNoBuild = static fn (\SplFileInfo $entry): bool => $entry->getPathname() !== "$root/build";
            $tree = new \RecursiveDirectoryIterator($root, \FilesystemIterator::SKIP_DOTS);
            foreach (new \RecursiveIteratorIterator(new \RecursiveCallbackFilterIterator($tree, $isNoBuild)) as $entry) {
                $files[] = substr($entry->getPathname(), strlen($root) + 1);
            }
        }
        $files = array_filter(array_unique($files), static fn (string $file): bool => preg_match($pattern, $file) === 1 && is_file("$root/$file"));
        sort($files, SORT_STRING);

        return $files;
    }
}
