<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** JSON in and out. */
final class Json
{
    public const MAX_DEPTH = 64;

    /** An empty PHP array is a JSON list under these names, and an object under all others. */
    private const LISTS = [
        'data', 'itemLines', 'taxLines', 'modifiers', 'paymentMethods', 'captures', 'terminalSessionHistory',
        'cardSchemes', 'wallets', 'events', 'secrets', 'setupEvents', 'notificationEvents', 'statusEvents',
        'savedPaymentMethods', 'capabilities', 'lines', 'emails', 'statuses', 'wsIntegrations',
        'restIntegrations', 'dojoManagedIntegrations', 'requests', 'deliveries', 'attempts', 'faults',
        'receipts', 'cards', 'terminals',
    ];

    public static function encode(mixed $value): string
    {
        return json_encode(
            self::withObjects($value, 'data'),
            // An error may quote what was sent, which may be any bytes.
            JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
        );
    }

    /** @throws \JsonException */
    public static function decode(string $text): mixed
    {
        return json_decode($text, false, self::MAX_DEPTH, JSON_THROW_ON_ERROR | JSON_BIGINT_AS_STRING);
    }

    /** First letter of every key upper-case, at every depth, as one gateway of the real API has been seen to respond. */
    public static function pascalCase(string $text): string
    {
        $rename = static function (mixed $value) use (&$rename): mixed {
            if ($value instanceof \stdClass) {
                $renamed = new \stdClass();
                foreach (get_object_vars($value) as $key => $item) {
                    $renamed->{ucfirst((string) $key)} = $rename($item);
                }

                return $renamed;
            }

            return is_array($value) ? array_map($rename, $value) : $value;
        };

        return json_encode(
            $rename(json_decode($text)),
            JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE,
        );
    }

    private static function withObjects(mixed $value, string|int $key): mixed
    {
        if (!is_array($value)) {
            return $value;
        }
        if ($value === []) {
            return in_array($key, self::LISTS, true) ? [] : new \stdClass();
        }
        $result = [];
        foreach ($value as $name => $item) {
            if ($item !== null) {
                $result[$name] = self::withObjects($item, $name);
            }
        }

        // Errors are a map by field, even if a field is called 0.
        return array_is_list($value) && $key !== 'errors' ? array_values($result) : (object) $result;
    }
}
