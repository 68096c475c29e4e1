<?php

declare(strict_types=1);

namespace Dojo\Tests\Static;

/**
 * Compares an analyser's messages about mistakes.php with the comments in it, `// finds Issue: part of the message`: the name of
 * Psalm's issue and part of PHPStan's message. If only PHPStan finds it, the comment is `// PHPStan finds: part of the message`.
 *
 * @return list<string>
 */
function mistakes_missed(Analyser $analyser, string $folder): array
{
    $problems = [];
    $file = "$folder/mistakes.php";
    $found = $analyser->messages([$folder])[$file] ?? [];
    foreach (file($file, FILE_IGNORE_NEW_LINES) ?: [] as $index => $text) {
        $line = $index + 1;
        $messages = $found[$line] ?? [];
        if (preg_match('~// (?:finds (\w+)|PHPStan finds): (.+)$~', $text, $match, PREG_UNMATCHED_AS_NULL) !== 1) {
            array_push($problems, ...array_map(static fn (string $m): string => "line $line has no mistake, but: $m", $messages));
        } elseif (!$analyser->finds(['psalm' => $match[1], 'phpstan' => (string) $match[2]], $messages)) {
            $problems[] = "line $line: expected $match[2]" . ($match[1] === null ? '' : " ($match[1])") . ', got: ' . implode(' / ', $messages);
        }
    }

    return $problems;
}

/**
 * The programs among the examples: each folder, with the scripts beside it that require its files, and the other scripts.
 *
 * @return array<string, list<string>> the paths by name
 */
function example_programs(string $folder): array
{
    $programs = [];
    foreach (glob("$folder/*/", GLOB_NOSORT) ?: [] as $path) {
        $programs['examples/' . basename($path)] = [rtrim($path, '/')];
    }
    foreach (glob("$folder/*.php") ?: [] as $path) {
        $uses = preg_match('~^require(?:_once)? __DIR__ \. \'/([^/\']+)/~m', (string) file_get_contents($path), $match) === 1;
        $programs[$uses ? "examples/$match[1]" : 'examples/*.php'][] = $path;
    }
    ksort($programs);

    return $programs;
}
