<?php

declare(strict_types=1);

/*
 * Keeps the list of files in package.xml equal to the files of the project.
 *
 *   php tests/support/package_xml.php --write   rewrites the list between <contents> and </contents>
 *   php tests/support/package_xml.php --check   exits 1, naming each file that is missing there or too many
 */

namespace Dojo\Tests;

require __DIR__ . '/autoload.php';

const INDENT = '        ';

/** PECL installs sandbox/ and plugins/ into its data folder, and the documents into its doc folder. */
function role(string $file): string
{
    return match (true) {
        str_starts_with($file, 'tests/'), str_starts_with($file, 'bench/') => 'test',
        str_starts_with($file, 'sandbox/'), str_starts_with($file, 'plugins/') => 'data',
        str_starts_with($file, 'src/'), str_starts_with($file, 'stubs/') => 'src',
        (bool) preg_match('~^[^/]+\.(c|h|m4|w32)$~', $file) => 'src',
        default => 'doc',
    };
}

$root = Checkout::root();
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
/* Without package.xml, which PEAR adds itself, and without files such as .gitignore. */
foreach (ProjectFiles::all('~^(?!package\.xml$)(?!(.*/)?\.)~') as $file) {
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
    echo "php tests/support/package_xml.php --write fixes the list\n";
    exit(1);
}
