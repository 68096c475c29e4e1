<?php

declare(strict_types=1);

/** What the card component does in a customer's browser, at the offline Dojo. */
function pay_by_component(string $api, string $clientSessionSecret, bool $declined = false): void
{
    $body = [
        'clientSessionSecret' => $clientSessionSecret,
        'card' => $declined
            ? ['number' => '4456530000001013', 'expiry' => '12/29', 'cvc' => '341']
            : ['number' => '5200000000001005', 'expiry' => '12/29', 'cvc' => '020'],
    ];
    $answer = fopen("$api/sandbox/component-payment", 'rb', false, stream_context_create(['http' => [
        'method' => 'POST', 'header' => 'Content-Type: application/json', 'content' => json_encode($body, JSON_THROW_ON_ERROR), 'ignore_errors' => true,
    ]]));
    if (preg_match('~ 200 ~', stream_get_meta_data($answer)['wrapper_data'][0]) !== 1 && !$declined) {
        throw new RuntimeException("The component's payment failed: " . stream_get_contents($answer));
    }
}
