<?php

declare(strict_types=1);

/*
 * First set-up: makes the tables, tells Dojo where the webhook is, and stores the secret that signs it.
 *
 *   php examples/subscribe.php https://shop.example/webhook.php
 *
 * Settings are those of webhook-endpoint/config.php. Run it as the web server's user, so that both can open an SQLite file
 * (sudo -u www-data …). Safe to run again: it finds its subscription by the URL and does only what is missing.
 */

if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}

require __DIR__ . '/webhook-endpoint/config.php';

/* The events to ask for, and whether the shop can do without. One that the account lacks makes Dojo refuse the whole call. */
const WANTED = ['payment_intent.status_updated' => true, 'terminal_session.status_updated' => false];

if ($argc !== 2 || in_array($argv[1], ['--help', '-h'], true)) {
    fwrite(STDERR, "usage: php {$argv[0]} https://your.shop/webhook.php\n");
    exit(2);
}

try {
    inbox()->install();
    orders()->install();
    $known = array_merge(...array_column(dojo()->listWebhookEvents(), 'events'));
    echo 'Events of this account: ', implode(', ', $known), "\n";
    $events = wanted_events($known);
    $subscription = find_subscription($argv[1]) ?? subscribe($argv[1], $events);
    $missing = array_values(array_diff($events, $subscription['events']));
    if ($missing !== []) {
        dojo()->updateWebhook($subscription['id'], ['events' => [...$subscription['events'], ...$missing]]);
        echo 'Added to it: ', implode(', ', $missing), "\n";
    }
    $stored = store_secrets($subscription['id']);
    echo "Subscription {$subscription['id']} sends ", implode(', ', $events), " to {$subscription['url']}; $stored secret(s) stored.\n";
} catch (Dojo\AuthenticationException | Dojo\PermissionException $e) {
    fail("Dojo does not accept the key in DOJO_API_KEY for this: {$e->getMessage()}");
} catch (Dojo\ValidationException $e) {
    fail(($e->field === 'apiKey' ? 'DOJO_API_KEY: ' : '') . $e->getMessage());
} catch (PDOException $e) {
    fail("The database (WEBHOOK_DSN) can't be used: {$e->getMessage()}");
} catch (Dojo\DojoException | RuntimeException $e) {
    fail($e->getMessage() . "\nRunning this again is safe.");
}

/**
 * @param list<string> $known
 * @return list<string>
 */
function wanted_events(array $known): array
{
    foreach (array_keys(array_filter(WANTED)) as $event) {
        if (!in_array($event, $known, true)) {
            throw new RuntimeException("This account has no event $event, which this shop needs. Ask Dojo to enable it.");
        }
    }

    return array_values(array_intersect(array_keys(WANTED), $known));
}

/** @return ?array{id: string, url: string, events: list<string>, ...} */
function find_subscription(string $url): ?array
{
    $mine = array_values(array_filter(dojo()->listWebhooks(), static fn (array $s): bool => same_url($s['url'], $url)));
    if (count($mine) > 1) {
        throw new RuntimeException('Several subscriptions have this URL: ' . implode(', ', array_column($mine, 'id'))
            . '. Keep one and delete the others with deleteWebhook(): each signs with a secret of its own.');
    }

    return $mine[0] ?? null;
}

/** Host names have no case, and https has a usual port: neither may make a second subscription for the same page. */
function same_url(string $a, string $b): bool
{
    $normal = static function (string $url): string {
        $url = preg_replace_callback('~^(https?)://([^/?#]*)~i', static fn (array $m): string => strtolower($m[0]), $url) ?? $url;

        return preg_replace(['~^(https://[^/?#]*):443(?=[/?#]|$)~', '~^(http://[^/?#]*):80(?=[/?#]|$)~'], '$1', $url) ?? $url;
    };

    return $normal($a) === $normal($b);
}

/**
 * @param list<string> $events
 * @return array{id: string, url: string, events: list<string>, ...}
 */
function subscribe(string $url, array $events): array
{
    try {
        return dojo()->subscribeWebhook(['events' => $events, 'url' => $url, 'description' => 'Payments']);
    } catch (Dojo\ConflictException $e) {
        return find_subscription($url) ?? throw $e; // another run of this script was faster
    } catch (Dojo\DojoException $e) {
        /* No answer came, but the subscription may be there: look, never subscribe once more. */
        return ($e->outcomeUnknown() ? find_subscription($url) : null) ?? throw $e;
    }
}

/** @return int how many are stored */
function store_secrets(string $subscriptionId): int
{
    $known = inbox()->secretRoles($subscriptionId);
    $lost = false;
    foreach (dojo()->listWebhookSecrets($subscriptionId)['secrets'] as $secret) {
        if (isset($known[$secret['id']])) {
            continue; // and its part in a change of secrets that may be going on
        }
        if (secret_value($secret) !== '') {
            inbox()->setSecret($subscriptionId, $secret['id'], secret_value($secret), ($secret['isActive'] ?? true) ? 'current' : 'next');
        } elseif ($secret['isActive'] ?? true) {
            $lost = true;
        }
    }
    if ($lost) {
        throw new RuntimeException("The secret of $subscriptionId is not in the database, and Dojo does not show it again. "
            . "Make a new one:\n  php examples/rotate-webhook-secret.php --subscription $subscriptionId\n"
            . 'Until then webhooks are refused; Dojo sends them again for a while.');
    }
    forget_other_subscriptions($subscriptionId);

    return count(inbox()->secretRoles($subscriptionId));
}

/** What an earlier subscription signed with proves nothing any more, once Dojo doesn't have that subscription. */
function forget_other_subscriptions(string $subscriptionId): void
{
    $alive = array_column(dojo()->listWebhooks(), 'id');
    foreach (inbox()->subscriptionIds() as $other) {
        if ($other !== $subscriptionId && !in_array($other, $alive, true)) {
            foreach (array_keys(inbox()->secretRoles($other)) as $secretId) {
                inbox()->removeSecret($secretId);
            }
        }
    }
}

function fail(string $message): never
{
    fwrite(STDERR, "$message\n");
    exit(1);
}
