<?php

declare(strict_types=1);

namespace Dojo\Tests\Model;

use Dojo\Tests\Checkout;
use Dojo\Tests\Folder;

/**
 * The kit's guards, and how each is taken out. The model has to notice. Not listed are guards without which some hundred walks found
 * nothing wrong, such as the claim's compare-and-set: another guard may stand behind them, or the walks may be too few.
 */
final class Mutations
{
    /** name => [file in plugins/kit/src, text, what replaces it, the database if only one shows it]. The text occurs once in the file. */
    public const TABLE = [
        'order lock' => [
            'PaymentRows.php',
            "if (\$this->store->execute('UPDATE {payments} SET version = version + 1 WHERE order_id = ?', [\$orderId]) === 0) {",
            'if (false) {',
            Walkers::MARIADB,
        ],
        'attach compare-and-set' => ['Books.php', '$payment->intentId === $intent->id || $payment->claim !== $attempt->id || !$payment->state->isPayable()', '$payment->intentId === $intent->id || !$payment->state->isPayable()'],
        'rank of order states' => ['Steps.php', 'if ($state->rank() <= $payment->state->rank() && !$isRelease) {', 'if ($state === $payment->state) {'],
        'stale responses' => [
            'Books.php',
            'if (Attempt::rank($intent->status) < Attempt::rank(PaymentIntentStatus::tryFrom($attempt->status)) && $intent->status !== null) {',
            'if (false) {',
        ],
        'only the current intent closes its order' => [
            'Books.php',
            'if ($payment->intentId !== $intent->id || !in_array($payment->state, [OrderState::Open, OrderState::Authorised], true)) {',
            'if (!in_array($payment->state, [OrderState::Open, OrderState::Authorised], true)) {',
        ],
        'transaction' => [
            'Store.php',
            "\$this->database->begin();\n                try {\n                    \$result = \$work();\n                    \$this->database->commit();\n",
            "try {\n                    \$result = \$work();\n",
        ],
        'effect done after it is performed' => [
            'Outbox.php',
            "[\$now + self::LEASE_SECONDS, \$row['id'], \$row['checks']],\n        );",
            "[\$now + self::LEASE_SECONDS, \$row['id'], \$row['checks']],\n        );\n        \$this->store->execute('UPDATE {effects} SET check_at = NULL, done_at = 1 WHERE id = ?', [\$row['id']]);",
        ],
        'effect in the transaction' => [
            'Outbox.php',
            "        \$this->store->insert('effects', [",
            "        \$this->orders->perform(null, new Effect(\$id, \$orderId, \$kind, \$data, \$now));\n        \$this->store->insert('effects', [",
        ],
        'outbox' => ['Outbox.php', "'done_at' => null, 'checks' => 0, 'check_at' => \$now,", "'done_at' => null, 'checks' => 0, 'check_at' => null,"],
        'inbox: handled after the work' => [
            'Inbox.php',
            "        \$state = 'handled';\n",
            "        \$state = 'handled';\n        \$this->store->execute('UPDATE {events} SET state = ?, check_at = NULL WHERE id = ?', [\$state, \$eventId]);\n",
        ],
        'inbox: tried again' => ['Inbox.php', "'state' => 'new', 'received_at' => \$now, 'checks' => 0, 'check_at' => \$now,", "'state' => 'new', 'received_at' => \$now, 'checks' => 0, 'check_at' => null,"],
        'refund key' => ['Refunds.php', 'idempotencyKey: $refund->id,', 'idempotencyKey: bin2hex(random_bytes(8)),'],
        'refund sent again' => ['RefundRows.php', "'check_at' => \$refund->isOpen ? Schedule::retry(\$refund->askedAt, 0) : null,", "'check_at' => null,"],
        'unknown try of a refund' => ['RefundRows.php', '$evenIfTried ? $refund->tries : 0', 'PHP_INT_MAX'],
        'refund within what is left' => ['RefundBooks.php', 'if ($refund->amount > $left) {', 'if (false) {'],
        'open refunds before the portal\'s' => ['RefundBooks.php', '$intent->status !== \Dojo\PaymentIntentStatus::Reversed && !$this->rows->hasOpen($intent->id)', '$intent->status !== \Dojo\PaymentIntentStatus::Reversed'],
        'portal refunds' => ['RefundBooks.php', '$missing = $intent->refunded - $this->rows->sum($intent->id, Refund::DONE);', '$missing = 0;'],
        'one capture at a time' => ['CaptureRows.php', "AND state = 'sending'\", [\$attempt->intentId]) !== null", "AND state = 'never'\", [\$attempt->intentId]) !== null"],
        'capture settled' => ['CaptureRows.php', "'check_at' => Schedule::retry(\$now, 0),", "'check_at' => null,"],
        'part capture is not paid' => ['Books.php', '$intent->capturedForGoods() !== $order->amount => [', 'false => ['],
        'withdrawn order' => ['Books.php', '!$order->isForSale => [', 'false => ['],
        'extra payment' => ['Books.php', "\$this->extra(\$payment, \$attempt, \$intent);\n        } elseif (", "} elseif ("],
        'surplus canceled' => ['Books.php', 'if ($payment->intentId !== $intent->id || $order === null || !$order->isForSale', 'if ($order === null || !$order->isForSale'],
        'surplus watched' => ['Reconcile.php', "\$this->each(\$this->attempts->dueSurplus(\$limit), 'payment', \$this->cancel(...))", 'null'],
        'shop in the metadata' => ['Books.php', '($intent->metadata[Requests::SHOP] ?? null) === $this->identity->shopId()', 'true'],
        'unknown creation is searched for' => ['Reconcile.php', "fn () => \$this->settleAsking(\$limit)", 'static fn () => null'],
        'lost attempt is looked for again' => ['Attempts.php', '$isSought ? Schedule::retry($now, $attempt->checks) : null', 'null'],
        'claim kept if the outcome is unknown' => ['Payments.php', 'if ($attempt !== null && !$e->outcomeUnknown()) {', 'if ($attempt !== null) {'],
        'price of the claim' => ['Books.php', '$now === null || !$now->isForSale || $now->amount !== $order->amount || $now->currencyCode !== $order->currencyCode', 'false'],
        'further captures' => ['Books.php', '$this->steps->captured($payment->orderId, $order, $intent->id);', ''],
        'price of now' => ['Payments.php', '$order = $this->orders->find($order->id) ?? $order; // the price', '// the price'],
        'done steps stay' => ['Outbox.php', 'AND kind = ? AND check_at IS NOT NULL', 'AND kind = ?'],
        'step in the outbox' => ['Steps.php', '$this->outbox->add("$state->value:$intentId"', 'false && $this->outbox->add("$state->value:$intentId"'],
        'withdrawn order\'s page' => ['Books.php', '!$order->isForSale || !$intent->asksFor($order) || $isTooOld', '!$intent->asksFor($order) || $isTooOld'],
        'look schedule' => ['Schedule.php', 'return $age > $seconds ? null : $now + min($age, 4 * self::DAY);', 'return null;'],
    ];

    /** Found within a few walks, so they run each time. */
    public const QUICK = [
        'order lock', 'attach compare-and-set', 'rank of order states', 'transaction', 'outbox', 'effect in the transaction',
        'inbox: handled after the work', 'refund key', 'extra payment',
    ];

    /** A copy of the kit without a guard. @return string its folder */
    public static function copy(string $name): string
    {
        [$file, $text, $replacement] = self::TABLE[$name];
        $folder = Folder::make('kit');
        $kit = Checkout::root() . '/plugins/kit';
        mkdir("$folder/src");
        copy("$kit/autoload.php", "$folder/autoload.php");
        foreach (glob("$kit/src/*.php") ?: [] as $source) {
            copy($source, "$folder/src/" . basename($source));
        }
        $code = (string) file_get_contents("$folder/src/$file");
        if (substr_count($code, $text) !== 1) {
            throw new \RuntimeException("The mutation \"$name\" is not up to date: its text occurs " . substr_count($code, $text) . " times in $file.");
        }
        file_put_contents("$folder/src/$file", str_replace($text, $replacement, $code));

        return $folder;
    }
}
