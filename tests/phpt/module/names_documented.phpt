--TEST--
Every exception, setting, constructor argument and error word is documented, and no other is
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

$root = dirname(__DIR__, 3);

/** @return list<string> the first group of each match in a file of the project */
function found(string $file, string $pattern): array
{
    preg_match_all($pattern, (string) file_get_contents("$GLOBALS[root]/$file"), $matches);

    return $matches[1];
}

/** @param list<string> $names @param list<string> $documented */
function compare(string $file, array $names, array $documented): void
{
    foreach (array_diff($names, $documented) as $name) {
        echo "$file lacks $name\n";
    }
    foreach (array_diff($documented, $names) as $name) {
        echo "$file has $name, which does not exist\n";
    }
    echo count($names) > 1 ? "compared\n" : "$file: there is nothing to compare\n";
}

$classes = array_filter(get_declared_classes(), static fn (string $class): bool => is_a($class, Dojo\DojoException::class, true));
compare(
    'docs/errors-and-retries.md',
    array_map(static fn (string $class): string => substr($class, strlen('Dojo\\')), $classes),
    found('docs/errors-and-retries.md', '~^\| `(\w+Exception)` \|~m'),
);

compare(
    'docs/operations.md',
    array_map(static fn (string $name, array $setting): string => "$name = $setting[global_value]", array_keys(ini_get_all('dojo')), ini_get_all('dojo')),
    array_map(static fn (string $row): string => strtr($row, ['` | ' => ' = ']), found('docs/operations.md', '~^\| `(dojo\.\w+` \| \d+) \|~m')),
);

$arguments = array_column((new ReflectionMethod('Dojo\Client', '__construct'))->getParameters(), 'name');
compare(
    'stubs/dojo.stub.php',
    $arguments,
    found('stubs/dojo.stub.php', '~^     \* - \$(\w+):~m'),
);

// The key is the only argument that README passes by position.
[$settings] = found('README.md', '~^## Settings\n(.*?)^## ~ms');
foreach (array_diff($arguments, ['apiKey']) as $name) {
    preg_match("~\b$name\b~", $settings) === 1 || print("README.md lacks $name\n");
}

// Exceptions of an attempt: neither of arguments refused before it nor of webhooks.
preg_match('~null for success and (.*?)\*/~s', (string) file_get_contents("$root/stubs/dojo.stub.php"), $words);
preg_match_all('~"([a-z-]+)"~', $words[1], $words);
compare(
    'the description of Exchange::$error',
    found('src/core/dojo_errors.def', '~^DOJO_ERROR_CODE\(\w+, "([\w-]+)", (?!validation|signature|missing_signature)\w+\)~m'),
    $words[1],
);
?>
--EXPECT--
compared
compared
compared
compared
