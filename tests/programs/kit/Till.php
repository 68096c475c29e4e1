<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Client;
use Dojo\Shop\Change;
use Dojo\Shop\Database;
use Dojo\Shop\Effect;
use Dojo\Shop\Kit;
use Dojo\Shop\Order;
use Dojo\Shop\Orders;
use Dojo\Shop\OrderState;
use Dojo\Shop\PdoDatabase;
use Dojo\Shop\Settings;
use Dojo\Shop\Visitor;
use Dojo\Tests\Extension;
use Dojo\Tests\Http;
use Dojo\Tests\Process;
use Dojo\Tests\Shop;
use Dojo\Webhook;

/**
 * A shop that counts: how often each order was fulfilled, each change applied, each effect performed. Its clock goes with that of the
 * offline Dojo.
 */
final class Till implements Orders
{
    private const SECRET = 'the secret of the webhook';

    public readonly TillTime $time;
    public readonly ?\PDO $pdo;
    private readonly Database $database;

    /** @var list<string> */
    public array $log = [];

    /** @var array<string, int> when each order was made */
    private array $since = [];

    /** @var ?\Closure(Order, Change): void what else apply() does, at its end */
    public ?\Closure $onApply = null;

    /** @var ?\Closure(Effect): void what else perform() does, before it has done anything */
    public ?\Closure $onPerform = null;

    /** @param array<int, mixed> $attributes of the connection @param ?Database $database in place of a connection to $dsn */
    public function __construct(
        public readonly string $url,
        public readonly string $account,
        public readonly string $dsn,
        array $attributes = [],
        public readonly ?\Sandbox $sandbox = null,
        ?Database $database = null,
    ) {
        $this->time = new TillTime();
        $this->time->ahead = (float) json_decode(Http::ask('GET', "$url/sandbox/clock")[2], true, 4, JSON_THROW_ON_ERROR)['offset'];
        $this->pdo = $database === null ? self::connect($dsn, $attributes) : null;
        $this->database = $database ?? new PdoDatabase($this->pdo);
    }

    /** @param array<int, mixed> $attributes */
    public static function connect(string $dsn, array $attributes = []): \PDO
    {
        $pdo = new \PDO($dsn, 'root', '', $attributes + [\PDO::ATTR_TIMEOUT => 10]);
        if (str_starts_with($dsn, 'sqlite')) {
            $pdo->exec('PRAGMA synchronous = OFF'); // no power cut is tested
        }

        return $pdo;
    }

    public function install(): self
    {
        $this->kit()->store->migrate();
        foreach ([
            'CREATE TABLE till_orders (id VARCHAR(64) NOT NULL PRIMARY KEY, amount BIGINT NOT NULL, currency VARCHAR(3) NOT NULL, for_sale INTEGER NOT NULL,
                manual INTEGER NOT NULL, state VARCHAR(12) NOT NULL, fulfilled INTEGER NOT NULL, refunded BIGINT NOT NULL)',
            'CREATE TABLE till_changes (id VARCHAR(191) NOT NULL, order_id VARCHAR(64) NOT NULL)',
            'CREATE TABLE till_sent (id VARCHAR(191) NOT NULL, order_id VARCHAR(64) NOT NULL, kind VARCHAR(12) NOT NULL, data TEXT NOT NULL)',
        ] as $table) {
            $this->write($table . ($this->database->dialect() === 'sqlite' ? '' : ' CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'));
        }

        return $this;
    }

    /** @param array<string, mixed> $settings */
    public function kit(?Fuse $fuse = null, ?Database $database = null, ?Client $dojo = null, array $settings = []): Kit
    {
        $fuse ??= new Fuse();
        $settings += ['siteUrl' => TestShop::URL, 'unpaidPerSession' => 1000, 'unpaidPerAddress' => 1000, 'log' => function (string $line): void {
            $this->log[] = $line;
        }];

        return new Kit($dojo ?? $this->client($fuse), $this, $database ?? new KillableDatabase($this->database, $fuse), new Settings(...$settings), $this->time);
    }

    public function client(?Fuse $fuse = null, mixed ...$options): KillableClient
    {
        return new KillableClient($fuse ?? new Fuse(), ...$options + ['apiKey' => "sk_sandbox_$this->account", 'baseUrl' => $this->url, 'timeout' => 10.0, 'maxRetries' => 0]);
    }

    public function order(string $id, int $amount = 1000, bool $isManual = false): string
    {
        $this->since[$id] = $this->time->now() - 5;
        $this->write("INSERT INTO till_orders VALUES (?, ?, 'GBP', 1, ?, 'open', 0, 0)", $id, $amount, (int) $isManual);

        return $id;
    }

    /** @param \Closure(): mixed $work @return string the class and the message of what it throws */
    public static function thrown(\Closure $work): string
    {
        try {
            $work();
        } catch (\Throwable $e) {
            return $e::class . ': ' . $e->getMessage();
        }

        return 'nothing';
    }

    public static function visitor(): Visitor
    {
        return new Visitor('a session', '192.0.2.1');
    }

    /** @return string the intent that the customer is sent to */
    public function begin(string $orderId, ?Kit $kit = null): string
    {
        $begun = ($kit ?? $this->kit())->payments->begin($orderId, self::visitor());

        return $begun->intentId ?? throw new \RuntimeException("begin() answered: $begun->kind");
    }

    /** An order that the customer has paid, and the shop knows it. @return string its intent */
    public function paid(string $orderId, int $amount = 1000, bool $isManual = false): string
    {
        $intentId = $this->begin($this->order($orderId, $amount, $isManual));
        $this->sandbox->pay($intentId);
        $this->kit()->payments->update($intentId);

        return $intentId;
    }

    /** An intent made with this shop's key, but not by the kit. @param array<string, mixed> $fields */
    public function intent(int $amount, string $reference, array $fields = []): string
    {
        return $this->client()->createPaymentIntent($fields + ['amount' => ['value' => $amount, 'currencyCode' => 'GBP'], 'reference' => $reference])['id'];
    }

    public static function event(string $id, string $intentId, string $status = 'Captured'): Webhook
    {
        $body = Shop::event($id, $intentId, $status);

        return Webhook::verify($body, Shop::sign($body, self::SECRET), self::SECRET);
    }

    /** Moves the shop's clock, and Dojo's. */
    public function advance(int $seconds): void
    {
        $this->sandbox->advance($seconds);
        $this->time->ahead += $seconds;
    }

    /** Lets reconcile run every few minutes. @return int the failures of the last run */
    public function settle(int $runs, int $seconds = 300): int
    {
        $failures = 0;
        for ($run = 0; $run < $runs; $run++) {
            $this->advance($seconds);
            $failures = $this->kit()->reconcile->run();
        }

        return $failures;
    }

    /** The same where only the shop's clock can be moved. */
    public function settleHere(): void
    {
        $this->time->ahead += 300;
        $this->kit()->reconcile->run();
    }

    public function find(string $orderId): ?Order
    {
        $row = $this->row('SELECT * FROM till_orders WHERE id = ?', $orderId);

        return $row === null ? null : new Order(
            $orderId,
            (int) $row['amount'],
            (string) $row['currency'],
            (int) $row['for_sale'] === 1,
            (int) $row['manual'] === 1 ? ['captureMode' => 'Manual', 'autoExpireAction' => 'Release'] : [],
        );
    }

    public function apply(Order $order, Change $change): void
    {
        $this->write('INSERT INTO till_changes VALUES (?, ?)', $change->id, $order->id);
        $this->write(
            'UPDATE till_orders SET refunded = ?, state = COALESCE(?, state), fulfilled = fulfilled + ? WHERE id = ?',
            $change->refunded,
            $change->state?->value,
            (int) ($change->state === OrderState::Paid),
            $order->id,
        );
        if ($this->onApply !== null) {
            ($this->onApply)($order, $change);
        }
    }

    public function perform(?Order $order, Effect $effect): void
    {
        if ($this->onPerform !== null) {
            ($this->onPerform)($effect);
        }
        $this->write('INSERT INTO till_sent VALUES (?, ?, ?, ?)', $effect->id, $effect->orderId, $effect->kind, json_encode($effect->data, JSON_THROW_ON_ERROR));
    }

    /** @return ?array<string, mixed> */
    public function row(string $sql, int|string|null ...$values): ?array
    {
        return $this->rows($sql, ...$values)[0] ?? null;
    }

    /** @return list<array<string, mixed>> */
    public function rows(string $sql, int|string|null ...$values): array
    {
        return $this->database->select($sql, $values);
    }

    public function write(string $sql, int|string|null ...$values): void
    {
        $this->database->execute($sql, $values);
    }

    /** @return array{string, string, int, int} the state in the shop and in the kit, how often it was fulfilled, how much was refunded */
    public function state(string $orderId): array
    {
        $row = $this->row('SELECT * FROM till_orders WHERE id = ?', $orderId);

        return [(string) ($row['state'] ?? ''), $this->kit()->books->payment($orderId)->state->value ?? '', (int) ($row['fulfilled'] ?? 0), (int) ($row['refunded'] ?? 0)];
    }

    /** @return list<string> the kinds of effects that were performed for an order, sorted */
    public function sent(string $orderId, string $kind = '%'): array
    {
        $kinds = array_column($this->rows('SELECT DISTINCT id, kind FROM till_sent WHERE order_id = ? AND kind LIKE ?', $orderId, $kind), 'kind');
        sort($kinds);

        return $kinds;
    }

    /** What staff were told of an order. */
    public function notes(string $orderId): string
    {
        return implode("\n", array_map(static fn (Effect $effect): string => (string) $effect->data['text'], $this->kit()->outbox->notes($orderId)));
    }

    /**
     * Compares the books of an order with Dojo's.
     *
     * @return list<string> what is wrong
     */
    public function problems(string $orderId): array
    {
        $problems = [];
        $taken = 0;
        $live = 0;
        $paid = 0;
        foreach ($this->intentsAtDojo($orderId) as $intent) {
            $attempt = $this->kit()->books->attemptOf($intent['id']);
            $captured = $intent['captureMode'] === 'Manual'
                ? array_sum(array_column($intent['captures'], 'amount'))
                : (in_array($intent['status'], ['Captured', 'Refunded'], true) ? $intent['amount']['value'] : 0);
            $taken += $captured - $intent['refundedAmount'];
            $live += (int) ($intent['status'] === 'Created');
            $paid += (int) ($captured > 0);
            if ([$attempt?->captured, $attempt?->refunded] !== [$captured, $intent['refundedAmount']]) {
                $problems[] = "$intent[id] is $intent[status] at Dojo, captured $captured, refunded $intent[refundedAmount]; the books have "
                    . json_encode([$attempt?->captured, $attempt?->refunded]);
            }
            $refunds = (int) ($this->row("SELECT SUM(amount) AS it FROM dojo_refunds WHERE intent_id = ? AND state = 'done'", $intent['id'])['it'] ?? 0);
            if ($refunds !== $intent['refundedAmount']) {
                $problems[] = "$intent[refundedAmount] of $intent[id] were refunded, $refunds are in the books";
            }
        }
        [$shop, $kit, $fulfilled] = $this->state($orderId);
        if ($live > 1) {
            $problems[] = "$live intents can be paid";
        }
        if ($shop !== ($kit ?: 'open')) {
            $problems[] = "the shop has $shop, the kit $kit";
        }
        if ($kit === 'paid' && $fulfilled !== 1) {
            $problems[] = "it is paid, and was fulfilled $fulfilled times";
        }
        if ($taken > 0 && in_array($kit, ['open', 'closed', 'authorised'], true)) {
            $problems[] = "$taken are taken, and the order is $kit";
        }
        if ($paid > 1 && substr_count(implode(' ', $this->sent($orderId)), 'extra') < $paid - 1) {
            $problems[] = "$paid payments, and staff were not told of each further one";
        }
        foreach ($this->rows('SELECT id, COUNT(*) AS times FROM till_changes WHERE order_id = ? GROUP BY id', $orderId) as $row) {
            if ((int) $row['times'] !== 1) {
                $problems[] = "the change $row[id] was applied $row[times] times";
            }
        }
        foreach ($this->rows('SELECT id FROM dojo_effects WHERE order_id = ? AND (done_at IS NULL OR id NOT IN (SELECT id FROM till_sent))', $orderId) as $row) {
            $problems[] = "the effect $row[id] was not performed";
        }
        foreach ($this->rows("SELECT id FROM dojo_refunds WHERE order_id = ? AND state = 'sending' UNION SELECT id FROM dojo_captures WHERE order_id = ? AND state = 'sending'", $orderId, $orderId) as $row) {
            $problems[] = "$row[id] is still not settled";
        }

        return $problems;
    }

    /** @return list<array<string, mixed>> */
    public function intentsAtDojo(string $orderId): array
    {
        return array_values(array_filter(
            iterator_to_array($this->client()->iteratePaymentIntents(['startDate' => new \DateTimeImmutable('@' . ($this->since[$orderId] ?? 0)), 'cursor' => ['limit' => 100]]), false),
            static fn (array $intent): bool => ($intent['metadata']['order'] ?? null) === $orderId,
        ));
    }

    /** Another process of this shop. @param string ...$arguments see till_worker.php */
    public function worker(string ...$arguments): Process
    {
        return new Process(
            [PHP_BINARY, ...Extension::options(), __DIR__ . '/till_worker.php', $this->url, $this->account, $this->dsn, ...$arguments],
            isMerged: true,
        );
    }

    /**
     * Several processes that begin at the same moment.
     *
     * @param list<list<string>> $tasks
     * @return list<string> what each of them printed
     */
    public function atOnce(array ...$tasks): array
    {
        $start = (string) (microtime(true) + 0.4);
        $processes = array_map(fn (array $task): Process => $this->worker($start, ...$task), $tasks);

        return array_map(static fn (Process $process): string => trim($process->finish(60.0)[1]), array_values($processes));
    }
}
