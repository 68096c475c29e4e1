<?php

/** One request of one thread: HOSTS_CALLS calls, some of which fail, with a webhook each. Returns the results as JSON. */

declare(strict_types=1);

return static function (int $thread): string {
    $dojo = new Dojo\Client('sk_sandbox_example', baseUrl: (string) getenv('HOSTS_API'), caFile: (string) getenv('HOSTS_CA'), maxRetries: 0);
    $connections = $wrong = [];
    for ($i = 0; $i < (int) getenv('HOSTS_CALLS'); $i++) {
        try {
            $intent = $i % 2 === 0
                ? $dojo->getPaymentIntent('pi_sandbox_example')
                : $dojo->createPaymentIntent(['amount' => Dojo\Money::fromDecimal('19.99', 'GBP'), 'reference' => "thread $thread"]);
            $connections[$intent['reference']] = true;
            if ($intent['amount'] !== ['value' => 1999, 'currencyCode' => 'GBP']) {
                $wrong[] = json_encode($intent);
            }
            if ($i % 10 === 9) {
                $dojo->getPaymentIntent('fault-404');
                $wrong[] = 'no exception';
            }
        } catch (Dojo\NotFoundException $e) {
            if ($i % 10 !== 9 || $e->status !== 404) {
                $wrong[] = $e->getMessage();
            }
        } catch (Throwable $e) {
            $wrong[] = $e::class . ': ' . $e->getMessage();
        }
        $payload = "{\"id\":\"evt_$thread\",\"event\":\"payment_intent.created\",\"data\":{}}";
        if (!Dojo\Webhook::isValid($payload, Dojo\Webhook::sign($payload, 'whsec_example'), ['other', 'whsec_example'])) {
            $wrong[] = 'a signature does not verify';
        }
    }

    return json_encode(['thread' => $thread, 'connections' => array_keys($connections), 'wrong' => $wrong, 'stats' => Dojo\Client::poolStats(), 'size' => ini_get('dojo.pool_size')], JSON_THROW_ON_ERROR);
};
