--TEST--
sign() matches PHP's hash_hmac() and passes verify(), for bodies of any size and content
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

var_dump(Dojo\Webhook::sign(BODY, SECRET) === SIGNATURE, Dojo\Webhook::sign(BODY, OTHER_SECRET) === OTHER_SIGNATURE);
mt_srand(7);
$same = 0;
foreach ([1, 2, 55, 56, 63, 64, 65, 119, 120, 1000, 65536, 262144] as $size) {
    foreach ([1, 31, 32, 63, 64, 65, 200] as $length) {
        $body = $secret = '';
        for ($i = 0; $i < min($size, 3000); $i++) {
            $body .= chr(mt_rand(0, 255));
        }
        $body = substr(str_repeat($body, intdiv($size, strlen($body)) + 1), 0, $size);
        for ($i = 0; $i < $length; $i++) {
            $secret .= chr(mt_rand(0, 255));
        }
        $signature = Dojo\Webhook::sign($body, $secret);
        $same += $signature === signed($body, $secret) && Dojo\Webhook::isValid($body, $signature, $secret)
            && !Dojo\Webhook::isValid($body . 'x', $signature, $secret) && !Dojo\Webhook::isValid($body, $signature, $secret . 'x');
    }
}
var_dump($same);
?>
--EXPECT--
bool(true)
bool(true)
int(84)
