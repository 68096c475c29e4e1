--TEST--
Stack traces show SensitiveParameterValue instead of keys and secrets
--EXTENSIONS--
dojo
--INI--
zend.exception_ignore_args=0
--FILE--
<?php
declare(strict_types=1);

$client = new Dojo\Client('sk_sandbox_example', maxRetries: 0);
$calls = [
    fn () => new Dojo\Client('sk_sandbox_hidden word'),
    fn () => new Dojo\Client('sk_sandbox_example', proxy: 'hidden-word'),
    fn () => $client->__construct('sk_sandbox_hidden'),
    fn () => $client->getCustomerPaymentMethods('a/b', 'cs_hidden'),
    fn () => $client->getCustomerPaymentMethods('cust_1', 'cs_hidden word'),
    fn () => $client->deleteCustomerPaymentMethod('cust_1', '', 'cs_hidden'),
    fn () => Dojo\Webhook::verify('body', 'sha256=00', 'hidden-secret'),
    fn () => Dojo\Webhook::verify('body', null, ['hidden-secret', 'hidden-other']),
    fn () => Dojo\Webhook::isValid('body', 'sha256=00', ['hidden-secret', 1]),
    fn () => Dojo\Webhook::sign('', 'hidden-secret'),
    fn () => Dojo\Webhook::fromGlobals('hidden-secret'),
];
foreach ($calls as $call) {
    try {
        $call();
        echo "nothing was thrown\n";
    } catch (Throwable $error) {
        echo preg_replace('~^#0 [^:]+: ~', '', explode("\n", $error->getTraceAsString())[0]), "\n";
        var_dump(preg_match('~hidden~', $error . print_r($error->getTrace(), true)));
    }
}
?>
--EXPECT--
Dojo\Client->__construct(Object(SensitiveParameterValue))
int(0)
Dojo\Client->__construct(Object(SensitiveParameterValue), '2026-02-27', Object(SensitiveParameterValue), 30.0, 5.0, 2, NULL, Object(SensitiveParameterValue))
int(0)
Dojo\Client->__construct(Object(SensitiveParameterValue))
int(0)
Dojo\Client->getCustomerPaymentMethods('a/b', Object(SensitiveParameterValue))
int(0)
Dojo\Client->getCustomerPaymentMethods('cust_1', Object(SensitiveParameterValue))
int(0)
Dojo\Client->deleteCustomerPaymentMethod('cust_1', '', Object(SensitiveParameterValue))
int(0)
Dojo\Webhook::verify('body', Object(SensitiveParameterValue), Object(SensitiveParameterValue))
int(0)
Dojo\Webhook::verify('body', Object(SensitiveParameterValue), Object(SensitiveParameterValue))
int(0)
Dojo\Webhook::isValid('body', Object(SensitiveParameterValue), Object(SensitiveParameterValue))
int(0)
Dojo\Webhook::sign('', Object(SensitiveParameterValue))
int(0)
Dojo\Webhook::fromGlobals(Object(SensitiveParameterValue))
int(0)
