<?php

declare(strict_types=1);

namespace Dojo\Tests\Composer;

use Dojo\Tests\Command;

/** What the composer.json of sandbox/ requires and suggests, and what its code uses. */
final class Requirements
{
    /** No PHP is built without these. */
    private const ALWAYS = ['Core', 'standard', 'SPL', 'date', 'hash', 'json', 'pcre', 'random', 'Reflection'];

    /** @param array<string, mixed> $manifest */
    public function __construct(private readonly array $manifest)
    {
    }

    /** @return list<string> extensions in lower case; in require, suggest, or both */
    public function named(string ...$sections): array
    {
        $names = [];
        foreach ($sections as $section) {
            foreach (array_keys($this->manifest[$section]) as $name) {
                if (str_starts_with($name, 'ext-')) {
                    $names[] = substr($name, 4);
                }
            }
        }
        sort($names);

        return $names;
    }

    /** @return list<string> the extensions whose functions and classes the files use */
    public static function used(string ...$files): array
    {
        $used = [];
        foreach ($files as $file) {
            $tokens = array_values(array_filter(\PhpToken::tokenize((string) file_get_contents($file)), static fn (\PhpToken $token): bool => !$token->isIgnorable()));
            foreach ($tokens as $i => $token) {
                $name = ltrim($token->text, '\\');
                $before = $i === 0 ? null : $tokens[$i - 1];
                if ($token->is([T_STRING, T_NAME_FULLY_QUALIFIED]) && ($tokens[$i + 1]->text ?? '') === '(' && function_exists($name)
                    && !$before?->is([T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_NEW])) {
                    $used[] = (new \ReflectionFunction($name))->getExtensionName();
                } elseif (($token->is(T_NAME_FULLY_QUALIFIED) || $before?->is(T_USE)) && (class_exists($name, false) || interface_exists($name, false))) {
                    $used[] = (new \ReflectionClass($name))->getExtensionName();
                }
            }
        }
        $used = array_map('strtolower', array_values(array_diff(array_unique(array_filter($used)), self::ALWAYS)));
        sort($used);

        return $used;
    }

    /**
     * A PHP that has the required extensions and as few others as this machine's PHP can do without.
     *
     * @param string $folder for its php.ini, and for `php` as scripts with `#!/usr/bin/env php` find it
     * @return array<string, string> its environment
     */
    public function barePhp(string $folder): array
    {
        [, $builtIn] = Command::run([PHP_BINARY, '-n', '-m']);
        $missing = array_diff($this->named('require'), array_map('strtolower', explode("\n", $builtIn)));
        mkdir("$folder/bin");
        symlink(PHP_BINARY, "$folder/bin/php");
        file_put_contents("$folder/bin/php.ini", implode('', array_map(static fn (string $name): string => "extension=$name\n", $missing)));

        return ['PHPRC' => "$folder/bin/php.ini", 'PHP_INI_SCAN_DIR' => "$folder/bin/none", 'PATH' => "$folder/bin:" . getenv('PATH')];
    }
}
