<?php

declare(strict_types=1);

/*
 * Changes the secret that signs webhooks, without losing an event: generate a second one, let the endpoint accept both,
 * activate the second, see that it is in use and the first is silent, delete the first.
 *
 *   php examples/rotate-webhook-secret.php [--quiet SECONDS] [--wait SECONDS] [--min-age SECONDS] [--subscription ID]
 *
 *   --quiet SECONDS     how long the old secret must have been silent before it is deleted; 86400 if not given
 *   --wait SECONDS      how long to wait for that, and for the first event with the new secret; 0 if not given
 *   --min-age SECONDS   leave a secret alone that is in use for less; 86400 if not given
 *   --subscription ID   which one, where the database has the secrets of several
 *
 * It asks Dojo and the database how far things are and goes on from there. So it can be interrupted at any point and run
 * again: a daily cron job with --min-age 7776000 begins every 90 days, and finishes the day after. Exits 0 when done (also when
 * there was nothing to do), 3 when it has to be run again later, 1 when something is wrong, 2 for wrong options.
 */

if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}

require __DIR__ . '/webhook-endpoint/config.php';

$options = getopt('', ['quiet:', 'wait:', 'min-age:', 'subscription:', 'help'], $rest);
$seconds = static fn (string $name, int $default): int|false => filter_var(
    $options[$name] ?? $default,
    FILTER_VALIDATE_INT,
    ['options' => ['min_range' => 0]],
);
[$quiet, $wait, $minAge] = [$seconds('quiet', 86400), $seconds('wait', 0), $seconds('min-age', 86400)];
if ($quiet === false || $wait === false || $minAge === false || $rest < $argc || isset($options['help'])) {
    fwrite(STDERR, "usage: php {$argv[0]} [--quiet SECONDS] [--wait SECONDS] [--min-age SECONDS] [--subscription ID]\n");
    exit(2);
}

try {
    $chosen = $options['subscription'] ?? null;
    $subscriptionId = the_subscription(is_string($chosen) ? $chosen : null);
    $lock = fopen(sys_get_temp_dir() . '/dojo-rotate-' . md5($subscriptionId), 'c'); // gone with this process, however it ends
    if ($lock === false || !flock($lock, LOCK_EX | LOCK_NB)) {
        throw new RuntimeException('Another run of this script is at work.');
    }
    exit(rotate($subscriptionId, $quiet, microtime(true) + $wait, $minAge));
} catch (PDOException $e) {
    fwrite(STDERR, "The database (WEBHOOK_DSN) can't be used: {$e->getMessage()}\n");
    exit(1);
} catch (Dojo\DojoException | RuntimeException $e) {
    fwrite(STDERR, "{$e->getMessage()}\nNothing is lost; run it again to go on from here.\n");
    exit(1);
}

function the_subscription(?string $wanted): string
{
    $ids = inbox()->subscriptionIds();
    if ($wanted !== null) {
        return $wanted;
    }

    return match (count($ids)) {
        0 => throw new RuntimeException('No secret is stored yet: run subscribe.php first.'),
        1 => $ids[0],
        default => throw new RuntimeException(
            'There are secrets of several subscriptions: choose with --subscription ' . implode(' or ', $ids),
        ),
    };
}

/** @return int the exit status */
function rotate(string $subscriptionId, int $quiet, float $deadline, int $minAge): int
{
    [$active, $waiting, $values] = adopt($subscriptionId);
    $roles = inbox()->secretRoles($subscriptionId);

    /* 1. Generate. Not where a second one is there already: an earlier run was interrupted, and what it made is used. */
    if ($waiting === null) {
        $since = $roles[$active]['since'] ?? null; // null: its value is lost, and events are refused until there is another
        if ($since !== null && time() - $since < $minAge) {
            $when = gmdate('Y-m-d H:i', $since);
            say("Nothing to do: $active is in use since $when UTC (--min-age 0 changes it all the same).");

            return 0;
        }
        dojo()->generateWebhookSecret($subscriptionId);
        [$active, $waiting, $values] = adopt($subscriptionId);
        if ($waiting === null) {
            throw new RuntimeException('Dojo made a secret, but lists none beside the active one. Look at it with listWebhookSecrets().');
        }
        say("1. Generated: $waiting");
    }

    if ((inbox()->secretRoles($subscriptionId)[$waiting]['role'] ?? 'next') !== 'old') {
        /* 2. Deploy both. From this INSERT on, the endpoint accepts the new one beside the old one. */
        if (!isset($values[$waiting])) {
            throw new RuntimeException("Dojo shows no value of $waiting. Delete it with deleteWebhookSecret() and run this again.");
        }
        inbox()->setSecret($subscriptionId, $waiting, $values[$waiting], 'next');
        say("2. Deployed: the endpoint accepts both, $active and $waiting");

        /* 3. Activate. Deliveries on their way still carry the old one, which is accepted as before. */
        dojo()->activateWebhookSecret($subscriptionId, $waiting);
        [$active, $waiting] = adopt($subscriptionId);
        say("3. Activated: $active");
    }
    if ($waiting === null) {
        say("Done: $active is the only secret.");

        return 0;
    }

    /* 4. Verify, by what the endpoint wrote down: which secret signed which event. */
    if (!wait_until(static fn (): bool => inbox()->lastSignedWith($active) !== null, $deadline)) {
        say("4. No event has come with $active yet. Run this again after the next payment.");

        return 3;
    }
    $since = inbox()->secretRoles($subscriptionId)[$waiting]['since'];
    $silent = static fn (): bool => time() - max($since, inbox()->lastSignedWith($waiting) ?? 0) >= $quiet;
    if (!wait_until($silent, $deadline)) {
        say("4. Verified: events come with $active. $waiting has not been silent for $quiet s yet; run this again later to delete it.");

        return 3;
    }
    say("4. Verified: events come with $active, and none with $waiting for $quiet s");

    /* 5. Delete: at Dojo first. The endpoint may know it for longer than Dojo does, never the other way round. */
    dojo()->deleteWebhookSecret($subscriptionId, $waiting);
    inbox()->removeSecret($waiting);
    say("5. Deleted: $waiting. Done.");

    return 0;
}

/**
 * Brings the database in line with what Dojo says, which is where an interrupted run left it.
 *
 * @return array{string, ?string, array<string, string>} the active secret's id, the other one's, and the values that Dojo shows
 */
function adopt(string $subscriptionId): array
{
    $values = [];
    $active = [];
    $waiting = [];
    foreach (dojo()->listWebhookSecrets($subscriptionId)['secrets'] as $secret) {
        if (secret_value($secret) !== '') {
            $values[$secret['id']] = secret_value($secret);
        }
        if ($secret['isActive'] ?? false) {
            $active[] = $secret['id'];
        } else {
            $waiting[] = $secret['id'];
        }
    }
    if (count($active) !== 1 || count($waiting) > 1) {
        throw new RuntimeException(sprintf(
            '%s has %d active and %d other secrets, but this needs one active and at most one other. '
                . 'Delete what is not used with deleteWebhookSecret().',
            $subscriptionId,
            count($active),
            count($waiting),
        ));
    }
    $roles = inbox()->secretRoles($subscriptionId);
    /* The active one is the current one, whatever was written down before an interruption; never known: lost, or set by hand. */
    if (isset($values[$active[0]])) {
        inbox()->setSecret($subscriptionId, $active[0], $values[$active[0]], 'current');
    } elseif (isset($roles[$active[0]])) {
        inbox()->setRole($active[0], 'current');
    }
    foreach ($roles as $id => ['role' => $role]) {
        if ($id !== $active[0] && $role === 'current') {
            inbox()->setRole($id, 'old');
        }
        if ($role === 'old' && $id !== $active[0] && !in_array($id, $waiting, true)) {
            inbox()->removeSecret($id); // deleted at Dojo, but not here yet
        }
    }

    return [$active[0], $waiting[0] ?? null, $values];
}

/** @param callable(): bool $condition */
function wait_until(callable $condition, float $deadline): bool
{
    while (!$condition()) {
        if (microtime(true) >= $deadline) {
            return false;
        }
        usleep(200_000);
    }

    return true;
}

function say(string $line): void
{
    echo gmdate('H:i:s '), $line, "\n";
}
