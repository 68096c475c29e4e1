--TEST--
fromGlobals() works if variables_order leaves $_SERVER empty, or a script has changed it
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/endpoint.inc';
require __DIR__ . '/../../support/published_event.inc';

$sign = ['Dojo-Signature' => SIGNATURE];
foreach (['GPC', 'EGPCS', 'C'] as $order) {
    foreach (['auto_globals_jit=0', 'filter.default_flags=0'] as $setting) {
        $endpoint = new Endpoint(__DIR__ . '/from_globals_page.inc', "variables_order=$order", $setting);
        echo $order, ": ", implode(', ', [
            $endpoint->send('POST', BODY, $sign),
            strtok($endpoint->send('POST', BODY), ':'),
            strtok($endpoint->send('POST', BODY, ['Dojo-Signature' => signed(BODY, 'guess')]), ':'),
            strtok($endpoint->send('GET', '', $sign), ':'),
        ]), "\n";
        unset($endpoint);
    }
}
$endpoint = new Endpoint(__DIR__ . '/from_globals_page.inc');
echo $endpoint->send('POST', BODY, ['X-Mode' => 'redirected', 'X-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'redirected twice', 'X-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'under its own name', 'X-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'no array', 'Dojo-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'no strings', 'Dojo-Signature' => SIGNATURE]), "\n";
?>
--EXPECT--
GPC: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0 without $_SERVER, 401 Dojo\MissingSignatureException, 401 Dojo\SignatureException, 405 Dojo\MissingSignatureException
GPC: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0 without $_SERVER, 401 Dojo\MissingSignatureException, 401 Dojo\SignatureException, 405 Dojo\MissingSignatureException
EGPCS: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0, 401 Dojo\MissingSignatureException, 401 Dojo\SignatureException, 405 Dojo\MissingSignatureException
EGPCS: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0, 401 Dojo\MissingSignatureException, 401 Dojo\SignatureException, 405 Dojo\MissingSignatureException
C: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0 without $_SERVER, 401 Dojo\MissingSignatureException, 401 Dojo\SignatureException, 405 Dojo\MissingSignatureException
C: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0 without $_SERVER, 401 Dojo\MissingSignatureException, 401 Dojo\SignatureException, 405 Dojo\MissingSignatureException
200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
