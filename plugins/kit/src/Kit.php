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
    public SelfTest $selfTest;

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
        $payments = new PaymentRows($this->store);
        $attempts = new Attempts($this->store, $this->identity);
        $refunds = new RefundRows($this->store);
        $captures = new CaptureRows($this->store, $payments, $attempts);
        $steps = new Steps($payments, $attempts, $orders, $this->outbox, $this->guard);
        $refundBooks = new RefundBooks($this->store, $payments, $attempts, $refunds, $steps);
        $this->books = new Books($this->store, $orders, $payments, $attempts, $refundBooks, $steps, $this->outbox, $this->identity);
        $this->intents = new Intents($dojo, $this->books, $this->identity, $settings);
        $this->payments = new Payments(
            $dojo,
            $this->store,
            $orders,
            $this->books,
            $payments,
            $attempts,
            $this->intents,
            new Requests($this->identity, $settings),
            $this->guard,
            $this->identity,
            $this->outbox,
            $settings,
        );
        $this->refunds = new Refunds($dojo, $this->store, $this->books, $refundBooks, $refunds, $this->intents, $this->identity, $this->outbox);
        $this->captures = new Captures($dojo, $this->store, $this->books, $captures, $this->intents, $this->identity, $steps, $this->outbox);
        $this->inbox = new Inbox($this->store, $this->intents, $this->books, $this->outbox, $this->identity, $settings);
        $this->reconcile = new Reconcile(
            $this->store,
            $this->books,
            $attempts,
            $this->intents,
            $this->inbox,
            $this->refunds,
            $refunds,
            $this->captures,
            $captures,
            $this->outbox,
            $this->identity,
            $this->guard,
            $settings,
        );
        $this->secrets = new Secrets($this->store);
        $this->subscription = new Subscription($dojo, $this->store, $this->secrets, $this->identity, $settings);
        $this->rotation = new Rotation($dojo, $this->store, $this->secrets, $this->identity, $settings);
        $this->health = new Health($this->store);
        $this->selfTest = new SelfTest(
            $dojo,
            $this->identity,
            new DatabaseChecks($this->store),
            new WebhookChecks($dojo, $this->store, $this->subscription, $this->secrets, $this->health),
            new BacklogChecks($this->store, $this->health, $this->identity),
            $settings,
        );
    }
}
