--TEST--
fromGlobals() verifies the raw body and the header, whatever the web server calls it
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/endpoint.inc';
require __DIR__ . '/../../support/published_event.inc';

$endpoint = new Endpoint(__DIR__ . '/from_globals_page.inc', 'dojo.max_webhook_bytes=2000');
$sign = ['Dojo-Signature' => SIGNATURE];
$show = static function (string $label, string $method, string $body = '', array $headers = []) use ($endpoint): void {
    echo "$label: ", $endpoint->send($method, $body, $headers), "\n";
};
$show('valid', 'POST', BODY, $sign);
$show('other secret', 'POST', BODY, ['dojo-signature' => OTHER_SIGNATURE]);
$show('lower case', 'POST', BODY, ['DOJO-SIGNATURE' => strtolower(SIGNATURE)]);
$show('body read before', 'POST', BODY, $sign + ['X-Mode' => 'body read before']);
$show('redirected', 'POST', BODY, $sign + ['X-Mode' => 'redirected']);
$show('redirected twice', 'POST', BODY, $sign + ['X-Mode' => 'redirected twice']);
$show('as plain text', 'POST', BODY, $sign + ['Content-Type' => 'text/plain']);
$show('as a form', 'POST', BODY, $sign + ['Content-Type' => 'application/x-www-form-urlencoded']);
$show('no header', 'POST', BODY);
$show('empty header', 'POST', BODY, ['Dojo-Signature' => '']);
$show('wrong signature', 'POST', BODY, ['Dojo-Signature' => substr_replace(SIGNATURE, '5', 7, 1)]);
$show('malformed', 'POST', BODY, ['Dojo-Signature' => 'sha256=']);
$show('wrong body', 'POST', BODY . ' ', $sign);
$show('empty body', 'POST', '', $sign);
foreach (['GET', 'PUT', 'DELETE', 'HEAD'] as $method) {
    $show($method, $method, $method === 'PUT' ? BODY : '', $sign);
}
$part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" . BODY . "\r\n--x--\r\n";
$show('multipart', 'POST', $part, $sign + ['Content-Type' => 'multipart/form-data; boundary=x']);
$large = '{"id":"evt_1","event":"x","data":{"a":"' . str_repeat('x', 3000) . '"}}';
$show('too large', 'POST', $large, ['Dojo-Signature' => signed($large)]);
$show('still alive', 'POST', BODY, $sign);
?>
--EXPECT--
valid: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
other secret: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 1
lower case: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
body read before: 236 bytes read before; 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
redirected: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
redirected twice: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
as plain text: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
as a form: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
no header: 401 Dojo\MissingSignatureException: the dojo-signature header is missing: the request is not from Dojo, or a proxy removed the header
empty header: 401 Dojo\MissingSignatureException: the dojo-signature header is missing: the request is not from Dojo, or a proxy removed the header
wrong signature: 401 Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
malformed: 401 Dojo\SignatureException: the dojo-signature header is malformed: expected sha256= and 64 hex digits, with dashes between all bytes or none, got 7 bytes
wrong body: 401 Dojo\SignatureException: the signature does not match: the body has extra white space around it (such as a trailing newline) that was not signed: pass the raw body
empty body: 401 Dojo\SignatureException: the body is empty: this request is not from Dojo, or something on the way dropped its body
GET: 405 Dojo\MissingSignatureException: this is a GET request: webhooks are delivered by POST only
PUT: 405 Dojo\MissingSignatureException: this is a PUT request: webhooks are delivered by POST only
DELETE: 405 Dojo\MissingSignatureException: this is a DELETE request: webhooks are delivered by POST only
HEAD: 
multipart: 401 Dojo\SignatureException: the body is multipart/form-data, which PHP does not pass on: webhooks are delivered as JSON
too large: 413 Dojo\SignatureException: the body is larger than dojo.max_webhook_bytes (3042 > 2000); Dojo's events never are
still alive: 200 evt_hnnHxIKR_Uy6bhZCusCltw by secret 0
