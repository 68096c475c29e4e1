--TEST--
RateLimitException::$retryAfter is the Retry-After header in seconds, from a number or a date
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$headers = [[], ['Retry-After: 7'], ['retry-after:  0 '], ['Retry-After: soon'], ['Retry-After: -5'], ['Retry-After: 99999999999999999999'],
    ['Retry-After: ' . gmdate('D, d M Y H:i:s', time() + 120) . ' GMT'], ['Retry-After: Thu, 01 Jan 1970 00:00:00 GMT']];
$wire = new Wire(...array_map(static fn (array $h): string => Wire::json('{"detail":"slow down"}', 429, ...$h), $headers));
$client = $wire->client(maxRetries: 0);
foreach ($headers as $header) {
    try {
        $client->getPaymentIntent('pi_1');
    } catch (Dojo\RateLimitException $error) {
        $after = $error->retryAfter;
        echo preg_replace('~\w{3}, \d\d \w{3} 2\d.*~', 'in two minutes, as a date', substr($header[0] ?? 'none', 0, 44)), ' => ', $after !== null && $after > 110 && $after <= 120 ? 'about 120' : var_export($after, true), "\n";
    }
}
?>
--EXPECT--
none => NULL
Retry-After: 7 => 7.0
retry-after:  0  => 0.0
Retry-After: soon => NULL
Retry-After: -5 => NULL
Retry-After: 99999999999999999999 => 9.223372036854776E+18
Retry-After: in two minutes, as a date => about 120
Retry-After: Thu, 01 Jan 1970 00:00:00 GMT => 0.0
