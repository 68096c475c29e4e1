<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Everything under /sandbox: helpers for tests, which the real API does not have. */
final class Control
{
    /** method and path => [the method below that handles it, what it does] */
    public const HELPERS = [
        'GET /sandbox' => ['about', 'lists the URLs, test cards and helpers, as JSON'],
        'POST /sandbox/component-payment' => ['componentPayment', 'pays with a clientSessionSecret, as the card component in a browser does'],
        'POST /sandbox/component-challenge' => ['componentChallenge', 'answers the 3-D Secure question of a component payment'],
        'GET /sandbox/deliveries' => ['deliveries', 'lists the webhook deliveries with their attempts, newest first'],
        'POST /sandbox/deliveries/{id}/resend' => ['resend', 'delivers an event again, with the same event id'],
        'GET /sandbox/requests' => ['requests', 'lists the last 500 requests without their secrets; ?path=/PREFIX&method=METHOD filters, ?path==/PATH by exactly that path'],
        'DELETE /sandbox/requests' => ['clearRequests', 'clears that list'],
        'GET /sandbox/faults' => ['faults', 'lists the queued faults'],
        'POST /sandbox/faults' => ['addFault', 'queues one: {"fault": "status=503", "path": "/payment-intents", "method": "POST", "times": 1}'],
        'DELETE /sandbox/faults' => ['clearFaults', 'clears the queue'],
        'POST /sandbox/revoked-keys' => ['revokeKey', 'revokes a key, which gets 401 from then on: {"key": "sk_sandbox_example"}'],
        'GET /sandbox/receipts' => ['receipts', 'lists the receipts that would have been sent'],
        'GET /sandbox/epos-events' => ['eposEvents', 'lists the EPOS events received'],
        'GET /sandbox/clock' => ['time', 'shows the sandbox\'s time'],
        'POST /sandbox/clock' => ['advance', 'moves it forward: {"advance": SECONDS}'],
        'POST /sandbox/reset' => ['reset', 'deletes all data, queued faults and logged requests, and resets the clock'],
    ];

    private const MAX_ADVANCE = 10 * 365 * 86400;

    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Deliveries $deliveries,
        private readonly Faults $faults,
        private readonly RequestLog $requests,
        private readonly Components $components,
        private readonly Merchant $merchant,
        private readonly Scheduler $scheduler,
        private readonly Auth $auth,
    ) {
    }

    /**
     * A web page can make its visitor's browser send requests to this machine, under a host name that leads here if need be. The
     * helpers need no key, so only Host and Origin show such a request.
     *
     * @throws Problem 403
     */
    public static function refuseWebPages(Request $request): void
    {
        $host = $request->header('host');
        if ($host !== null && !preg_match('~^(([a-z0-9-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$~Di', $host)) {
            throw new Problem(403, 'The helpers can be called only under a loopback host: 127.0.0.1, [::1] or localhost.');
        }
        $origin = $request->header('origin');
        if ($origin !== null && strcasecmp($origin, ($request->secure ? 'https' : 'http') . "://$host") !== 0) {
            throw new Problem(403, 'The helpers cannot be called from web pages of another origin. Call them from the test, without an Origin header.');
        }
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
        $method = $request->method === 'HEAD' ? 'GET' : $request->method;
        foreach (self::handlers() as $route => $handler) {
            [$routeMethod, $template] = explode(' ', $route);
            $parameters = $routeMethod === $method ? PathTemplate::match($template, $path) : null;
            if ($parameters !== null) {
                $result = $this->$handler($request, $parameters);

                return $result === null ? new Response(204) : Response::json(200, $result);
            }
        }
        throw new Problem(404, 'There is no such helper. The helpers are: ' . implode(', ', array_keys(self::HELPERS)) . '.');
    }

    /** @return array<string, string> the name of the method that handles each route; it gets the request and the parameters of the path */
    private static function handlers(): array
    {
        $handlers = [];
        foreach (self::HELPERS as $route => [$handler]) {
            $handlers[$route] = $handler;
        }

        return $handlers;
    }

    /** @return array<string, mixed> */
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
            'helpers' => array_map(static fn (array $helper): string => $helper[1], self::HELPERS),
        ];
    }

    /** @return array<string, ?string> */
    private function componentPayment(Request $request): array
    {
        return $this->components->pay(JsonBody::of($request));
    }

    /** @return array<string, string> */
    private function componentChallenge(Request $request): array
    {
        return $this->components->answerChallenge(JsonBody::of($request));
    }

    /** @return array<string, mixed> */
    private function deliveries(): array
    {
        return ['deliveries' => $this->deliveries->log()];
    }

    /**
     * @param array<string, string> $parameters
     * @return array<array-key, mixed>
     */
    private function resend(Request $request, array $parameters): array
    {
        return $this->deliveries->resend($parameters['id']);
    }

    /** @return array<string, mixed> */
    private function requests(Request $request): array
    {
        $query = $request->queryValues();
        $path = $query['path'][0] ?? null;
        if ($path !== null && !PathFilter::isValid($path)) {
            throw Problem::field('path', 'The path must begin with / (a prefix) or =/ (exactly this path).');
        }

        return ['requests' => $this->requests->all($path, $query['method'][0] ?? null)];
    }

    private function clearRequests(): null
    {
        $this->requests->clear();

        return null;
    }

    /** @return array<string, mixed> */
    private function faults(): array
    {
        return ['faults' => $this->faults->queue()];
    }

    private function clearFaults(): null
    {
        $this->faults->clear();

        return null;
    }

    /** @return array<string, mixed> */
    private function receipts(): array
    {
        return ['receipts' => $this->stored('receipt')];
    }

    /** @return array<string, mixed> */
    private function eposEvents(): array
    {
        return ['events' => $this->stored('epos_event')];
    }

    /** @return list<array<array-key, mixed>> */
    private function stored(string $kind): array
    {
        return array_map(static fn (JsonObject $stored): array => $stored->all(), $this->store->all($kind));
    }

    /** @return array<string, mixed> */
    private function addFault(Request $request): array
    {
        $body = JsonBody::of($request);
        $times = $body->get('times') ?? 1;
        if (!is_int($times) || $times < 1) {
            throw Problem::field('times', 'The value must be a whole number, 1 or more.');
        }
        $path = array_key_exists('path', $body->fields) ? $body->text('path') : '/';
        $method = $body->get('method') === null ? null : $body->text('method');
        $this->faults->add($body->text('fault'), $path, $method, $times);

        return $this->faults();
    }

    private function revokeKey(Request $request): null
    {
        $this->auth->revoke(JsonBody::of($request)->text('key'));

        return null;
    }

    /** @return array{now: string, offset: float} */
    private function time(): array
    {
        return ['now' => Clock::iso($this->clock->now()), 'offset' => $this->clock->offset()];
    }

    /** @return array{now: string, offset: float} */
    private function advance(Request $request): array
    {
        $seconds = JsonBody::of($request)->get('advance');
        if ((!is_int($seconds) && !is_float($seconds)) || $seconds < 0 || $seconds > self::MAX_ADVANCE) {
            throw Problem::field('advance', 'The value must be a number of seconds, from 0 to ten years.');
        }
        $this->clock->advance((float) $seconds);
        $this->store->setMeta('clock-offset', (string) $this->clock->offset());
        // Before the response: a test may then look at everything that was due by the new time.
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
}
