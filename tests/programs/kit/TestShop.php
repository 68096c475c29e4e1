<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Client;
use Dojo\Shop\Change;
use Dojo\Shop\Effect;
use Dojo\Shop\Kit;
use Dojo\Shop\Order;
use Dojo\Shop\Orders;
use Dojo\Shop\PdoDatabase;
use Dojo\Shop\Settings;
use Dojo\Tests\Extension;
use Dojo\Tests\Process;

/** A shop of the kit's: orders, what was told to whom, the log, and a clock that the test sets. */
final class TestShop implements Orders
{
    public const URL = 'https://shop.example';
    public const HOOK = 'https://shop.example/webhook.php';

    /** @var list<string> */
    public array $log = [];

    /** @var list<Effect> */
    public array $effects = [];

    /** @var array<string, mixed> further fields of the orders' requests */
    public array $request = [];

    /** The id by which the shop knows whatever order it is asked for; the one that it is asked for if null. */
    public ?string $spelling = null;
    public readonly TestTime $time;
    public readonly \PDO $pdo;

    /** @param string $account the part of the key that gives the shop its own account */
    public function __construct(public readonly string $dojoUrl, public readonly string $account, public readonly string $dsn)
    {
        $this->time = new TestTime();
        $this->pdo = $this->connect();
    }

    public function install(): void
    {
        $this->kit()->store->migrate();
        $this->pdo->exec('CREATE TABLE orders (id VARCHAR(64) NOT NULL PRIMARY KEY, amount BIGINT NOT NULL, for_sale INTEGER NOT NULL, state VARCHAR(12) NOT NULL)');
    }

    public function client(?string $key = null): Client
    {
        return new Client($key ?? "sk_sandbox_$this->account", baseUrl: $this->dojoUrl, timeout: 10.0);
    }

    /**
     * The kit, made afresh as in another request.
     *
     * @param array<string, mixed> $settings in place of the usual ones
     */
    public function kit(array $settings = [], ?Client $dojo = null): Kit
    {
        $settings += ['siteUrl' => self::URL, 'log' => function (string $line): void {
            $this->log[] = $line;
        }];

        return new Kit($dojo ?? $this->client(), $this, new PdoDatabase($this->pdo), new Settings(...$settings), $this->time);
    }

    public function order(string $id, int $amount): void
    {
        $this->pdo->prepare("INSERT INTO orders VALUES (?, ?, 1, 'open')")->execute([$id, $amount]);
    }

    /** @return list<array<string, mixed>> */
    public function rows(string $sql): array
    {
        return $this->pdo->query($sql)->fetchAll(\PDO::FETCH_ASSOC);
    }

    public function one(string $sql): mixed
    {
        return $this->pdo->query($sql)->fetchColumn();
    }

    /** Another process of this shop, see worker.php. */
    public function worker(string $task, string ...$arguments): Process
    {
        return new Process(
            [PHP_BINARY, ...Extension::options(), __DIR__ . '/worker.php', $task, ...$arguments],
            ['KIT_DOJO' => $this->dojoUrl, 'KIT_ACCOUNT' => $this->account, 'KIT_DSN' => $this->dsn],
            isMerged: true,
        );
    }

    public function find(string $orderId): ?Order
    {
        $orderId = $this->spelling ?? $orderId;
        $query = $this->pdo->prepare('SELECT * FROM orders WHERE id = ?');
        $query->execute([$orderId]);
        $row = $query->fetch(\PDO::FETCH_ASSOC);

        return $row === false ? null : new Order($orderId, (int) $row['amount'], 'GBP', (int) $row['for_sale'] === 1, $this->request);
    }

    public function apply(Order $order, Change $change): void
    {
        if ($change->state !== null) {
            $this->pdo->prepare('UPDATE orders SET state = ? WHERE id = ?')->execute([$change->state->value, $order->id]);
        }
    }

    public function perform(?Order $order, Effect $effect): void
    {
        $this->effects[] = $effect;
    }

    private function connect(): \PDO
    {
        return new \PDO($this->dsn, 'root', '', [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION, \PDO::ATTR_TIMEOUT => 10]);
    }
}
