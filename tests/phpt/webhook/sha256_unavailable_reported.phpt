--TEST--
If OpenSSL offers no SHA-256, verify() and sign() report OpenSSL's error, not a wrong signature
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/run_php.inc';

// A configuration that requires FIPS algorithms although no FIPS provider is installed. Random numbers are exempt, because newer
// versions of libcurl do not start without them.
$configuration = tempnam(sys_get_temp_dir(), 'dojo-openssl-');
file_put_contents($configuration, <<<'INI'
    openssl_conf = all
    [all]
    alg_section = algorithms
    random = random
    [algorithms]
    default_properties = fips=yes
    [random]
    properties = -fips
    seed_properties = -fips
    INI);

$code = <<<'PHP'
    $signature = 'sha256=' . str_repeat('00', 32);
    foreach ([
        'verify' => fn () => Dojo\Webhook::verify('{}', $signature, 'ws_example'),
        'isValid' => fn () => Dojo\Webhook::isValid('{}', $signature, 'ws_example'),
        'sign' => fn () => Dojo\Webhook::sign('{}', 'ws_example'),
        'isValid again' => fn () => Dojo\Webhook::isValid('{}', $signature, 'ws_example'),
    ] as $name => $call) {
        try {
            $call();
            echo "$name: nothing was thrown\n";
        } catch (Throwable $e) {
            printf(
                "%s: %s%s%s%s\n",
                $name,
                get_class($e),
                $e instanceof Dojo\SignatureException ? ', whose status is 401' : '',
                preg_match('~OpenSSL.*SHA-256.*error:[0-9A-F]{8}:~', $e->getMessage()) === 1 ? '' : ", unexplained: {$e->getMessage()}",
                preg_match('~memory|sent~', $e->getMessage()) === 1 ? ', wrongly explained' : '',
            );
        }
    }
    PHP;
echo run_php($code, [], ['OPENSSL_CONF' => $configuration]), "\n";
unlink($configuration);
?>
--EXPECT--
verify: Dojo\TransportException
isValid: Dojo\TransportException
sign: Dojo\TransportException
isValid again: Dojo\TransportException
