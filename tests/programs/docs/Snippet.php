<?php

declare(strict_types=1);

namespace Dojo\Tests\Docs;

/**
 * A ```php snippet of the documentation. The comment above it says what it needs: <!-- snippet: with=paid prints=~regex~ -->
 * It runs once for each such comment.
 *
 *   with=NAME      what exists before it runs; see Fixtures
 *   prints=~RE~    what its output must match
 *   throws=~RE~    what the message of the exception that ends it must match
 *   fault=LIST     what the offline Dojo does to its POSTs, METHOD:fault to others: close-after,GET:status=403
 *   web=NAME       it is a page: `checkout` is opened, `webhook` gets a signed event and a forged one; `both` is two pages, its
 *                  second and third paragraph, each after the first
 *   unread=STATUS  what such a page responds with to a signed event whose payment intent cannot be read, with PHP's own settings
 *   new-client     it creates its own client
 *   continues      the page's first snippet comes before it
 */
final class Snippet
{
    /** @param array<string, string> $marks */
    private function __construct(public readonly string $name, public readonly array $marks, public readonly string $code)
    {
    }

    /** @return list<self> */
    public static function of(string $file): array
    {
        $markdown = (string) file_get_contents($file);
        preg_match_all('~((?:^<!-- snippet:[^\n]*-->\n)*)^```php\n(.*?)^```$~ms', $markdown, $blocks, PREG_SET_ORDER | PREG_OFFSET_CAPTURE);
        $snippets = [];
        $first = null;
        foreach ($blocks as [, [$comments], [$code, $offset]]) {
            $name = "$file:" . (1 + substr_count(substr($markdown, 0, $offset), "\n"));
            $first ??= $code;
            preg_match_all('~^<!-- snippet:(.*)-->$~m', $comments, $comments);
            if ($comments[1] === []) {
                throw new \RuntimeException("$name has no comment that says how to run it");
            }
            foreach ($comments[1] as $run => $comment) {
                preg_match_all('~([a-z-]+)(?:=(\~[^\~]*\~|\S+))?~', $comment, $pairs, PREG_SET_ORDER);
                $marks = array_column(array_map(static fn (array $pair): array => [$pair[1], $pair[2] ?? ''], $pairs), 1, 0);
                $whole = isset($marks['continues']) ? "$first\n$code" : $code;
                $snippets[] = new self("$name runs" . ($run === 0 ? '' : ', case ' . $run + 1), $marks, $whole);
            }
        }

        return $snippets;
    }
}
