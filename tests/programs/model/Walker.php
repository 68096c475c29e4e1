<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Sandbox\Sandbox;

/** Walks one seed after the other, in a process of its own with an offline Dojo of its own. */
final class Walker
{
    private const SHRINK_SECONDS = 20.0;

    private readonly Connections $connections;
    private readonly Dojo $dojo;
    private readonly Sandbox $sandbox;

    /** @param array{dsn: string, first: int, step: int, walks: int, seconds: float, shrinks: bool, stopsAtFailure: bool, kit: string, isProcesses?: bool} $job */
    public function __construct(private readonly array $job)
    {
        $this->sandbox = Sandbox::start(['--no-log']);
        $this->dojo = new Dojo($this->sandbox->url, 'sk_sandbox_example');
        $this->connections = new Connections($job['dsn']);
    }

    public function run(): void
    {
        $until = microtime(true) + $this->job['seconds'];
        $calls = 0;
        $kills = 0;
        for ($walks = 0, $seed = $this->job['first']; $walks < $this->job['walks'] && microtime(true) < $until; $seed += $this->job['step']) {
            $script = Script::random($seed);
            $world = $this->job['isProcesses'] ?? false ? $this->walkWithProcesses($seed, $kills) : $this->walk($script);
            $walks++;
            $calls += $world->calls;
            if ($world->problems !== []) {
                if ($this->job['shrinks']) {
                    $world = (new Shrinking($this->walk(...), self::SHRINK_SECONDS))->shrink($script, $world);
                }
                echo json_encode(['seed' => $seed, 'walks' => $walks, 'problems' => array_values(array_unique($world->problems)), 'story' => $world->story], JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
                if ($this->job['stopsAtFailure']) {
                    break;
                }
            }
        }
        echo json_encode(['walks' => $walks, 'calls' => $calls, 'kills' => $kills]), "\n";
    }

    private function walkWithProcesses(int $seed, int &$kills): World
    {
        $world = new World($this->dojo, $this->connections, new Script($seed, [0, 1], [], false));
        try {
            $walk = new ProcessWalk($world, $this->connections, $this->job, $seed);
            $walk->run();
            $kills += $walk->kills;
        } catch (\Throwable $e) {
            $world->problems[] = "the model itself: $e";
        }

        return $world;
    }

    private function walk(Script $script): World
    {
        $world = new World($this->dojo, $this->connections, $script);
        try {
            $world->run();
        } catch (\Throwable $e) {
            $world->problems[] = "the model itself: $e";
        }

        return $world;
    }
}
