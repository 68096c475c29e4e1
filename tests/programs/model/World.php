<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Client;
use Dojo\DojoException;
use Dojo\Shop\Begun;
use Dojo\Shop\DatabaseBusy;
use Dojo\Shop\Effect;
use Dojo\Shop\Kit;
use Dojo\Shop\NotPossible;
use Dojo\Shop\Settings;
use Dojo\Shop\TooMany;
use Dojo\Shop\Visitor;
use Dojo\Webhook;

/** Everything of one walk: the shop, its web servers, its customers and staff, Dojo, the network and the clock. */
final class World
{
    private const SECRET = 'not-a-real-webhook-secret';

    /** A request that is delayed in the network arrives within so many seconds. */
    private const FLIGHT_SECONDS = 420;

    /** By how much `clock` advances. */
    private const LEAPS = [5, 20, 40, 50, 70, 130, 200, 310, 500, 3700, 90_000, 700_000];

    /** How many points `go` lets an actor pass. */
    private const STRIDES = [1, 1, 2, 3, 5, 8, 13, 30, 30, 60, null, null];

    /** Calls that the kit has made. */
    public int $calls = 0;

    /** @var list<string> what has happened, in words */
    public array $story = [];

    /** @var list<string> what must not be */
    public array $problems = [];

    /** @var array<string, array{times: int, effect: Effect}> what left the shop, by the effect's id */
    public array $mail = [];

    /** @var array<string, int> by intent, what was refunded in the portal */
    public array $portalRefunds = [];

    /** @var array<string, true> effects that the outbox had as done: they stay in it */
    public array $doneEffects = [];

    /** @var array<string, bool> orders that the shop has withdrawn; whether they had been fulfilled by then */
    public array $withdrawn = [];

    /** @var array<string, int> by intent, how many captures were made in the portal */
    public array $portalCaptures = [];

    /** @var array<string, true> orders whose payment staff have released, or tried to */
    private array $released = [];

    /** @var array<string, array{intent: string, price: int}> by order, the page that a customer was last sent to */
    private array $lastPage = [];

    /** @var array<string, int> by intent, how often the kit has fetched it */
    private array $fetched = [];

    /** @var array<string, ?array{intent: string, fetched: int}> events that were delivered; null once they are handled */
    private array $received = [];

    private float $now;
    private float $dojosNow;

    /** @var list<Actor> those that have stopped on their way */
    private array $actors = [];

    /** @var array<string, list<string>> by order, the intents whose pages customers have open */
    private array $links = [];

    /** @var array<string, list<string>> */
    private array $secrets = [];

    /** @var list<array{string, string}> id and intent of events that have not been delivered */
    private array $events = [];

    /** @var list<array{string, \Closure(Client): mixed, ?string, float}> */
    private array $flying = [];

    /** @var list<array{id: string, order: string, amount: int, intent: ?string}> */
    private array $refundForms = [];

    /** @var list<array{id: string, order: string, amount: int}> */
    private array $captureForms = [];

    private int $serial = 0;

    public function __construct(public readonly Dojo $dojo, public readonly Connections $connections, private readonly Script $script)
    {
        $this->now = $this->dojosNow = (float) time();
        $dojo->reset();
        $connections->clear();
        foreach ($script->orders as $number => $kind) {
            $order = 'order-' . ($number + 1);
            $amount = 1000 + 990 * $number;
            $connections->outside->execute("INSERT INTO toy_orders VALUES (?, ?, 1, ?, 'open', NULL, 0, 0)", [$order, $amount, $kind]);
        }
    }

    public function now(): int
    {
        return (int) $this->now;
    }

    /** Time goes by in which nothing happens. Dojo's clock follows in steps. */
    public function pass(float $seconds): void
    {
        $this->now += $seconds;
    }

    public function say(string $what): void
    {
        $this->story[] = $what;
    }

    /** @param \Closure(Client): mixed $work */
    public function underWay(string $what, \Closure $work, ?string $intentId): void
    {
        $this->flying[] = [$what, $work, $intentId, $this->now];
    }

    /** Dojo has an event for the shop. Also for what changes nothing: an event is only a hint. */
    public function announce(?string $intentId): void
    {
        if ($intentId !== null) {
            $this->events[] = ['evt_' . ++$this->serial, $intentId];
        }
    }

    /** @param string $path of the intent that the kit has fetched */
    public function fetched(string $path): void
    {
        $intentId = basename($path);
        $this->fetched[$intentId] = ($this->fetched[$intentId] ?? 0) + 1;
    }

    /**
     * The kit is about to cancel an intent. It must not be the one that a customer was just sent to, without a reason: the price has
     * changed, the order was paid otherwise, staff released it, or the shop withdrew it, for good.
     */
    public function canceling(string $intentId): void
    {
        foreach ($this->lastPage as $order => $page) {
            $row = $this->connections->rows('SELECT t.amount, p.state FROM toy_orders t JOIN dojo_payments p ON p.order_id = t.id WHERE t.id = ?', [$order])[0];
            if ($page['intent'] === $intentId && (int) $row['amount'] === $page['price'] && in_array($row['state'], ['open', 'closed'], true) && !isset($this->released[$order]) && !isset($this->withdrawn[$order])) {
                $this->problems[] = "canceled page: the shop cancels $intentId, to which it has just sent the customer of $order";
            }
        }
    }

    /** All steps, then until it is quiet; what must not be is in $problems. */
    public function run(): void
    {
        foreach ($this->script->steps as $number => $step) {
            $this->step($number + 1, $step);
            $this->endOldActors();
            $this->handled();
            $this->pledged();
            $this->rememberDone();
        }
        (new Settling($this, $this->connections))->run($this->script->isLong);
    }

    /** The clock moves on, Dojo's as well. */
    public function advance(float $seconds): void
    {
        $this->now += $seconds;
        foreach ($this->flying as $index => $flight) {
            if ($flight[3] + self::FLIGHT_SECONDS < $this->now) {
                $this->arrive($index);
            }
        }
        $this->flying = array_values($this->flying);
        $this->endOldActors();
        $this->dojo->advance($this->now - $this->dojosNow);
        $this->dojosNow = $this->now;
    }

    /** One run of reconcile, without any fault. */
    public function reconcile(): void
    {
        $told = count($this->story);
        $this->request('cron runs reconcile', [], static fn (Kit $kit) => $kit->reconcile->run());
        if (count($this->story) === $told + 1) {
            array_pop($this->story); // nothing went wrong
        }
    }

    /** A customer can pay what is open, and what the shop asks for it. */
    public function begin(string $order): void
    {
        $this->request("a customer begins to pay $order", [], function (Kit $kit) use ($order): void {
            $begun = $kit->payments->begin($order, new Visitor('session', '192.0.2.1'));
            $intent = $begun->intentId === null ? null : $this->dojo->client->getPaymentIntent($begun->intentId, returnCanceled: true);
            $price = (int) $this->connections->rows('SELECT amount FROM toy_orders WHERE id = ?', [$order])[0]['amount'];
            if ($begun->kind !== Begun::PAY || $intent === null || $intent['status'] !== 'Created' || $intent['amount']['value'] !== $price) {
                $this->problems[] = "cannot pay: $order costs $price; the shop says \"$begun->kind\" and sends the customer to " . json_encode([$begun->intentId, $intent['status'] ?? null, $intent['amount']['value'] ?? null]);
            }
        });
    }

    /** An order that the shop has withdrawn cannot be paid any more when the kit has looked at its payment. */
    public function lookAtWithdrawn(string $order): void
    {
        $intentId = $this->connections->rows('SELECT intent_id FROM dojo_payments WHERE order_id = ?', [$order])[0]['intent_id'] ?? null;
        if ($intentId === null) {
            return;
        }
        $this->request("the kit looks at $order, which is withdrawn", [], static fn (Kit $kit) => $kit->payments->update((string) $intentId));
        $this->reconcile();
        foreach ($this->dojo->intents() as $intent) {
            if (($intent['metadata']['order'] ?? '') === $order && $intent['status'] === 'Created') {
                $this->problems[] = "withdrawn and payable: $order is withdrawn, and $intent[id] can still be paid";
            }
        }
    }

    /** Nothing is under way any more: who has stopped has died, and what is in the network arrives. */
    public function calm(): void
    {
        foreach ($this->actors as $actor) {
            $this->kill($actor, 'dies at last');
        }
        foreach (array_keys($this->flying) as $index) {
            $this->arrive($index);
        }
        $this->flying = [];
    }

    /** @param array<mixed> $step */
    private function step(int $number, array $step): void
    {
        [$name, $which, $pick, $how] = $step + [1 => 0, 2 => 0, 3 => 0];
        $plan = $step['plan'] ?? [];
        $order = 'order-' . ($which % count($this->script->orders) + 1);
        $told = count($this->story);
        match ($name) {
            'begin' => $this->request("a customer begins to pay $order", $plan, function (Kit $kit) use ($order): void {
                $begun = $kit->payments->begin($order, new Visitor('session', '192.0.2.1'));
                $this->say("        the shop says: $begun->kind $begun->intentId");
                if ($begun->kind === Begun::PAY) {
                    $this->links[$order] = array_values(array_unique([...$this->links[$order] ?? [], (string) $begun->intentId]));
                    $price = $this->dojo->client->getPaymentIntent((string) $begun->intentId, returnCanceled: true)['amount']['value'];
                    $this->lastPage[$order] = ['intent' => (string) $begun->intentId, 'price' => $price];
                }
            }),
            'secret' => $this->request("a customer opens the card form of $order", $plan, function (Kit $kit) use ($order): void {
                $secret = $kit->payments->secret($order, new Visitor('session', '192.0.2.1'))?->clientSecret;
                if ($secret !== null) {
                    $this->secrets[$order][] = $secret;
                }
            }),
            'look' => $this->request("a customer looks at $order", $plan, static fn (Kit $kit) => $kit->payments->look($order)),
            'cron' => $this->request('cron runs reconcile', $plan, static fn (Kit $kit) => $kit->reconcile->run()),
            'pay', 'decline' => $this->pay($order, $pick, $name === 'decline'),
            'pay any' => $this->payAny($order, $pick),
            'component' => $this->payByComponent($order, $pick),
            'event' => $this->event($pick, $how, $plan),
            'clock' => $this->leap(self::LEAPS[$pick]),
            'go' => $this->go($pick, self::STRIDES[$how]),
            'go all' => $this->goAll(),
            'kill' => $this->killOne($pick),
            'price' => $this->price($order, $how % 2 === 0 ? 500 : -300),
            'withdraw' => $this->withdraw($order),
            'refund' => $this->refund($order, $how, $plan),
            'refund again' => $this->refundAgain($pick, $how, $plan),
            'refund extra' => $this->refundExtra($order, $pick, $plan),
            'capture' => $this->capture($order, $how, $plan),
            'capture again' => $this->captureAgain($pick, $plan),
            'release' => $this->release($order, $pick, $plan),
            'portal refund' => $this->portal($order, $pick, $how, 'refund'),
            'portal capture' => $this->portal($order, $pick, $how, 'capture'),
            'portal release' => $this->portal($order, $pick, $how, 'release'),
            'portal cancel' => $this->portal($order, $pick, $how, 'cancel'),
            'arrive' => $this->flying === [] ? null : $this->arrive($pick % count($this->flying)),
            'foreign' => $this->foreign($order),
        };
        $this->flying = array_values($this->flying);
        if (isset($this->story[$told])) {
            $this->story[$told] = sprintf('%3d. %s', $number, $this->story[$told]);
        }
    }

    /**
     * A process of the shop's.
     *
     * @param array<string, mixed> $plan
     * @param \Closure(Kit): mixed $work
     */
    private function request(string $what, array $plan, \Closure $work): void
    {
        $this->say($what);
        $name = '#' . ++$this->serial . " ($what)";
        $actor = new Actor($name, $this->connections->take(), $plan['faults'] ?? [], $plan['at'] ?? null, $plan['mail'] ?? 0, $plan['shop'] ?? 0, $this->now());
        $database = new ModelDatabase($actor->pdo, $actor);
        $actor->start(function () use ($work, $actor, $database): void {
            $work(new Kit(
                new ModelClient($this, $actor),
                new Shop($database, $actor, $this->performed(...)),
                $database,
                new Settings('https://shop.example', unpaidPerSession: 10_000, unpaidPerAddress: 10_000, log: fn (string $line) => $this->say("        log: $line")),
                new ModelTime($this, $actor),
            ));
        });
        $this->actors[] = $actor;
        $this->resume($actor, $plan['stop'] ?? null, $plan['impatient'] ?? false);
        if (!$actor->isOver() && ($plan['kill'] ?? false)) {
            $this->kill($actor, 'is killed');
        }
    }

    private function performed(Effect $effect): void
    {
        if ($this->connections->rows('SELECT id FROM dojo_effects WHERE id = ?', [$effect->id]) === [] && !$this->connections->isOvertaken($effect)) {
            $this->problems[] = "effect too early: $effect->id is performed before it is committed";
        }
        $this->mail[$effect->id] = ['times' => ($this->mail[$effect->id]['times'] ?? 0) + 1, 'effect' => $effect];
    }

    private function resume(Actor $actor, ?int $points, bool $isImpatient = false): void
    {
        $actor->go($points, $this->actors, $isImpatient);
        foreach ($this->actors as $one) {
            if ($one->isOver()) {
                $this->ended($one);
            }
        }
        $this->actors = array_values(array_filter($this->actors, static fn (Actor $a): bool => !$a->isOver()));
        if (!$actor->isOver()) {
            $this->say("        it stops: {$actor->where()}");
        }
    }

    private function ended(Actor $actor): void
    {
        $this->connections->giveBack($actor->pdo);
        $e = $actor->error;
        if ($e !== null) {
            $this->say("        $actor->name ends with " . $e::class . ": {$e->getMessage()}");
            if (!$e instanceof DojoException && !$e instanceof NotPossible && !$e instanceof TooMany && !$e instanceof DatabaseBusy && !$e instanceof ShopFailure) {
                $this->problems[] = "crash: $actor->name ended with $e";
            }
        }
    }

    private function kill(Actor $actor, string $how): void
    {
        $this->say("        $actor->name $how: {$actor->where()}");
        $actor->kill();
        $this->connections->giveBack($actor->pdo);
        $this->actors = array_values(array_filter($this->actors, static fn (Actor $a): bool => $a !== $actor));
    }

    private function endOldActors(): void
    {
        foreach ($this->actors as $actor) {
            if ($actor->bornAt + Actor::LIFE_SECONDS < $this->now) {
                $this->kill($actor, 'is ended by the web server\'s time limit');
            }
        }
    }

    private function go(int $pick, ?int $points): void
    {
        if ($this->actors !== []) {
            $actor = $this->actors[$pick % count($this->actors)];
            $this->say("$actor->name goes on");
            $this->resume($actor, $points);
        }
    }

    private function goAll(): void
    {
        while ($this->actors !== []) {
            $this->go(0, null);
        }
    }

    private function killOne(int $pick): void
    {
        if ($this->actors !== []) {
            $this->say('a process is killed');
            $this->kill($this->actors[$pick % count($this->actors)], 'is killed');
        }
    }

    private function pay(string $order, int $pick, bool $isDeclined): void
    {
        $links = $this->links[$order] ?? [];
        if ($links !== []) {
            $intentId = $links[$pick % count($links)];
            $this->say(($isDeclined ? 'a card is declined' : 'the customer pays') . " on the page of $intentId ($order)");
            $this->dojo->pay($intentId, $isDeclined);
            $this->announce($intentId);
        }
    }

    /** At the till, say, or with a link from staff: also one that no customer was sent to. */
    private function payAny(string $order, int $pick): void
    {
        $intents = array_values(array_filter($this->dojo->intents(), static fn (array $i): bool => ($i['metadata']['order'] ?? '') === $order && $i['status'] === 'Created'));
        if ($intents !== []) {
            $intentId = (string) $intents[$pick % count($intents)]['id'];
            $this->say("somebody pays $intentId ($order)");
            $this->dojo->pay($intentId, false);
            $this->announce($intentId);
        }
    }

    private function payByComponent(string $order, int $pick): void
    {
        $secrets = $this->secrets[$order] ?? [];
        if ($secrets !== []) {
            $this->say("the customer pays in the card form of $order");
            $this->dojo->payByComponent($secrets[$pick % count($secrets)]);
        }
    }

    /** @param array<string, mixed> $plan */
    private function event(int $pick, int $how, array $plan): void
    {
        if ($this->events === []) {
            return;
        }
        $index = $pick % count($this->events);
        [$id, $intentId] = $this->events[$index];
        if ($how < 9) { // else it is delivered again later
            array_splice($this->events, $index, 1);
        }
        if ($how === 0) {
            $this->say("the event $id of $intentId is lost");

            return;
        }
        $this->received += [$id => ['intent' => $intentId, 'fetched' => $this->fetched[$intentId] ?? 0]];
        $payload = json_encode(['id' => $id, 'event' => 'payment_intent.status_updated', 'accountId' => 'acc_1', 'createdAt' => '2026-02-27T09:30:00.0000000Z',
            'data' => ['paymentIntentId' => $intentId, 'paymentStatus' => 'Created', 'captureMode' => 'Auto']], JSON_THROW_ON_ERROR);
        $signature = 'sha256=' . implode('-', str_split(strtoupper(hash_hmac('sha256', $payload, self::SECRET)), 2));
        $event = Webhook::verify($payload, $signature, self::SECRET);
        $this->request("the event $id of $intentId is delivered" . ($how < 9 ? '' : ', and will be again'), $plan, static function (Kit $kit) use ($event): void {
            if ($kit->inbox->add($event, 'secret-1')) {
                $kit->inbox->handle($event->id);
            }
        });
    }

    private function leap(int $seconds): void
    {
        $this->say("$seconds s go by");
        $this->advance($seconds);
    }

    private function price(string $order, int $by): void
    {
        $this->say("the price of $order changes by $by");
        $this->releaseLocks();
        $this->connections->outside->execute("UPDATE toy_orders SET amount = amount + ? WHERE id = ? AND state IN ('open', 'closed') AND amount > 400", [$by, $order]);
    }

    private function withdraw(string $order): void
    {
        $this->say("the shop withdraws $order");
        $this->releaseLocks();
        $this->connections->outside->execute('UPDATE toy_orders SET for_sale = 0 WHERE id = ?', [$order]);
        $this->withdrawn[$order] ??= $this->connections->rows('SELECT order_id FROM toy_fulfilments WHERE order_id = ?', [$order]) !== [];
    }

    /** The shop's own statements wait for the actors that hold locks. */
    private function releaseLocks(): void
    {
        foreach ($this->actors as $actor) {
            if ($actor->isInTransaction) {
                $this->kill($actor, 'is killed in its transaction');
            }
        }
    }

    /** @return array{captured: int, refunded: int, intent: ?string} */
    private function money(string $order, ?string $intentId = null): array
    {
        $row = $this->connections->rows(
            'SELECT a.captured, a.refunded, a.intent_id FROM dojo_attempts a JOIN dojo_payments p ON p.order_id = a.order_id
             WHERE p.order_id = ? AND a.intent_id = ' . ($intentId === null ? 'p.intent_id' : '?'),
            $intentId === null ? [$order] : [$order, $intentId],
        )[0] ?? null;

        return ['captured' => (int) ($row['captured'] ?? 0), 'refunded' => (int) ($row['refunded'] ?? 0), 'intent' => isset($row['intent_id']) ? (string) $row['intent_id'] : null];
    }

    /** @param array<string, mixed> $plan */
    private function refund(string $order, int $how, array $plan): void
    {
        $money = $this->money($order);
        if ($money['intent'] === null) {
            return;
        }
        $left = $money['captured'] - $money['refunded'];
        $amount = match (true) {
            $how < 4 => $left,
            $how < 7 => intdiv($left, 2),
            $how < 9 => intdiv($left, 3),
            $how === 9 => $money['captured'],
            $how === 10 => 1,
            default => $left + 1,
        };
        $this->sendRefund(['id' => 'refund-form-' . ++$this->serial, 'order' => $order, 'amount' => $amount, 'intent' => null], $plan);
    }

    /** @param array<string, mixed> $plan */
    private function refundAgain(int $pick, int $how, array $plan): void
    {
        if ($this->refundForms !== []) {
            $form = $this->refundForms[$pick % count($this->refundForms)];
            $this->sendRefund($how < 7 ? $form : ['id' => 'refund-form-' . ++$this->serial] + $form, $plan);
        }
    }

    /** @param array<string, mixed> $plan */
    private function refundExtra(string $order, int $pick, array $plan): void
    {
        $extra = $this->extra($order, $pick);
        if ($extra !== null) {
            $money = $this->money($order, $extra);
            $this->sendRefund(
                ['id' => 'refund-form-' . ++$this->serial, 'order' => $order, 'amount' => $money['captured'] - $money['refunded'], 'intent' => $extra],
                $plan,
            );
        }
    }

    /** A payment that staff know to be one too many. */
    private function extra(string $order, int $pick): ?string
    {
        $extras = array_values(array_filter($this->mail, static fn (array $m): bool => $m['effect']->kind === Effect::EXTRA && $m['effect']->orderId === $order));

        return $extras === [] ? null : (string) $extras[$pick % count($extras)]['effect']->data['intent'];
    }

    /** @param array{id: string, order: string, amount: int, intent: ?string} $form @param array<string, mixed> $plan */
    private function sendRefund(array $form, array $plan): void
    {
        if (!in_array($form, $this->refundForms, true)) {
            $this->refundForms[] = $form;
        }
        $this->request("staff refund {$form['amount']} of {$form['order']}" . ($form['intent'] === null ? '' : " (extra {$form['intent']})") . " with the form {$form['id']}", $plan, function (Kit $kit) use ($form): void {
            $refund = $kit->refunds->refund($form['id'], $form['order'], $form['amount'], '', $form['intent']);
            $this->say("        the shop says: $refund->state");
        });
    }

    /** @param array<string, mixed> $plan */
    private function capture(string $order, int $how, array $plan): void
    {
        if ($this->script->orders[(int) substr($order, 6) - 1] === 0) {
            return;
        }
        $amount = (int) $this->connections->rows('SELECT amount FROM toy_orders WHERE id = ?', [$order])[0]['amount'];
        $left = $amount - $this->money($order)['captured'];
        $form = ['id' => 'capture-form-' . ++$this->serial, 'order' => $order, 'amount' => match (true) {
            $how < 6 => $left,
            $how < 9 => intdiv($left, 2),
            default => intdiv($left, 4),
        }];
        $this->captureForms[] = $form;
        $this->sendCapture($form, $plan);
    }

    /** @param array<string, mixed> $plan */
    private function captureAgain(int $pick, array $plan): void
    {
        if ($this->captureForms !== []) {
            $this->sendCapture($this->captureForms[$pick % count($this->captureForms)], $plan);
        }
    }

    /** @param array{id: string, order: string, amount: int} $form @param array<string, mixed> $plan */
    private function sendCapture(array $form, array $plan): void
    {
        $this->request("staff capture {$form['amount']} of {$form['order']} with the form {$form['id']}", $plan, function (Kit $kit) use ($form): void {
            $capture = $kit->captures->capture($form['id'], $form['order'], $form['amount']);
            $this->say("        the shop says: $capture->state");
        });
    }

    /** @param array<string, mixed> $plan */
    private function release(string $order, int $pick, array $plan): void
    {
        $extra = $pick % 2 === 0 ? null : $this->extra($order, $pick);
        $this->released[$order] = true;
        $id = 'release-form-' . ++$this->serial;
        $this->request("staff release $order" . ($extra === null ? '' : " (extra $extra)"), $plan, static fn (Kit $kit) => $kit->captures->release($id, $order, $extra));
    }

    /** Somebody does it in Dojo's portal, past the shop. */
    private function portal(string $order, int $pick, int $how, string $what): void
    {
        $intents = array_values(array_filter($this->dojo->intents(), static fn (array $i): bool => ($i['metadata']['order'] ?? '') === $order && match ($what) {
            'refund' => $i['status'] === 'Captured',
            'capture' => $i['status'] === 'Authorized',
            'release' => $i['status'] === 'Authorized' || $i['status'] === 'Captured' && $i['captureMode'] === 'Auto',
            default => $i['status'] === 'Created',
        }));
        if ($intents === []) {
            return;
        }
        $intent = $intents[$pick % count($intents)];
        $id = (string) $intent['id'];
        try {
            switch ($what) {
                case 'refund':
                    $left = Truth::captured($intent) - $intent['refundedAmount'];
                    $amount = max(1, $how < 5 ? $left : intdiv($left, 2));
                    $this->dojo->client->refundPaymentIntent($id, ['amount' => $amount], 'portal-' . ++$this->serial);
                    $this->portalRefunds[$id] = ($this->portalRefunds[$id] ?? 0) + $amount;
                    $this->say("in the portal, $amount of $id ($order) is refunded");
                    break;
                case 'capture':
                    $this->dojo->client->capturePaymentIntent($id, ['amount' => $how < 7 ? $intent['amount']['value'] : intdiv($intent['amount']['value'], 2)]);
                    $this->portalCaptures[$id] = ($this->portalCaptures[$id] ?? 0) + 1;
                    $this->say("in the portal, $id ($order) is captured" . ($how < 7 ? '' : ' in part'));
                    break;
                case 'release':
                    $this->dojo->client->reversePaymentIntent($id);
                    $this->say("in the portal, $id ($order) is reversed");
                    break;
                default:
                    $this->dojo->client->cancelPaymentIntent($id);
                    $this->say("in the portal, $id ($order) is canceled");
            }
            $this->announce($id);
        } catch (\Dojo\ApiException) {
            /* Dojo refuses: such as the reversal of what was refunded in part. */
        }
    }

    /** An event is only done with when its intent was fetched after it had come. */
    private function handled(): void
    {
        if ($this->received === []) {
            return;
        }
        foreach ($this->connections->rows("SELECT id FROM dojo_events WHERE state <> 'new'") as $row) {
            $event = $this->received[$row['id']] ?? null;
            if ($event !== null && ($this->fetched[$event['intent']] ?? 0) <= $event['fetched']) {
                $this->problems[] = "event: $row[id] is handled, but $event[intent] was not fetched";
            }
            $this->received[$row['id']] = null; // it may be delivered again
        }
    }

    /** The shop never takes on more refunds than there is money. */
    private function pledged(): void
    {
        foreach ($this->connections->rows("SELECT r.intent_id, a.captured, SUM(r.amount) AS sum FROM dojo_refunds r JOIN dojo_attempts a ON a.intent_id = r.intent_id
            WHERE r.state IN ('sending', 'done') GROUP BY r.intent_id, a.captured") as $row) {
            if ((int) $row['sum'] > (int) $row['captured'] && !isset($this->portalRefunds[$row['intent_id']])) {
                $this->problems[] = "too much pledged: $row[sum] of $row[intent_id] is to be refunded, and $row[captured] was captured";
            }
        }
    }

    private function rememberDone(): void
    {
        foreach ($this->connections->rows('SELECT id FROM dojo_effects WHERE done_at IS NOT NULL') as $row) {
            $this->doneEffects[(string) $row['id']] = true;
        }
    }

    private function arrive(int $index): void
    {
        [$what, $work, $intentId] = $this->flying[$index];
        unset($this->flying[$index]);
        try {
            $result = $work($this->dojo->client);
            $this->say("a delayed request arrives at Dojo: $what");
            $this->announce(is_array($result) && isset($result['id']) ? (string) $result['id'] : $intentId);
        } catch (DojoException) {
            $this->say("a delayed request arrives at Dojo and is refused: $what");
        }
    }

    /** Another shop on the same account, with the same order numbers: a copy of this one, as test servers are. */
    private function foreign(string $order): void
    {
        $attempt = $this->connections->rows("SELECT id FROM dojo_attempts WHERE order_id = ? AND state = 'made'", [$order])[0]['id'] ?? 'a0';
        $intent = $this->dojo->client->createPaymentIntent([
            'amount' => ['value' => 1000, 'currencyCode' => 'GBP'], 'reference' => $order,
            'metadata' => ['shop' => 'shop-other', 'order' => "other-$order", 'attempt' => (string) $attempt],
        ]);
        $this->dojo->pay($intent['id'], false);
        $this->say("a customer pays $order of another shop on the same account with {$intent['id']}");
        $this->announce($intent['id']);
    }
}
