<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Connects the parts, and routes each request to the one that handles it. */
final class App
{
    private readonly Api $api;
    private readonly Control $control;
    private readonly CheckoutPage $checkoutPage;
    private readonly Faults $faults;
    private readonly RequestLog $requests;
    private readonly Scheduler $scheduler;
    private readonly Merchant $merchant;

    public function __construct(Options $options, EventLoop $loop, private readonly Store $store, private readonly Log $log)
    {
        $clock = new Clock();
        $clock->setOffset((float) $store->meta('clock-offset'));
        $this->merchant = new Merchant();
        $this->faults = new Faults();
        $this->requests = new RequestLog();
        $this->scheduler = new Scheduler($loop, $store, $clock, $log->error(...));
        $auth = new Auth($store);
        $deliveries = new Deliveries(
            $store,
            $clock,
            $loop,
            $log,
            $this->faults,
            $options->webhookRetryBase,
            $options->webhookTimeout,
            $options->webhookAnyHost,
            fn () => $this->scheduler->arm(),
        );
        $payments = new Payments($store, $clock, $deliveries);
        $setupIntents = new SetupIntents($store, $clock, $this->merchant);
        $customers = new Customers($store, $clock, $this->merchant);
        $terminals = new Terminals($store, $clock);
        $terminalMachine = new TerminalMachine($store, $clock, $payments, $terminals, $options->terminalStep);
        $checkout = new Checkout($store, $clock, $payments, $setupIntents, $customers, $this->faults);
        $validator = new Validator(static fn (string $url): ?string => Webhooks::urlProblem($url, $options->webhookAnyHost));
        $this->api = new Api(
            [
                'intents' => new PaymentIntents($payments, new IntentRules($store, $clock), $store, $clock, $this->merchant),
                'moves' => new MoneyMoves($payments, $store, $clock, $setupIntents, $this->faults),
                'setupIntents' => $setupIntents,
                'webhooks' => new Webhooks($store, $clock),
                'customers' => $customers,
                'terminals' => $terminals,
                'terminalSessions' => new TerminalSessions($store, $payments, $terminals, $terminalMachine),
                'epos' => new Epos($store, $clock),
            ],
            $validator,
            $auth,
            $store,
            $clock,
            $log,
        );
        $this->control = new Control(
            $store,
            $clock,
            $deliveries,
            $this->faults,
            $this->requests,
            new Components($store, $clock, $checkout, $customers, $validator),
            $this->merchant,
            $this->scheduler,
            $auth,
        );
        $this->checkoutPage = new CheckoutPage($store, $clock, $checkout, $customers);
        $this->scheduler->handle(PaymentIntent::KIND, $payments->onDue(...));
        $this->scheduler->handle(SetupIntent::KIND, $setupIntents->onDue(...));
        $this->scheduler->handle(TerminalSession::KIND, $terminalMachine->onDue(...));
        $this->scheduler->handle(Delivery::KIND, $deliveries->onDue(...));
        $this->scheduler->handle(Challenge::KIND, fn (JsonObject $challenge) => $store->delete($challenge->text('id')));
    }

    /** @param string $url the server's own, known once it listens */
    public function start(string $url): void
    {
        $this->merchant->setBaseUrl($url);
        $this->scheduler->arm();
    }

    /** @param callable(Response): void $respond */
    public function handle(Request $request, callable $respond): void
    {
        $started = EventLoop::monotonic();
        $isControl = self::isUnder($request->path, '/sandbox');
        $number = $isControl ? null : $this->requests->start($request);
        $response = $this->answer($request, $isControl);
        $outcome = $response->drop ? 'dropped' : ($response->garbage !== null ? 'garbage' : $response->status);
        $this->log->request(
            $request->method,
            $request->path . ($request->query === '' ? '' : '?' . $request->query),
            $outcome,
            EventLoop::monotonic() - $started + $response->delay,
        );
        if ($number !== null) {
            $this->requests->finish($number, $outcome);
        }
        $respond($response);
        $this->scheduler->arm();
    }

    public function badRequest(HttpError $error): Response
    {
        $this->log->note('BAD    ' . $error->status . ' ' . $error->getMessage());

        return Problems::response(new Problem($error->status, $error->getMessage()), 'PD', Ids::trace());
    }

    private function answer(Request $request, bool $isControl): Response
    {
        try {
            if ($isControl) {
                Control::refuseWebPages($request);
            }
            // Faults do not apply to helpers, except those that pay: they replace a part of the real Dojo.
            if ($isControl && !str_starts_with($request->path, '/sandbox/component-')) {
                return $this->control->handle($request);
            }
            $fault = $this->faults->take($request);

            return $this->faults->apply($fault, fn (): Response => $isControl ? $this->control->handle($request) : $this->route($request));
        } catch (Problem $problem) {
            return Problems::response($problem, 'PD', Ids::trace());
        } catch (\Throwable $error) {
            $this->log->error($error);

            return Problems::response(new Problem(500, 'The sandbox failed; its log has the details.'), 'PD', Ids::trace());
        }
    }

    private function route(Request $request): Response
    {
        if ($request->path === '/' && in_array($request->method, ['GET', 'HEAD'], true)) {
            return Response::html(200, CheckoutView::notice('The offline Dojo', 'The API is served here. GET /sandbox lists the helpers for tests.'));
        }
        if (self::isUnder($request->path, '/checkout')) {
            try {
                return $this->checkoutPage->handle($request);
            } catch (Problem $problem) {
                return Response::html($problem->status, CheckoutView::notice('Something went wrong', $problem->getMessage()));
            }
        }

        return $this->api->handle($request);
    }

    private static function isUnder(string $path, string $prefix): bool
    {
        return $path === $prefix || str_starts_with($path, $prefix . '/');
    }
}
