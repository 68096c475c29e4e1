<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Everything under /sandbox/: what the real API doesn't have and a test needs. */
final class Control
{
    /** method and path => what it does, for --help and the start page */
    public const ROUTES = [
        'GET /sandbox' => 'what is served here, as JSON',
        'POST /sandbox/component-payment' => 'pay with a clientSessionSecret, as the card component in a browser does',
        'POST /sandbox/component-challenge' => 'answer the 3-D Secure question of a component payment',
        'GET /sandbox/deliveries' => 'webhook deliveries with their attempts, newest first',
        'POST /sandbox/deliveries/{id}/resend' => 'deliver an event once more',
        'GET /sandbox/requests' => 'the last requests (?path=PREFIX&method=M), without secrets',
        'DELETE /sandbox/requests' => 'forget them',
        'GET /sandbox/faults' => 'faults waiting for their request',
        'POST /sandbox/faults' => 'queue one: {"fault":"status=503","path":"/payment-intents","method":"POST","times":1}',
        'DELETE /sandbox/faults' => 'empty the queue',
        'GET /sandbox/receipts' => 'receipts that would have been sent',
        'GET /sandbox/epos-events' => 'EPOS events that were received',
        'GET /sandbox/clock' => 'the sandbox\'s time',
        'POST /sandbox/clock' => 'move it: {"advance": seconds}',
        'POST /sandbox/reset' => 'forget everything',
    ];

    private const MAX_ADVANCE = 10 * 365 * 86400;

    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Deliveries $deliveries,
        private readonly Faults $faults,
        private readonly RequestLog $requests,
        private readonly Checkout $checkout,
        private readonly Customers $customers,
        private readonly Merchant $merchant,
        private readonly Scheduler $scheduler,
    ) {
    }

    public function handle(Request $request): Response
    {
        $path = rtrim($request->path, '/');
        try {
            return $this->store->transaction(fn (): Response => $this->route($request, $path));
        } catch (Problem $problem) {
            return Problems::response($problem, 'PD', Ids::trace());
        }
    }

    private function route(Request $request, string $path): Response
    {
        if (preg_match('~^/sandbox/deliveries/([^/]+)/resend$~D', $path, $part) && $request->method === 'POST') {
            return Response::json(200, $this->deliveries->resend(rawurldecode($part[1])));
        }
        $method = $request->method === 'HEAD' ? 'GET' : $request->method;
        if (!isset(self::ROUTES["$method $path"])) {
            throw new Problem(404, 'There is no such helper. There are: ' . implode(', ', array_keys(self::ROUTES)) . '.');
        }
        $result = match ("$method $path") {
            'GET /sandbox' => $this->about(),
            'POST /sandbox/component-payment' => $this->componentPayment(self::body($request)),
            'POST /sandbox/component-challenge' => $this->componentChallenge(self::body($request)),
            'GET /sandbox/deliveries' => ['deliveries' => $this->deliveries->log()],
            'GET /sandbox/requests' => ['requests' => $this->requests->all(
                $request->queryValues()['path'][0] ?? null,
                $request->queryValues()['method'][0] ?? null,
            )],
            'DELETE /sandbox/requests' => $this->requests->clear(),
            'GET /sandbox/faults' => ['faults' => $this->faults->queue()],
            'POST /sandbox/faults' => $this->addFault(self::body($request)),
            'DELETE /sandbox/faults' => $this->faults->clear(),
            'GET /sandbox/receipts' => ['receipts' => $this->store->all('receipt')],
            'GET /sandbox/epos-events' => ['events' => $this->store->all('epos_event')],
            'GET /sandbox/clock' => $this->time(),
            'POST /sandbox/clock' => $this->advance(self::body($request)),
            'POST /sandbox/reset' => $this->reset(),
        };

        return $result === null ? new Response(204) : Response::json(200, $result);
    }

    private function about(): array
    {
        return [
            'api' => $this->merchant->baseUrl(),
            'checkout' => $this->merchant->checkoutUrl('{paymentIntentId}'),
            'cards' => array_map(
                static fn (string $number, array $card): array => ['number' => $number, 'example' => $card['example'], 'outcome' => $card['outcome']],
                array_map('strval', array_keys(Cards::TEST_CARDS)),
                array_values(Cards::TEST_CARDS),
            ),
            'helpers' => self::ROUTES,
        ];
    }

    private function componentPayment(array $body): array
    {
        $secret = self::text($body, 'clientSessionSecret');
        $id = $this->store->secretOwner($secret, $this->clock->now())
            ?? throw new Problem(401, 'The client session secret is unknown, used or expired: refresh it.');
        [, $intent] = $this->checkout->find($id) ?? throw new Problem(404, 'There is no such intent.');
        $instrument = $this->componentInstrument($body, $intent);
        // One attempt per secret, whatever comes of it.
        $this->store->dropSecrets($id);
        $details = ['saveCard' => ($body['saveCard'] ?? false) === true]
            + array_intersect_key($body, ['emailAddress' => 0, 'billingAddress' => 0, 'shippingDetails' => 0]);
        [$outcome, $token] = $this->checkout->pay($id, $instrument, $details);

        return $this->outcome($outcome, $id) + ['challengeToken' => $token];
    }

    private function componentChallenge(array $body): array
    {
        $approved = ($body['answer'] ?? null) === 'approve';
        if (!$approved && ($body['answer'] ?? null) !== 'fail') {
            throw Problem::field('answer', 'The answer must be approve or fail.');
        }
        [$outcome, $id] = $this->checkout->answerChallenge(self::text($body, 'challengeToken'), $approved);

        return $this->outcome($outcome, $id);
    }

    private function componentInstrument(array $body, array $intent): array
    {
        if (isset($body['wallet'])) {
            return isset(Cards::WALLETS[self::text($body, 'wallet')])
                ? Cards::wallet($body['wallet'])
                : throw Problem::field('wallet', 'The wallet must be one of ' . implode(', ', array_keys(Cards::WALLETS)) . '.');
        }
        if (isset($body['savedCardId'])) {
            foreach ($this->customers->savedCards($intent['customer']['id'] ?? '') as $card) {
                if ($card['id'] === $body['savedCardId']) {
                    return ['paymentMethodId' => $card['id']] + $card['instrument'];
                }
            }
            throw Problem::field('savedCardId', 'The customer of this intent has no such card.');
        }
        $card = $body['card'] ?? null;
        if (!is_array($card)) {
            throw Problem::field('card', 'Send card {number, expiry, cvc}, wallet or savedCardId.');
        }
        $fields = array_map(static fn (mixed $value): string => is_scalar($value) ? (string) $value : '', $card);
        [$errors, $instrument] = Cards::check($fields, $this->clock->now());
        if ($instrument === null) {
            throw new Problem(400, 'The card is not valid.', array_map(static fn (string $message): array => [$message], $errors));
        }

        return $instrument;
    }

    private function outcome(string $outcome, string $id): array
    {
        [, $intent] = $this->checkout->find($id);

        return ['outcome' => $outcome, 'id' => $id, 'status' => $intent['status']];
    }

    private function addFault(array $body): array
    {
        $times = $body['times'] ?? 1;
        if (!is_int($times) || $times < 1) {
            throw Problem::field('times', 'The value must be a whole number, 1 or more.');
        }
        $method = isset($body['method']) ? self::text($body, 'method') : null;
        $this->faults->add(self::text($body, 'fault'), self::text($body + ['path' => '/'], 'path'), $method, $times);

        return ['faults' => $this->faults->queue()];
    }

    private function time(): array
    {
        return ['now' => Clock::iso($this->clock->now()), 'offset' => $this->clock->offset()];
    }

    private function advance(array $body): array
    {
        $seconds = $body['advance'] ?? null;
        if ((!is_int($seconds) && !is_float($seconds)) || $seconds < 0 || $seconds > self::MAX_ADVANCE) {
            throw Problem::field('advance', 'The value must be a number of seconds, from 0 to ten years.');
        }
        $this->clock->advance((float) $seconds);
        $this->store->setMeta('clock-offset', (string) $this->clock->offset());
        // What is due by the new time has happened when the answer arrives.
        $this->scheduler->runDue();

        return $this->time();
    }

    private function reset(): null
    {
        $this->store->reset();
        $this->faults->clear();
        $this->requests->clear();
        $this->clock->setOffset(0.0);

        return null;
    }

    private static function body(Request $request): array
    {
        $body = json_decode($request->body, true, 16);
        if (!is_array($body) || ($body !== [] && array_is_list($body))) {
            throw Problem::field('$', 'The body must be a JSON object.');
        }

        return $body;
    }

    private static function text(array $body, string $field): string
    {
        $value = $body[$field] ?? null;

        return is_string($value) && $value !== '' ? $value : throw Problem::field($field, 'The value must be a string and not empty.');
    }
}
