<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;

require_once __DIR__ . '/extension.php';

/** Everything of the kit for one shop and one key, put together. */
final readonly class Kit
{
    public Store $store;
    public Identity $identity;
    public Guard $guard;
    public Outbox $outbox;
    public Books $books;
    public Intents $intents;
    public Payments $payments;
    public Refunds $refunds;
    public Captures $captures;
    public Inbox $inbox;
    public Reconcile $reconcile;
    public Secrets $secrets;
    public Subscription $subscription;
    public Rotation $rotation;
    public Health $health;

    public function __construct(
        public Client $dojo,
        public Orders $orders,
        Database $database,
        public Settings $settings,
        Time $time = new Time(),
    ) {
        $this->store = new Store($database, $settings, $time);
        $this->outbox = new Outbox($this->store, $orders, $settings);
        $this->identity = new Identity($dojo, $this->store, $settings, $this->outbox);
        $this->guard = new Guard($this->store, $settings);
        $rows = new RefundRows($this->store);
        $this->books = new Books($this->store, $orders, $this->outbox, $this->identity, $rows, $this->guard);
        $this->intents = new Intents($dojo, $this->books, $settings);
        $this->payments = new Payments(
            $dojo,
            $this->store,
            $orders,
            $this->books,
            $this->intents,
            new Requests($this->identity, $settings),
            $this->guard,
            $this->identity,
            $this->outbox,
            $settings,
        );
        $this->refunds = new Refunds($dojo, $this->store, $this->books, $rows, $this->intents, $this->identity, $this->outbox);
        $this->captures = new Captures($dojo, $this->store, $this->books, $this->intents, $this->identity, $this->outbox);
        $this->inbox = new Inbox($this->store, $this->intents, $this->books, $this->outbox, $this->identity, $settings);
        $this->reconcile = new Reconcile(
            $dojo,
            $this->store,
            $this->books,
            $this->intents,
            $this->inbox,
            $this->refunds,
            $rows,
            $this->captures,
            $this->outbox,
            $this->identity,
            $this->guard,
            $settings,
        );
        $this->secrets = new Secrets($this->store);
        $this->subscription = new Subscription($dojo, $this->store, $this->secrets, $this->identity, $settings);
        $this->rotation = new Rotation($dojo, $this->store, $this->secrets, $this->identity, $settings);
        $this->health = new Health($this->store);
    }
}
