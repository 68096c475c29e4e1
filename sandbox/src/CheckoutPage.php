<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The hosted checkout page: reads what was submitted and chooses the next page, which CheckoutView renders. */
final class CheckoutPage
{
    public function __construct(
        private readonly Store $store,
        private readonly Clock $clock,
        private readonly Checkout $checkout,
        private readonly Customers $customers,
    ) {
    }

    public function handle(Request $request): Response
    {
        if (!preg_match('~^/checkout/([^/]+)(?:/challenge/([^/]+))?/?$~D', $request->path, $part)) {
            return Response::html(404, CheckoutView::notice('Page not found', 'There is no such page.'));
        }
        if (!in_array($request->method, ['GET', 'HEAD', 'POST'], true)) {
            return new Response(405, '', ['Allow' => 'GET, HEAD, POST']);
        }
        $intent = $this->checkout->find(rawurldecode($part[1]));
        if ($intent === null) {
            return Response::html(404, CheckoutView::notice(
                'Payment not found',
                'This payment link does not exist. Please ask the shop for a new one.',
            ));
        }
        if ($intent->status() !== 'Created') {
            return $this->closed($intent, $request->method === 'POST');
        }

        return $this->store->transaction(fn (): Response => isset($part[2])
            ? $this->challenge($request, $intent, rawurldecode($part[2]))
            : $this->form($request, $intent));
    }

    private function form(Request $request, Intent $intent): Response
    {
        if ($request->method !== 'POST') {
            return Response::html(200, $this->view($intent));
        }
        $typed = $request->form();
        if (!hash_equals($this->formToken($intent), $typed['form'] ?? '')) {
            // A double click after a decline, a page left open, or a forged form: show the current state.
            return Response::html(409, $this->view($intent, $typed, [], 'This form was out of date, so nothing was paid. Please try again.'));
        }
        [$errors, $details] = CheckoutForm::check($intent, $typed);
        [$cardErrors, $instrument] = $this->instrument($intent, $typed);
        if ($errors !== [] || $instrument === null) {
            return Response::html(422, $this->view($intent, $typed, $errors + $cardErrors, 'Please check the highlighted fields.'));
        }
        [$outcome, $token] = $this->checkout->pay($intent->id(), $instrument, $details);
        if ($outcome === 'challenge') {
            return Response::redirect('/checkout/' . rawurlencode($intent->id()) . '/challenge/' . $token);
        }

        return $this->after($outcome, $intent->id(), $typed);
    }

    private function challenge(Request $request, Intent $intent, string $token): Response
    {
        $challenge = $this->checkout->findChallenge($token);
        if ($challenge === null || $challenge->intentId !== $intent->id()) {
            return Response::redirect('/checkout/' . rawurlencode($intent->id()));
        }
        if ($request->method !== 'POST') {
            return Response::html(200, CheckoutView::challenge($intent, $challenge->instrument));
        }
        $answer = $request->form()['answer'] ?? '';
        if ($answer !== 'approve' && $answer !== 'fail') {
            return Response::html(422, CheckoutView::challenge($intent, $challenge->instrument, 'Please choose one of the two buttons.'));
        }
        [$outcome, $id] = $this->checkout->answerChallenge($token, $answer === 'approve');

        return $this->after($outcome, $id, []);
    }

    /** @param array<string, string> $typed */
    private function after(string $outcome, string $id, array $typed): Response
    {
        $intent = $this->checkout->get($id);
        if ($outcome === 'declined') {
            $message = 'The card was declined. Nothing was paid. You can try again with another card.';

            return Response::html(200, $this->view($intent, $typed, [], $message));
        }

        return $this->closed($intent, true);
    }

    /** The page of an intent that cannot be paid, or no longer. */
    private function closed(Intent $intent, bool $submitted): Response
    {
        $url = $intent->config()->textOrNull('redirectUrl');
        $isDone = in_array($intent->status(), ['Authorized', 'Captured', 'Completed', 'Refunded', 'Reversed'], true);
        if ($isDone && $submitted && $url !== null) {
            return Response::redirect($url);
        }

        return Response::html($isDone ? 200 : 410, CheckoutView::closed($intent, $isDone));
    }

    /**
     * @param array<string, string> $typed
     * @return array{array<string, string>, ?Instrument} messages by field; the instrument, if there are no messages
     */
    private function instrument(Intent $intent, array $typed): array
    {
        [$method, $which] = explode(':', $typed['method'] ?? 'card', 2) + [1 => ''];
        if ($method === 'wallet' && $intent->allows('Wallet') && isset(Cards::WALLETS[$which])) {
            return [[], Cards::wallet()];
        }
        if ($method === 'saved') {
            foreach ($this->savedCards($intent) as $card) {
                if ($card->id === $which) {
                    return [[], $card->toPayWith()];
                }
            }
        }
        if ($method === 'card' && $intent->allows('Card')) {
            return Cards::check($typed, $this->clock->now());
        }

        return [['method' => 'Please choose a payment method.'], null];
    }

    /** @return list<SavedCard> those that the customer can pay with here */
    private function savedCards(Intent $intent): array
    {
        $customer = $intent->customerId();

        return $customer !== null && $intent->allows('SavedCard') ? $this->customers->savedCards($customer) : [];
    }

    /**
     * @param array<string, string> $typed
     * @param array<string, string> $errors
     */
    private function view(Intent $intent, array $typed = [], array $errors = [], ?string $message = null): string
    {
        return CheckoutView::page($intent, new FormState($this->formToken($intent), $typed, $errors, $message, $this->savedCards($intent)));
    }

    /**
     * Valid for one attempt at the amount shown: the second click of a double click has an old token, and so does a page that
     * was open while the shop changed the amount.
     */
    private function formToken(Intent $intent): string
    {
        $key = $this->store->meta('form-key');
        if ($key === null) {
            $key = Ids::random(32);
            $this->store->setMeta('form-key', $key);
        }

        return hash_hmac('sha256', $intent->id() . '|' . $intent->attempts . '|' . ($intent->total()->value ?? ''), $key);
    }
}
