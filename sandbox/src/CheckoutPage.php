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
        $found = $this->checkout->find(rawurldecode($part[1]));
        if ($found === null) {
            return Response::html(404, CheckoutView::notice(
                'Payment not found',
                'This payment link does not exist. Please ask the shop for a new one.',
            ));
        }
        [$kind, $intent] = $found;
        if ($intent['status'] !== 'Created') {
            return $this->closed($intent, $request->method === 'POST');
        }

        return $this->store->transaction(fn (): Response => isset($part[2])
            ? $this->challenge($request, $intent, rawurldecode($part[2]))
            : $this->form($request, $kind, $intent));
    }

    private function form(Request $request, string $kind, array $intent): Response
    {
        if ($request->method !== 'POST') {
            return Response::html(200, $this->view($kind, $intent));
        }
        $typed = $request->form();
        if (!hash_equals($this->formToken($intent), $typed['form'] ?? '')) {
            // A double click after a decline, a page left open, or a forged form: show the current state.
            return Response::html(409, $this->view($kind, $intent, $typed, [], 'This form was out of date, so nothing was paid. Please try again.'));
        }
        [$errors, $details] = CheckoutForm::check($intent, $typed);
        [$cardErrors, $instrument] = $this->instrument($intent, $typed);
        if ($errors !== [] || $cardErrors !== []) {
            return Response::html(422, $this->view($kind, $intent, $typed, $errors + $cardErrors, 'Please check the highlighted fields.'));
        }
        [$outcome, $token] = $this->checkout->pay($intent['id'], $instrument, $details);
        if ($outcome === 'challenge') {
            return Response::redirect('/checkout/' . rawurlencode($intent['id']) . '/challenge/' . $token);
        }

        return $this->after($outcome, $kind, $intent['id'], $typed);
    }

    private function challenge(Request $request, array $intent, string $token): Response
    {
        $challenge = $this->checkout->findChallenge($token);
        if ($challenge === null || $challenge['intentId'] !== $intent['id']) {
            return Response::redirect('/checkout/' . rawurlencode($intent['id']));
        }
        if ($request->method !== 'POST') {
            return Response::html(200, CheckoutView::challenge($intent, $challenge['instrument']));
        }
        $answer = $request->form()['answer'] ?? '';
        if ($answer !== 'approve' && $answer !== 'fail') {
            return Response::html(422, CheckoutView::challenge($intent, $challenge['instrument'], 'Please choose one of the two buttons.'));
        }
        [$outcome, $id] = $this->checkout->answerChallenge($token, $answer === 'approve');
        [$kind] = $this->checkout->find($id);

        return $this->after($outcome, $kind, $id, []);
    }

    /** @param array<string, string> $typed */
    private function after(string $outcome, string $kind, string $id, array $typed): Response
    {
        [, $intent] = $this->checkout->find($id);
        if ($outcome === 'declined') {
            $message = 'The card was declined. Nothing was paid. You can try again with another card.';

            return Response::html(200, $this->view($kind, $intent, $typed, [], $message));
        }

        return $this->closed($intent, true);
    }

    /** The page of an intent that cannot be paid, or no longer. */
    private function closed(array $intent, bool $submitted): Response
    {
        $url = $intent['config']['redirectUrl'] ?? null;
        $isDone = in_array($intent['status'], ['Authorized', 'Captured', 'Completed', 'Refunded', 'Reversed'], true);
        if ($isDone && $submitted && $url !== null) {
            return Response::redirect($url);
        }

        return Response::html($isDone ? 200 : 410, CheckoutView::closed($intent, $isDone));
    }

    /** @return array{0: array<string, string>, 1: ?array} messages by field, the instrument */
    private function instrument(array $intent, array $typed): array
    {
        [$method, $which] = explode(':', $typed['method'] ?? 'card', 2) + [1 => ''];
        $methods = $intent['paymentMethods'];
        if ($method === 'wallet' && in_array('Wallet', $methods, true) && isset(Cards::WALLETS[$which])) {
            return [[], Cards::wallet($which)];
        }
        if ($method === 'saved') {
            foreach ($this->savedCards($intent) as $card) {
                if ($card['id'] === $which) {
                    return [[], ['paymentMethodId' => $card['id']] + $card['instrument']];
                }
            }
        }
        if ($method === 'card' && in_array('Card', $methods, true)) {
            return Cards::check($typed, $this->clock->now());
        }

        return [['method' => 'Please choose a payment method.'], null];
    }

    private function savedCards(array $intent): array
    {
        return in_array('SavedCard', $intent['paymentMethods'], true) && isset($intent['customer']['id'])
            ? $this->customers->savedCards($intent['customer']['id'])
            : [];
    }

    private function view(string $kind, array $intent, array $typed = [], array $errors = [], ?string $message = null): string
    {
        return CheckoutView::page($kind, $intent, [
            'token' => $this->formToken($intent),
            'typed' => $typed,
            'errors' => $errors,
            'message' => $message,
            'savedCards' => $this->savedCards($intent),
            'canSave' => isset($intent['customer']['id']),
        ]);
    }

    /**
     * Valid for one attempt at the amount shown: the second click of a double click has an old token, and so does a page that
     * was open while the shop changed the amount.
     */
    private function formToken(array $intent): string
    {
        $key = $this->store->meta('form-key');
        if ($key === null) {
            $key = Ids::random(32);
            $this->store->setMeta('form-key', $key);
        }

        $total = isset($intent['amount']) ? Payments::total($intent) : '';

        return hash_hmac('sha256', $intent['id'] . '|' . $intent['_attempts'] . '|' . $total, $key);
    }
}
