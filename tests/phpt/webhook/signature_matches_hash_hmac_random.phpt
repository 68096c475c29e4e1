--TEST--
Signatures match hash_hmac() for sizes around a block's edge and for random keys and messages
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/thrown.inc';

// 100,000 random cases with DOJO_LONG=1. The seed is fixed, so that a failure can be reproduced; DOJO_SEED is another.
$cases = getenv('DOJO_LONG') ? 100000 : 5000;
mt_srand((int) (getenv('DOJO_SEED') ?: 20260227));

/** Random bytes from which keys and messages are cut; new ones for every thousand cases. */
function pool(): string
{
    $words = [];
    for ($i = 0; $i < 4096; $i++) {
        $words[] = mt_rand(0, 0x7FFFFFFF) << 1 | mt_rand(0, 1);
    }

    return pack('N*', ...$words);
}

function cut(string $pool, int $length): string
{
    return substr($pool, mt_rand(0, strlen($pool) - $length), $length);
}

/** The bytes with one bit flipped. */
function flipped(string $bytes): string
{
    $at = mt_rand(0, strlen($bytes) - 1);
    $bytes[$at] = $bytes[$at] ^ chr(1 << mt_rand(0, 7));

    return $bytes;
}

/** Compares one key and message with hash_hmac(). @return string the difference, '' if there is none */
function wrong(string $key, string $message): string
{
    $hex = hash_hmac('sha256', $message, $key);
    $dashed = 'sha256=' . implode('-', str_split(strtoupper($hex), 2));
    $forms = [$dashed, strtolower($dashed), "sha256=$hex", 'sha256=' . strtoupper($hex)];
    if (Dojo\Webhook::sign($message, $key) !== $dashed) {
        return 'signs otherwise';
    }
    if (!Dojo\Webhook::isValid($message, $forms[mt_rand(0, 3)], $key) || !Dojo\Webhook::isValid($message, $dashed, [flipped($key), $key])) {
        return 'refuses the right signature';
    }
    $mac = 'sha256=' . bin2hex(flipped(hex2bin($hex)));
    if (Dojo\Webhook::isValid($message, $mac, $key) || Dojo\Webhook::isValid(flipped($message), $dashed, $key)) {
        return 'takes a wrong signature';
    }
    // HMAC pads a key with zeros up to a block's length, so a zero added to a shorter key changes nothing.
    if (Dojo\Webhook::isValid($message, $dashed, "$key\0") !== hash_equals($hex, hash_hmac('sha256', $message, "$key\0"))) {
        return 'pads the key otherwise';
    }

    return '';
}

$pool = pool();
$failures = 0;
$report = function (string $wrong, string $key, string $message) use (&$failures): void {
    if ($wrong !== '' && $failures++ < 5) {
        echo $wrong, ': key ', bin2hex($key), ', message of ', strlen($message), ' bytes ', md5($message), "\n";
    }
};

$edges = 0;
foreach ([1, 2, 31, 32, 33, 55, 56, 62, 63, 64, 65, 66, 119, 120, 127, 128, 129, 199, 200] as $length) {
    foreach ([1, 2, 54, 55, 56, 57, 62, 63, 64, 65, 118, 119, 120, 121, 127, 128, 129, 4095, 4096] as $size) {
        [$key, $message] = [cut($pool, $length), cut($pool, $size)];
        $report(wrong($key, $message), $key, $message);
        $edges++;
    }
}
for ($i = 0; $i < $cases; $i++) {
    $pool = $i % 1000 === 0 ? pool() : $pool;
    [$key, $message] = [cut($pool, mt_rand(1, 200)), cut($pool, mt_rand(1, 4096))];
    $report(wrong($key, $message), $key, $message);
}
echo $edges, ' sizes at the edges, ', $i === $cases ? 'all' : 'not all', " random cases, $failures wrong\n";

// Anyone can sign with an empty key, and an empty message is never sent.
thrown(fn () => Dojo\Webhook::sign('x', ''));
thrown(fn () => Dojo\Webhook::isValid('x', 'sha256=' . hash_hmac('sha256', 'x', ''), ''));
thrown(fn () => Dojo\Webhook::sign('', 'key'));
var_dump(Dojo\Webhook::isValid('', 'sha256=' . hash_hmac('sha256', '', 'key'), 'key'));
?>
--EXPECT--
361 sizes at the edges, all random cases, 0 wrong
Dojo\ValidationException(secret): secret is empty: pass the subscription's secret
Dojo\ValidationException(secrets): secrets contains an empty secret, which anyone could sign with: check where it is read from
Dojo\ValidationException(payload): payload is empty: there is nothing to sign
bool(false)
