--TEST--
SignatureException::$httpStatus is 401, 405 for another method, or 413 for a large body
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/endpoint.inc';
require __DIR__ . '/../../support/published_event.inc';

function status(callable $call): int
{
    try {
        $call();
    } catch (Dojo\SignatureException $exception) {
        return $exception->httpStatus;
    }

    return 0;
}

$large = str_repeat('x', 300000);
echo implode(' ', [
    status(fn () => Dojo\Webhook::verify(BODY, SIGNATURE, SECRET)),
    status(fn () => Dojo\Webhook::verify(BODY, null, SECRET)),
    status(fn () => Dojo\Webhook::verify(BODY, 'sha256=', SECRET)),
    status(fn () => Dojo\Webhook::verify(BODY, OTHER_SIGNATURE, SECRET)),
    status(fn () => Dojo\Webhook::verify('', SIGNATURE, SECRET)),
    status(fn () => Dojo\Webhook::verify($large, signed($large), SECRET)),
]), "\n";
var_dump(Dojo\Webhook::isValid($large, signed($large), SECRET), (new Dojo\SignatureException())->httpStatus);

$endpoint = new Endpoint(__DIR__ . '/from_globals_page.inc', 'dojo.max_webhook_bytes=2000');
$sign = ['Dojo-Signature' => SIGNATURE];
foreach ([['POST', BODY, $sign], ['POST', BODY, []], ['POST', BODY . ' ', $sign], ['POST', '', $sign], ['GET', '', $sign], ['PUT', BODY, $sign],
    ['POST', str_repeat('x', 3000), $sign], ['POST', str_repeat('x', 3000), $sign + ['Content-Length' => '3000']]] as [$method, $body, $headers]) {
    echo (int) $endpoint->send($method, $body, $headers), ' ';
}
?>
--EXPECT--
0 401 401 401 401 413
bool(false)
int(401)
200 401 401 401 405 405 413 413 
