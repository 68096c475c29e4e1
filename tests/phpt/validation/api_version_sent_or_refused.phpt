--TEST--
The API version is sent as given, except to EPOS; anything but an ASCII date is refused
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$wire = new Wire();
foreach (['2022-04-07', '2024-02-05', '2025-09-10', '2026-02-27', '2031-12-31'] as $version) {
    $wire->client(apiVersion: $version)->getPaymentIntent('pi_1');
}
$wire->client()->getPaymentIntent('pi_1');
$wire->client()->listEposIntegrations();
$wire->client(apiVersion: '2024-02-05')->request('GET', '/payment-intents/pi_1');
$wire->client()->request('GET', '/payment-intents/pi_1', headers: ['Version' => '2027-01-01']);
foreach ($wire->requests() as $request) {
    preg_match_all('~^version: *(.*)$~mi', $request, $match);
    echo implode(', ', array_map(trim(...), $match[1])) ?: 'none', "\n";
}
foreach (['', 'latest', '2026-2-27', '2026-02-27 ', "2026-02-27\n", '2026/02/27', '20260227', "2026\u{2013}02\u{2013}27", "2026\u{2011}02\u{2011}27", '٢٠٢٦-٠٢-٢٧', '2026-02-27T00:00:00Z'] as $version) {
    try {
        $wire->client(apiVersion: $version);
        echo 'taken: ', json_encode($version), "\n";
    } catch (Dojo\ValidationException $error) {
        echo $error->field === 'apiVersion' ? '' : "$error->field\n";
    }
}
echo $error->getMessage(), "\n";
?>
--EXPECT--
2022-04-07
2024-02-05
2025-09-10
2026-02-27
2031-12-31
2026-02-27
none
2024-02-05
2027-01-01
apiVersion is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27
