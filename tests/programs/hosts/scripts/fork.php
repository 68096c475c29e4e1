<?php

/**
 * Forks as the scenario says, calls the API before, during and after, and writes a line for each call of each process: its
 * role, and the number of the connection or what went wrong.
 *
 *   php fork.php SCENARIO FILE
 */

declare(strict_types=1);

[, $scenario, $file] = $argv;
$role = 'parent';

function note(string $what): void
{
    global $role, $file;
    file_put_contents($file, "$role $what\n", FILE_APPEND | LOCK_EX);
}

/** @param array<string, mixed> $options */
function client(array $options = []): Dojo\Client
{
    return new Dojo\Client('sk_sandbox_example', ...$options + ['baseUrl' => getenv('HOSTS_API'), 'caFile' => getenv('HOSTS_CA'), 'timeout' => 15.0]);
}

function call(Dojo\Client $dojo, int $times = 1, string $id = 'pi_sandbox_example'): void
{
    for ($i = 0; $i < $times; $i++) {
        try {
            note('used ' . $dojo->getPaymentIntent($id)['reference']);
        } catch (Dojo\DojoException $e) {
            note('failed ' . $e::class);
        }
    }
}

/** @param callable(): mixed $work of the child, which then ends as a script does, unless it sees to that itself */
function child(string $name, callable $work): int
{
    global $role;
    $pid = pcntl_fork();
    if ($pid === 0) {
        $role = $name;
        $work();
        exit(0);
    }

    return $pid;
}

function wait(int $pid): void
{
    pcntl_waitpid($pid, $status);
    if (pcntl_wifexited($status) && pcntl_wexitstatus($status) !== 0) {
        note('failed: a child ended with ' . pcntl_wexitstatus($status));
    }
}

$dojo = client();
$scenarios = [
    'before any use' => static function () use ($dojo): void {
        $children = array_map(static fn (int $i): int => child("child$i", static fn () => call($dojo, 20)), [1, 2, 3]);
        call($dojo, 20);
        array_map(wait(...), $children);
        call($dojo, 5);
    },
    'between two calls' => static function () use ($dojo): void {
        call($dojo, 5);
        $children = array_map(static fn (int $i): int => child("child$i", static function () use ($dojo): void {
            call($dojo, 20);
            if (Dojo\Client::poolStats() !== ['open' => 1, 'opened' => 1, 'reused' => 19, 'dropped' => 1, 'requests' => 20]) {
                note('failed: poolStats() is not of the child alone: ' . json_encode(Dojo\Client::poolStats()));
            }
        }), [1, 2, 3]);
        call($dojo, 20);
        array_map(wait(...), $children);
        call($dojo, 5);
    },
    'with a pool of several connections' => static function () use ($dojo): void {
        $fetch = static function () use ($dojo): void {
            foreach ($dojo->getPaymentIntents(['wait-400', 'wait-401', 'wait-402', 'wait-403'], 4) as $intent) {
                note('used ' . (is_array($intent) ? $intent['reference'] : $intent::class));
            }
        };
        $fetch();
        $pid = child('child1', $fetch);
        $fetch();
        wait($pid);
        $fetch();
    },
    'in onExchange' => static function (): void {
        $pid = null;
        $dojo = client(['onExchange' => static function () use (&$pid): void {
            global $role;
            if ($pid === null && ($pid = pcntl_fork()) === 0) {
                $role = 'child1';
            }
        }]);
        $dojo->getPaymentIntent('pi_sandbox_example'); // both processes return from this call
        call($dojo, 10);
        if ($pid !== 0) {
            wait((int) $pid);
            call($dojo, 5);
        }
    },
    'in onExchange, before the retry' => static function () use ($dojo): void {
        $pid = null;
        $retrying = client(['maxRetries' => 1, 'onExchange' => static function () use (&$pid): void {
            global $role;
            if ($pid === null && ($pid = pcntl_fork()) === 0) {
                $role = 'child1';
            }
        }]);
        call($dojo, 2);
        try {
            $retrying->getPaymentIntent('fault-503');
            note('failed: no exception');
        } catch (Dojo\ServerException) {
            /* Both processes have retried. */
        }
        call($dojo, 5);
        if ($pid !== 0) {
            wait((int) $pid);
            call($dojo, 5);
        }
    },
    'the child does nothing' => static function () use ($dojo): void {
        call($dojo, 5);
        wait(child('child1', static fn () => null));
        call($dojo, 5);
    },
    'the child resets the pool' => static function () use ($dojo): void {
        call($dojo, 5);
        wait(child('child1', static function () use ($dojo): void {
            Dojo\Client::resetPool();
            if (Dojo\Client::poolStats()['open'] !== 0) {
                note('failed: poolStats() counts what is not the child\'s');
            }
            call($dojo, 3);
        }));
        call($dojo, 5);
    },
    'the child is killed' => static function () use ($dojo): void {
        call($dojo, 5);
        wait(child('child1', static function () use ($dojo): void {
            call($dojo, 3);
            posix_kill(getmypid(), SIGKILL);
        }));
        wait(child('child2', static fn () => posix_kill(getmypid(), SIGKILL)));
        call($dojo, 5);
    },
    'the child ends in a fatal error' => static function () use ($dojo): void {
        call($dojo, 5);
        $pid = child('child1', static function () use ($dojo): void {
            call($dojo, 3);
            ini_set('display_errors', '0');
            trigger_error('the end', E_USER_ERROR);
        });
        pcntl_waitpid($pid, $status);
        call($dojo, 5);
    },
    'the parent ends first' => static function () use ($dojo): void {
        call($dojo, 5);
        $parent = getmypid();
        child('child1', static function () use ($dojo, $parent): void {
            call($dojo, 3);
            while (posix_getppid() === $parent) {
                usleep(1000);
            }
            call($dojo, 3);
        });
    },
    'a child of a child' => static function () use ($dojo): void {
        call($dojo, 5);
        wait(child('child1', static function () use ($dojo): void {
            call($dojo, 5);
            $grandchild = child('child2', static fn () => call($dojo, 5));
            call($dojo, 5);
            wait($grandchild);
            call($dojo, 5);
        }));
        call($dojo, 5);
    },
    'a program that is started' => static function () use ($dojo): void {
        call($dojo);
        exec('ls -l /proc/self/fd; exec cat /proc/net/tcp', $lines);
        preg_match_all('~socket:\[(\d+)\]~', implode("\n", $lines), $inherited);
        /* The tenth field of each connection's line is the socket's inode. */
        $connections = array_map(static fn (string $line): string => preg_split('~\s+~', trim($line))[9] ?? '', $lines);
        if (array_intersect($inherited[1], $connections) !== []) {
            note('failed: the program inherits a connection');
        }
        call($dojo);
    },
    'a hundred children' => static function () use ($dojo): void {
        call($dojo);
        for ($i = 1; $i <= 100; $i++) {
            wait(child("child$i", static fn () => call($dojo)));
            call($dojo);
        }
    },
];
if ($scenario === '') {
    echo implode("\n", array_keys($scenarios));
} else {
    $scenarios[$scenario]();
}
