<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Shop\Effect;
use Dojo\Tests\Extension;
use Random\Engine\Xoshiro256StarStar;
use Random\Randomizer;

/**
 * A walk with two real processes, which are killed with SIGKILL whatever they are doing. The seed gives the requests, but not when
 * exactly a process dies, so such a walk cannot be repeated.
 */
final class ProcessWalk
{
    /** A request takes about so many microseconds. */
    private const REQUEST_MICROSECONDS = 25_000;

    public int $kills = 0;

    /** @var list<array{resource, array<int, resource>}> */
    private array $workers = [];
    private readonly Randomizer $random;
    private readonly string $mail;
    private int $serial = 0;

    /** @param array{dsn: string, kit: string} $job */
    public function __construct(private readonly World $world, private readonly Connections $connections, private readonly array $job, int $seed)
    {
        $this->random = new Randomizer(new Xoshiro256StarStar(hash('sha256', "processes $seed", true)));
        $this->mail = (string) tempnam(sys_get_temp_dir(), 'dojo-mail-');
    }

    public function run(): void
    {
        $this->workers = [$this->start(), $this->start()];
        for ($n = $this->random->getInt(10, 20); $n > 0; $n--) {
            if ($this->random->getInt(0, 3) === 0) {
                $this->pay();
                continue;
            }
            $asked = [0, 1];
            foreach ($asked as $index) {
                $this->ask($index, $this->request());
            }
            foreach ($asked as $index) {
                $this->random->getInt(0, 2) === 0 ? $this->kill($index) : $this->await($index);
            }
        }
        foreach ($this->workers as [$process, $pipes]) {
            fclose($pipes[0]);
            fclose($pipes[1]);
            proc_close($process);
        }
        foreach (array_filter(explode("\n", (string) file_get_contents($this->mail))) as $line) {
            [$id, $order, $kind, $data] = json_decode($line, true, 8, JSON_THROW_ON_ERROR);
            $this->world->mail[$id] = ['times' => ($this->world->mail[$id]['times'] ?? 0) + 1, 'effect' => new Effect($id, $order, $kind, $data, 0)];
        }
        unlink($this->mail);
        $this->world->advance(time() - $this->world->now() + 1.0); // the processes have the system's clock
        (new Settling($this->world, $this->connections))->run(isLong: false);
    }

    /** @return array{resource, array<int, resource>} */
    private function start(): array
    {
        $settings = ['dsn' => $this->job['dsn'], 'kit' => $this->job['kit'], 'mail' => $this->mail, 'client' => $this->world->dojo->options()];
        $process = proc_open(
            [PHP_BINARY, ...Extension::options(), __DIR__ . '/worker.php', json_encode($settings, JSON_THROW_ON_ERROR)],
            [['pipe', 'r'], ['pipe', 'w'], STDERR],
            $pipes,
        );
        if ($process === false || fgets($pipes[1]) !== "ready\n") {
            throw new \RuntimeException('A process of the shop did not start.');
        }

        return [$process, $pipes];
    }

    /** @param list<int|string> $request */
    private function ask(int $index, array $request): void
    {
        $this->world->say("process $index: " . json_encode($request));
        fwrite($this->workers[$index][1][0], json_encode($request, JSON_THROW_ON_ERROR) . "\n");
    }

    private function await(int $index): void
    {
        $line = (string) fgets($this->workers[$index][1][1]);
        if ($line !== "done\n") {
            $this->world->problems[] = "crash: $line";
        }
    }

    private function kill(int $index): void
    {
        usleep($this->random->getInt(0, self::REQUEST_MICROSECONDS));
        [$process, $pipes] = $this->workers[$index];
        proc_terminate($process, SIGKILL);
        fclose($pipes[0]);
        fclose($pipes[1]);
        proc_close($process);
        $this->kills++;
        $this->world->say("process $index is killed");
        $this->workers[$index] = $this->start();
    }

    private function pay(): void
    {
        $intents = array_values(array_filter($this->world->dojo->intents(), static fn (array $intent): bool => $intent['status'] === 'Created'));
        if ($intents !== []) {
            $this->world->say('a customer pays');
            $this->world->dojo->pay((string) $intents[$this->random->getInt(0, count($intents) - 1)]['id'], false);
        }
    }

    /** @return list<int|string> */
    private function request(): array
    {
        $order = 'order-' . $this->random->getInt(1, 2);
        $form = fn (string $kind): string => "$kind-form-" . ($this->random->getInt(0, 2) === 0 ? $this->serial : ++$this->serial);
        switch ($this->random->getInt(0, 11)) {
            case 0: case 1: case 2: case 3:
                return ['begin', $order];
            case 4: case 5:
                return ['look', $order];
            case 6: case 7:
                return ['refund', $order, $form('refund'), 250];
            case 8:
                return ['capture', 'order-2', $form('capture'), 500];
            case 9:
                return ['cron', ''];
            default:
                $ids = array_column($this->world->dojo->intents(), 'id');
                $payload = ['id' => 'evt_' . ++$this->serial, 'event' => 'payment_intent.status_updated', 'accountId' => 'acc_1', 'createdAt' => '2026-02-27T09:30:00.0000000Z',
                    'data' => ['paymentIntentId' => $ids === [] ? 'pi_unknown' : $ids[$this->random->getInt(0, count($ids) - 1)], 'paymentStatus' => 'Created', 'captureMode' => 'Auto']];

                return ['event', $order, json_encode($payload, JSON_THROW_ON_ERROR)];
        }
    }
}
