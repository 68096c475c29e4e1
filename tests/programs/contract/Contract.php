<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

use Dojo\Tests\Tables;

/** The operations that are in both the published document and the extension's table. */
final class Contract
{
    /** @var array<string, Operation> those in both, by the name of their method */
    public readonly array $operations;
    /** @var list<string> how the two lists of operations differ */
    public readonly array $differences;
    public readonly string $version;

    /**
     * @throws \UnexpectedValueException if $document is not a description of the API
     */
    public function __construct(string $document)
    {
        $published = self::published($document, $version);
        $this->version = $version;
        $operations = $differences = [];
        foreach (Tables::operations() as $name => $row) {
            $wire = "$row[method] $row[path]";
            if (isset($published[self::plain($wire)])) {
                $operations[$name] = new Operation($published[self::plain($wire)]);
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

    /** The two may name a path's parameters differently. */
    private static function plain(string $wire): string
    {
        return (string) preg_replace('~\{[^}]*\}~', '{}', $wire);
    }
}
