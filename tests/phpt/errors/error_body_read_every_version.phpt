--TEST--
Error bodies of every API version and area fill the same properties
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/wire.inc';

$bodies = [
    'payments, before 2024' => [400, '{"errors":{"Reference":["Too long."]},"type":"about:blank","title":"Bad Request","status":400,"detail":"One field.","traceId":"00-1"}'],
    'payments' => [400, '{"type":"about:blank","title":"Bad Request","status":400,"detail":"One field.","instance":"/payment-intents","extensions":{"traceId":"00-2"}}'],
    'PascalCase' => [400, '{"Status":400,"Detail":"Your refund was refused.","Extensions":{}}'],
    'webhooks' => [404, '{"errors":{},"type":"t","title":"Not Found","status":404,"traceId":"00-3","detail":"No such subscription."}'],
    'terminal sessions' => [422, '{"detail":"Too late.","status":422,"title":"Unprocessable","traceId":"00-4","type":"t","errors":{"Session":["Expired."]}}'],
    'terminals' => [401, '{"code":"INVALID_REQUEST","title":"Header","type":"t","status":401,"traceId":"00-5","errors":{"header":["missing"]}}'],
    'a new code' => [409, '{"code":"TERMINAL_ON_FIRE","status":409,"errors":[{"code":1}]}'],
    'no body' => [401, ''],
    'a gateway' => [502, '<html><body>Bad Gateway</body></html>'],
    'a list' => [500, '[1,2]'],
    'null' => [500, 'null'],
    'other types' => [400, '{"type":1,"title":["x"],"status":"400","detail":{"a":"b"},"traceId":7,"errors":"none"}'],
];
$wire = new Wire(...array_map(static fn (array $response): string => Wire::json($response[1], $response[0]), array_values($bodies)));
foreach ($bodies as $name => [$status, $body]) {
    try {
        $wire->client(maxRetries: 0)->getPaymentIntent('pi_1');
    } catch (Dojo\ApiException $error) {
        echo $name, ': ', substr(get_class($error), 5), ' ', $error->status, ' ', json_encode([$error->title, $error->detail, $error->traceId, $error->errors]),
            $error->body === $body ? '' : ' the body is lost', "\n";
    }
}
?>
--EXPECT--
payments, before 2024: InvalidRequestException 400 ["Bad Request","One field.","00-1",{"Reference":["Too long."]}]
payments: InvalidRequestException 400 ["Bad Request","One field.","00-2",null]
PascalCase: InvalidRequestException 400 [null,"Your refund was refused.",null,null]
webhooks: NotFoundException 404 ["Not Found","No such subscription.","00-3",[]]
terminal sessions: InvalidRequestException 422 ["Unprocessable","Too late.","00-4",{"Session":["Expired."]}]
terminals: AuthenticationException 401 ["Header",null,"00-5",{"header":["missing"]}]
a new code: ConflictException 409 [null,null,null,[{"code":1}]]
no body: AuthenticationException 401 [null,null,null,null]
a gateway: ServerException 502 [null,null,null,null]
a list: ServerException 500 [null,null,null,null]
null: ServerException 500 [null,null,null,null]
other types: InvalidRequestException 400 [null,null,null,null]
