<?php

declare(strict_types=1);

/**
 * Compares what PHPStan says of mistakes.php with its own comments, `// finds: part of the message`.
 *
 * @return list<string>
 */
function mistakes_missed(PhpStan $stan, string $folder): array
{
    $problems = [];
    $file = "$folder/mistakes.php";
    $found = $stan->messages([$folder])[$file] ?? [];
    foreach (file($file, FILE_IGNORE_NEW_LINES) ?: [] as $index => $text) {
        $line = $index + 1;
        $messages = $found[$line] ?? [];
        $wanted = preg_match('~// finds: (.+)$~', $text, $match) === 1 ? $match[1] : null;
        if ($wanted === null) {
            array_push($problems, ...array_map(static fn (string $m): string => "line $line has no mistake, but: $m", $messages));
        } elseif ($messages === []) {
            $problems[] = "line $line: not found: $wanted";
        } elseif (count($messages) > 1 || !str_contains($messages[0], $wanted)) {
            $problems[] = "line $line: expected one message with \"$wanted\", got: " . implode(' / ', $messages);
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
