<?php

declare(strict_types=1);

namespace Dojo\Sandbox\SelfTest;

/** Customers, their secrets and their saved cards. */
return static function (Harness $t): void {
    $alex = $t->call('POST', '/customers', ['name' => 'Alex', 'emailAddress' => 'alex@b.example', 'billingAddress' => ['countryCode' => 'GB']]);
    $t->same([200, true, 0, 'Alex'], [$alex->status, str_starts_with((string) $alex['id'], 'cust_sandbox_'), $alex['documentVersion'], $alex['name']], 'create');
    $kim = $t->call('POST', '/customers', new \stdClass());
    $t->same(200, $kim->status, 'create an empty one');
    foreach ([['phoneNumber' => '1234'], ['name' => str_repeat('x', 101)], ['emailAddress' => 'x'], ['id' => 'cust_mine'], ['billingAddress' => new \stdClass()]] as $body) {
        $t->same(400, $t->call('POST', '/customers', $body)->status, 'refused: ' . substr((string) json_encode($body), 0, 50));
    }
    $ids = static fn (string $path): array => $t->call('GET', "/customers/$path")->json()->column('id');
    $t->same([$alex->json()], $t->call('GET', "/customers/{$alex['id']}")->json(), 'get returns a list');
    $t->same([$kim['id'], $alex['id']], $ids("{$kim['id']},{$alex['id']},cust_none"), 'get takes several ids, and leaves out unknown ones');
    $t->same([$kim['id'], $alex['id']], $ids("{$kim['id']}%2C{$alex['id']}"), 'the comma between ids may be encoded');
    $t->same('[]', $t->call('GET', '/customers/cust_none')->body, 'get of unknown ids only is an empty list');

    $updated = $t->call('PATCH', "/customers/{$alex['id']}", ['phoneNumber' => '0123456', 'emailAddress' => null]);
    $t->same([200, 1, 'Alex', '0123456', null], [$updated->status, $updated['documentVersion'], $updated['name'], $updated['phoneNumber'], $updated['emailAddress']], 'update keeps absent fields, and null clears a field');
    $t->same(404, $t->call('PATCH', '/customers/cust_none', new \stdClass())->status, 'update of an unknown one');
    $t->same(404, $t->call('POST', '/customers/cust_none/create-secret')->status, 'a secret for an unknown one');

    $secretOf = static fn (string|Value $id): string => (string) $t->call('POST', "/customers/$id/create-secret")['secret'];
    $secret = $secretOf($alex['id']);
    $methods = static fn (string|Value $id, string|Value|null $secret): Answer => $t->call('GET', "/customers/public/$id/payment-methods", null, ['Authorization' => $secret === null ? null : "Basic $secret"]);
    $t->same([200, $alex['id'], []], [$methods($alex['id'], $secret)->status, $methods($alex['id'], $secret)['customerId'], $methods($alex['id'], $secret)['savedPaymentMethods']], 'payment methods by the customer\'s secret');
    foreach (['no secret' => null, 'the key' => $t->key, 'another secret' => $secretOf($kim['id']), 'both' => "$secret, Basic {$t->key}", 'a made-up one' => 'cs_sandbox_none'] as $name => $with) {
        $t->same(401, $methods($alex['id'], $with)->status, "not with $name");
    }
    $t->same(401, $t->call('GET', "/customers/{$alex['id']}", null, ['Authorization' => "Basic $secret"])->status, 'the secret is not valid for other calls');

    $withCustomer = ['customer' => ['id' => $alex['id'], 'secret' => $secret], 'paymentMethods' => ['Card', 'SavedCard']];
    $intent = $t->createIntent($withCustomer);
    $t->same(['id' => $alex['id']], $intent['customer'], 'an intent shows the customer without the secret');
    $t->pay($intent['id']);
    $t->same([], $methods($alex['id'], $secret)['savedPaymentMethods'], 'a card is saved only if the customer wants it');
    $t->pay($t->createIntent($withCustomer)['id'], '5200000000001005', ['save_card' => 'yes']);
    $t->pay($t->createIntent($withCustomer)['id'], '5200000000001005', ['save_card' => 'yes']);
    $cards = $methods($alex['id'], $secret)['savedPaymentMethods'];
    $t->same([['pan' => '52000000****1005', 'expiryDate' => '2029-12-31', 'scheme' => 'MASTERCARD']], $cards->column('cardDetails'), 'the same card is saved once');
    $card = $cards[0]['id'];
    $intent = $t->createIntent(['customer' => ['id' => $alex['id'], 'secret' => $secret, 'savedCardId' => $card], 'paymentMethods' => ['SavedCard']]);
    $page = $t->page("/checkout/{$intent['id']}")->body;
    $t->ok(str_contains($page, "value=\"saved:$card\"") && !str_contains($page, 'Card number'), 'the page offers the saved card');
    $t->pay($intent['id'], '', ['method' => "saved:$card"]);
    $t->same(['Captured', $card], [$t->call('GET', "/payment-intents/{$intent['id']}")->json()['status'], $t->call('GET', "/payment-intents/{$intent['id']}")['paymentDetails']['paymentMethodId']], 'the saved card pays');
    $intent = $t->createIntent($withCustomer + ['generateRemoteToken' => true]);
    $t->same('successful', $t->helper('POST', '/component-payment', ['clientSessionSecret' => $intent['clientSessionSecret'], 'savedCardId' => $card])['outcome'], 'the saved card pays in a component');
    $t->same(422, $t->pay($t->createIntent(['paymentMethods' => ['SavedCard', 'Card']])['id'], '', ['method' => "saved:$card"])->status, 'the saved card does not pay for another customer');
    foreach ([['secret' => 'cs_sandbox_none'], ['secret' => $secretOf($kim['id'])], ['savedCardId' => 'pm_none']] as $with) {
        $t->same(400, $t->createIntent(['customer' => ['id' => $alex['id']] + $with])->status, 'an intent with ' . substr((string) json_encode($with), 0, 40) . ' is refused');
    }
    $remove = static fn (string|Value $id, string|Value $card, string|Value $secret): Answer => $t->call('DELETE', "/customers/public/$id/payment-methods/$card", null, ['Authorization' => "Basic $secret"]);
    $t->same([404, 401, 204, 404], [$remove($alex['id'], 'pm_none', $secret)->status, $remove($alex['id'], $card, $secretOf($kim['id']))->status, $remove($alex['id'], $card, $secret)->status, $remove($alex['id'], $card, $secret)->status], 'a saved card can be deleted');
    $t->advance(901);
    $t->same(401, $methods($alex['id'], $secret)->status, 'a secret expires after 15 minutes');

    $t->same([204, 404, '[]'], [$t->call('DELETE', "/customers/{$alex['id']}")->status, $t->call('DELETE', "/customers/{$alex['id']}")->status, $t->call('GET', "/customers/{$alex['id']}")->body], 'delete');
    for ($i = 0; $i < 4; $i++) {
        $made[] = $t->call('POST', '/customers', ['name' => "n$i"])['id'];
    }
    $newest = [...array_reverse($made), $kim['id']];
    $first = $t->call('POST', '/customers/search', ['limit' => 2]);
    $second = $t->call('POST', '/customers/search', ['limit' => 2, 'after' => $first['after']]);
    $third = $t->call('POST', '/customers/search', ['limit' => 2, 'after' => $second['after']]);
    $t->same($newest, [...$first['data']->column('id'), ...$second['data']->column('id'), ...$third['data']->column('id')], 'search, page by page');
    $t->same([null, null], [$first['before'], $third['after']], 'the first and the last page have only one cursor');
    $t->same($second['data']->column('id'), $t->call('POST', '/customers/search', ['limit' => 2, 'before' => $third['before']])['data']->column('id'), 'search, backwards');
    $t->same([400, 400], [$t->call('POST', '/customers/search', ['limit' => 0])->status, $t->call('POST', '/customers/search', ['cursor' => new \stdClass()])->status], 'bad searches are refused');
};
