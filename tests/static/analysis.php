<?php

declare(strict_types=1);

/**
 * Compares what PHPStan says of a file with the file's own comments, `// finds: part of the message`.
 *
 * @return list<string>
 */
function mistakes_missed(PhpStan $stan, string $file): array
{
    $problems = [];
    $found = $stan->messages($file);
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
