--TEST--
No diagnosis contains any form of the MAC or the secret, nor does the exception in a dump or trace
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

/** Pieces of the secret and of the right MAC, plain and encoded, that no message may contain. */
function secretsOf(string $secret, string $body): array
{
    $hex = hash_hmac('sha256', $body, $secret);
    $dashed = implode('-', str_split($hex, 2));
    $pieces = [];
    foreach ([$hex, $dashed, $secret, base64_encode(hex2bin($hex)), base64_encode($secret), bin2hex($secret)] as $text) {
        for ($at = 0; $at + 8 <= strlen($text); $at += 4) {
            $pieces[] = substr($text, $at, 8);
        }
    }

    return $pieces;
}

$pretty = json_encode(json_decode(BODY), JSON_PRETTY_PRINT);
$cases = [
    // body, signature, secrets
    [BODY . "\n", SIGNATURE, SECRET],
    ["\xEF\xBB\xBF" . BODY, SIGNATURE, SECRET],
    [$pretty, SIGNATURE, SECRET],
    [BODY, SIGNATURE, SECRET . "\n"],
    [BODY, SIGNATURE, 'ws_' . SECRET],
    [BODY, OTHER_SIGNATURE, substr(OTHER_SECRET, 3)],
    [BODY, SIGNATURE, base64_encode(SECRET)],
    [BODY, SIGNATURE, base64_decode(strtr(SECRET, '-_', '+/'))],
    [BODY, SIGNATURE, 'sc_RkLkLqPv0E2q3b7YtLhQaA'],
    [BODY, signed(BODY, 'guess'), SECRET],
    [BODY, signed(BODY, 'guess'), [SECRET, OTHER_SECRET]],
    [BODY, SIGNATURE . '0', SECRET],
    [BODY, substr(SIGNATURE, 7), SECRET],
    [BODY, null, SECRET],
    ['', SIGNATURE, SECRET],
    [BODY, SIGNATURE, [SECRET, '']],
];
ini_set('zend.exception_ignore_args', '0');
$thrown = $found = 0;
foreach ($cases as [$body, $signature, $secrets]) {
    try {
        Dojo\Webhook::verify($body, $signature, $secrets);
    } catch (Dojo\DojoException $error) {
        $thrown++;
        // The trace shows body and header, so only the message is searched for pieces of the MAC.
        $messages = [$error->getMessage(), $error->getTraceAsString()];
        foreach ((array) $secrets as $secret) {
            $hidden = array_merge(secretsOf($secret, $body ?: 'x'), secretsOf(SECRET, $body ?: 'x'), secretsOf(SECRET, BODY), secretsOf(OTHER_SECRET, BODY));
            foreach ($hidden as $piece) {
                $found += stripos($messages[0], $piece) === false ? 0 : 1;
            }
        }
        ob_start();
        var_dump($error->getTrace());
        echo $error;
        $dump = ob_get_clean();
        foreach ((array) $secrets as $secret) {
            $found += $secret !== '' && str_contains($dump, $secret) ? 1 : 0;
        }
        $found += str_contains($dump, 'SensitiveParameterValue') ? 0 : 1;
    }
}
printf("%d of %d threw, %d pieces found\n", $thrown, count($cases), $found);
?>
--EXPECT--
16 of 16 threw, 0 pieces found
