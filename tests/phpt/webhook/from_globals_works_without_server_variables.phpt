--TEST--
fromGlobals() works where variables_order leaves $_SERVER empty, and where a script has changed $_SERVER
--EXTENSIONS--
dojo
--FILE--
<?php
require __DIR__ . '/../../support/endpoint.inc';
require __DIR__ . '/../../support/published_event.inc';

$sign = ['Dojo-Signature' => SIGNATURE];
foreach (['GPC', 'EGPCS', 'C'] as $order) {
    foreach (['auto_globals_jit=0', 'filter.default_flags=0'] as $setting) {
        $endpoint = new Endpoint(__DIR__ . '/server_variables.inc', "variables_order=$order", $setting);
        echo $order, ": ", implode(', ', [
            $endpoint->send('POST', BODY, $sign),
            $endpoint->send('POST', BODY),
            $endpoint->send('POST', BODY, ['Dojo-Signature' => OTHER_SIGNATURE]),
            $endpoint->send('GET', '', $sign),
        ]), "\n";
        unset($endpoint);
    }
}
$endpoint = new Endpoint(__DIR__ . '/server_variables.inc');
echo $endpoint->send('POST', BODY, ['X-Mode' => 'rewritten', 'X-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'rewritten twice', 'X-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'given', 'X-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'no array', 'Dojo-Signature' => SIGNATURE]), "\n";
echo $endpoint->send('POST', BODY, ['X-Mode' => 'no text', 'Dojo-Signature' => SIGNATURE]), "\n";
?>
--EXPECT--
GPC: evt_hnnHxIKR_Uy6bhZCusCltw without $_SERVER, Dojo\MissingSignatureException 401, Dojo\SignatureException 401, Dojo\MissingSignatureException 405
GPC: evt_hnnHxIKR_Uy6bhZCusCltw without $_SERVER, Dojo\MissingSignatureException 401, Dojo\SignatureException 401, Dojo\MissingSignatureException 405
EGPCS: evt_hnnHxIKR_Uy6bhZCusCltw, Dojo\MissingSignatureException 401, Dojo\SignatureException 401, Dojo\MissingSignatureException 405
EGPCS: evt_hnnHxIKR_Uy6bhZCusCltw, Dojo\MissingSignatureException 401, Dojo\SignatureException 401, Dojo\MissingSignatureException 405
C: evt_hnnHxIKR_Uy6bhZCusCltw without $_SERVER, Dojo\MissingSignatureException 401, Dojo\SignatureException 401, Dojo\MissingSignatureException 405
C: evt_hnnHxIKR_Uy6bhZCusCltw without $_SERVER, Dojo\MissingSignatureException 401, Dojo\SignatureException 401, Dojo\MissingSignatureException 405
evt_hnnHxIKR_Uy6bhZCusCltw
evt_hnnHxIKR_Uy6bhZCusCltw
evt_hnnHxIKR_Uy6bhZCusCltw
evt_hnnHxIKR_Uy6bhZCusCltw
evt_hnnHxIKR_Uy6bhZCusCltw
