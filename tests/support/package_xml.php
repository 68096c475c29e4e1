<?php

declare(strict_types=1);

/*
 * Keeps the list of files in package.xml equal to the files of the project.
 *
 *   php tests/support/package_xml.php --write   rewrites the list between <contents> and </contents>
 *   php tests/support/package_xml.php --check   exits 1, naming each file that is missing there or too many
 */

const INDENT = '        ';

$root = dirname(__DIR__, 2);
$mode = $argv[1] ?? '';
if (!in_array($mode, ['--write', '--check'], true)) {
    fwrite(STDERR, "usage: php tests/support/package_xml.php --write|--check\n");
    exit(2);
}

$xml = (string) file_get_contents("$root/package.xml");
if (!preg_match('~(<contents>\n)(.*?)(\n {4}</contents>)~s', $xml, $found)) {
    fwrite(STDERR, "package.xml: no <contents> … </contents>, each tag at the end of its line\n");
    exit(1);
}

$lines = [INDENT . '<dir name="/">'];
foreach (projectFiles($root) as $file) {
    $lines[] = sprintf('%s    <file name="%s" role="%s"/>', INDENT, htmlspecialchars($file, ENT_XML1), role($file));
}
$lines[] = INDENT . '</dir>';

if ($mode === '--write') {
    file_put_contents("$root/package.xml", str_replace($found[0], $found[1] . implode("\n", $lines) . $found[3], $xml));
    exit(0);
}

$listed = explode("\n", $found[2]);
foreach (array_diff($lines, $listed) as $line) {
    echo 'missing in package.xml: ', trim($line), "\n";
}
foreach (array_diff($listed, $lines) as $line) {
    echo 'too many in package.xml: ', trim($line), "\n";
}
if ($listed !== $lines) {
    echo "php tests/support/package_xml.php --write mends the list\n";
    exit(1);
}

/**
 * What git knows, or would with the next `git add`; in an unpacked archive, every file. Files of the repository's own
 * housekeeping (.gitignore and the like) stay out, and package.xml, which PEAR adds itself.
 *
 * @return list<string>
 */
function projectFiles(string $root): array
{
    $files = [];
    if (is_dir("$root/.git") || is_file("$root/.git")) {
        $command = 'git -c safe.directory=* -C ' . escapeshellarg($root) . ' ls-files -z --cached --others --exclude-standard';
        $files = explode("\0", rtrim((string) shell_exec($command), "\0"));
    } else {
        $skip = fn (SplFileInfo $entry) => $entry->getPathname() !== "$root/build";
        $tree = new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS);
        foreach (new RecursiveIteratorIterator(new RecursiveCallbackFilterIterator($tree, $skip)) as $entry) {
            $files[] = substr($entry->getPathname(), strlen($root) + 1);
        }
    }
    $files = array_filter(
        array_unique($files),
        fn (string $file) => $file !== 'package.xml' && !preg_match('~(^|/)\.~', $file) && is_file("$root/$file"),
    );
    sort($files, SORT_STRING);
    return $files;
}

function role(string $file): string
{
    return match (true) {
        str_starts_with($file, 'tests/'), str_starts_with($file, 'bench/') => 'test',
        str_starts_with($file, 'sandbox/') => 'data',
        str_starts_with($file, 'src/'), str_starts_with($file, 'stubs/') => 'src',
        (bool) preg_match('~^[^/]+\.(c|h|m4|w32)$~', $file) => 'src',
        default => 'doc',
    };
}
