<?php

declare(strict_types=1);

namespace Dojo\Contract;

/** Something outside this project that the tests need and don't find: they can't run. */
final class Unavailable extends \RuntimeException
{
}

/** One operation of the API. */
final class Operation
{
    /** @param list<int> $statuses what the document says can be answered */
    public function __construct(
        public readonly string $name,
        public readonly string $wire,
        public readonly array $statuses,
    ) {
    }

    /** @return list<int> */
    public function errors(): array
    {
        return array_values(array_filter($this->statuses, static fn (int $status): bool => $status >= 400));
    }
}

/** What both the published document and the extension's own table say of the API. */
final class Contract
{
    /** @var array<string, Operation> those in both, by the name of their method */
    public readonly array $operations;
    /** @var list<string> where the two disagree about which operations there are */
    public readonly array $differences;
    public readonly string $version;

    /**
     * @throws \UnexpectedValueException where $document is no document of the API
     */
    public function __construct(string $document, string $table)
    {
        $published = self::published($document, $version);
        $this->version = $version;
        $operations = $differences = [];
        foreach (self::table($table) as $name => $wire) {
            if (isset($published[self::plain($wire)])) {
                $operations[$name] = new Operation($name, $wire, $published[self::plain($wire)]);
                unset($published[self::plain($wire)]);
            } else {
                $differences[] = "$name ($wire) is in the table, not in the document";
            }
        }
        foreach (array_keys($published) as $wire) {
            $differences[] = "$wire is in the document, not in the table (a parameter's name is left out here)";
        }
        $this->operations = $operations;
        $this->differences = $differences;
    }

    /** @return array<string, list<int>> the statuses of each operation */
    private static function published(string $file, ?string &$version): array
    {
        $text = is_file($file) ? (string) file_get_contents($file) : throw new \UnexpectedValueException("there is no file $file");
        $document = json_decode($text, true);
        if (!is_array($document['paths'] ?? null) || !is_string($document['info']['version'] ?? null)) {
            throw new \UnexpectedValueException("$file is no OpenAPI document in JSON");
        }
        $version = $document['info']['version'];
        $published = [];
        foreach ($document['paths'] as $path => $methods) {
            foreach (array_intersect_key($methods, array_flip(['get', 'put', 'post', 'delete', 'patch'])) as $method => $operation) {
                $published[self::plain(strtoupper($method) . " $path")] = array_map('intval', array_keys($operation['responses']));
            }
        }

        return $published;
    }

    /** @return array<string, string> method and path by name */
    private static function table(string $file): array
    {
        $rows = preg_match_all('~^DOJO_OPERATION\((\w+), ([A-Z]+), "([^"]+)"~m', (string) file_get_contents($file), $row, PREG_SET_ORDER);

        return $rows > 0
            ? array_column(array_map(static fn (array $r): array => [$r[1], "$r[2] $r[3]"], $row), 1, 0)
            : throw new \UnexpectedValueException("there are no operations in $file");
    }

    /** The two may call a path's parameters by other names. */
    private static function plain(string $wire): string
    {
        return (string) preg_replace('~\{[^}]*\}~', '{}', $wire);
    }
}
