<?php

declare(strict_types=1);

namespace Dojo\Tests\Timing;

use Dojo\Tests\Build;
use Dojo\Tests\Command;
use Dojo\Tests\Executable;
use Dojo\Tests\Extension;
use Dojo\Tests\Report;
use Dojo\Tests\Skip;

/** How often calls of the extension allocate memory and look an algorithm up, as valgrind's callgrind counts calls of C functions. */
final class Allocations
{
    private const FEW = 100;
    private const MANY = 300;
    private const DELIVERIES = 6; // that calls.php verifies each time
    private const ALLOCATORS = '~^(malloc|calloc|realloc|posix_memalign|aligned_alloc)$~';
    /** What OpenSSL allocates is not counted. */
    private const ALLOCATING = '~^(malloc|calloc|realloc|CRYPTO_[a-z_]+)$~';

    public function __construct(private readonly Report $report, private readonly string $folder)
    {
    }

    public function test(): void
    {
        if (Executable::find('valgrind') === null) {
            throw new Skip('valgrind is missing (Debian: apt-get install valgrind)');
        }
        $lock = Build::lock('dev');
        $isValid = $this->growth('isValid', 'zim_Dojo_Webhook_isValid');
        $this->report->same(
            ['allocations' => 0, 'look-ups' => 0, 'verifications' => self::DELIVERIES * (self::MANY - self::FEW)],
            $isValid,
            'timing: isValid() allocates nothing itself and looks up no algorithm, whatever it returns',
        );
        $verify = $this->growth('verify', 'zim_Dojo_Webhook_verify');
        $this->report->ok($verify['allocations'] >= self::MANY - self::FEW, 'timing: an allocation would be seen', (string) json_encode($verify));
        [$status] = Command::run([PHP_BINARY, '-n', '-r', 'exit(function_exists("openssl_digest") ? 0 : 1);']);
        if ($status !== 0) {
            throw new Skip("PHP's openssl extension is not compiled in, so no look-up can be tried");
        }
        $digest = $this->growth('digest');
        $this->report->ok($digest['look-ups'] >= self::MANY - self::FEW, 'timing: a look-up would be seen', (string) json_encode($digest));
    }

    /**
     * By how much the numbers grow when something is done more often.
     *
     * @param ?string $function within which is counted; everywhere if null
     * @return array{allocations: int, look-ups: int, verifications: int}
     */
    private function growth(string $what, ?string $function = null): array
    {
        $few = $this->count($what, self::FEW, $function);
        $many = $this->count($what, self::MANY, $function);

        return array_combine(array_keys($few), array_map(static fn (int $a, int $b): int => $b - $a, $few, $many));
    }

    /** @return array{allocations: int, look-ups: int, verifications: int} */
    private function count(string $what, int $times, ?string $function): array
    {
        $file = "$this->folder/$what-$times.out";
        [$status, $output] = Command::run([
            'valgrind', '--quiet', '--tool=callgrind', ...$function === null ? [] : ["--toggle-collect=$function"], '--compress-strings=no',
            '--compress-pos=no', "--callgrind-out-file=$file", PHP_BINARY, ...Extension::optionsWithoutIni(), __DIR__ . '/calls.php', $what, (string) $times,
        ], ['USE_ZEND_ALLOC' => '0'], isMerged: true); // without Zend's allocator each of its allocations is a malloc()
        if ($status !== 0) {
            throw new \RuntimeException("calls.php ended with $status: $output");
        }
        $counts = ['allocations' => 0, 'look-ups' => 0, 'verifications' => 0];
        $caller = $called = '';
        foreach (file($file, FILE_IGNORE_NEW_LINES) ?: [] as $line) {
            if (str_starts_with($line, 'fn=')) {
                $caller = substr($line, 3);
            } elseif (str_starts_with($line, 'cfn=')) {
                $called = (string) preg_replace("~'\d+$~", '', substr($line, 4));
            } elseif (preg_match('~^calls=(\d+)~', $line, $match) === 1) {
                $kind = match (true) {
                    preg_match(self::ALLOCATORS, $called) === 1 => preg_match(self::ALLOCATING, $caller) === 1 ? null : 'allocations',
                    preg_match('~^EVP_[A-Z_]*fetch$~', $called) === 1 => 'look-ups',
                    $called === 'dojo_webhook_verify' => 'verifications',
                    default => null,
                };
                $kind === null ?: $counts[$kind] += (int) $match[1];
            }
        }

        return $counts;
    }
}
