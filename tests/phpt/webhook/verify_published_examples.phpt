--TEST--
The published signatures verify; the published wrong one and a secret without its prefix do not
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';
require __DIR__ . '/../../support/thrown.inc';

var_dump(strlen(BODY));
$event = Dojo\Webhook::verify(BODY, SIGNATURE, SECRET);
var_dump($event);
var_dump($event->payload === BODY, $event->paymentIntentId(), $event->paymentStatus());
var_dump(Dojo\Webhook::verify(BODY, OTHER_SIGNATURE, OTHER_SECRET)->id);
thrown(fn () => Dojo\Webhook::verify(BODY, str_replace('4B-', '5B-', SIGNATURE), SECRET));
thrown(fn () => Dojo\Webhook::verify(BODY, OTHER_SIGNATURE, substr(OTHER_SECRET, 3)));
?>
--EXPECT--
int(236)
object(Dojo\Webhook)#1 (7) {
  ["id"]=>
  string(26) "evt_hnnHxIKR_Uy6bhZCusCltw"
  ["event"]=>
  string(22) "payment_intent.created"
  ["accountId"]=>
  string(8) "acc_test"
  ["payload"]=>
  string(236) "{"id":"evt_hnnHxIKR_Uy6bhZCusCltw","event":"payment_intent.created","accountId":"acc_test","createdAt":"2022-02-01T13:07:41.8667859Z","data":{"paymentIntentId":"pi_vpwd4ooAPEqyNAQe4z89WQ","paymentStatus":"Created","captureMode":"Auto"}}"
  ["createdAt"]=>
  object(DateTimeImmutable)#2 (3) {
    ["date"]=>
    string(26) "2022-02-01 13:07:41.866785"
    ["timezone_type"]=>
    int(2)
    ["timezone"]=>
    string(1) "Z"
  }
  ["data"]=>
  array(3) {
    ["paymentIntentId"]=>
    string(25) "pi_vpwd4ooAPEqyNAQe4z89WQ"
    ["paymentStatus"]=>
    string(7) "Created"
    ["captureMode"]=>
    string(4) "Auto"
  }
  ["secretIndex"]=>
  int(0)
}
bool(true)
string(25) "pi_vpwd4ooAPEqyNAQe4z89WQ"
enum(Dojo\PaymentIntentStatus::Created)
string(26) "evt_hnnHxIKR_Uy6bhZCusCltw"
Dojo\SignatureException: the signature does not match: pass the raw request body, byte for byte as received, and the complete value of this subscription's active secret
Dojo\SignatureException: the signature does not match: the secret lacks its ws_ prefix: pass it exactly as displayed
