<?php

declare(strict_types=1);

use Dojo\Shop\Begun;
use Dojo\Shop\Capture;
use Dojo\Shop\DatabaseBusy;
use Dojo\Shop\Intent;
use Dojo\Shop\NotPossible;
use Dojo\Shop\OrderState;
use Dojo\Shop\Refund;
use Dojo\Shop\TooMany;
use Dojo\Shop\UnconfirmedSite;
use Dojo\Shop\Words;
use Dojo\Tests\Kit\Bench;
use Dojo\Tests\Report;

/* What customer, staff and log read of each outcome. */

return static function (Report $report, Bench $bench): void {
    $of = static fn (\Throwable $e): array => [Words::of($e)->status, Words::of($e)->retryAfter];
    $failed = '/\bfail(ed|ure)?\b|not (been )?charged|declined|unsuccessful/i';

    /* Every exception of the extension, as its own reflection lists them. */
    $classes = array_filter(
        (new ReflectionExtension('dojo'))->getClassNames(),
        static fn (string $class): bool => is_subclass_of($class, Dojo\DojoException::class) && !(new ReflectionClass($class))->isInterface(),
    );
    $statuses = [];
    foreach ($classes as $class) {
        $e = new $class('the sentence of sk_sandbox_example');
        $answer = Words::of($e);
        $statuses[substr($class, 5)] = $answer->status;
        $report->ok(
            $answer->customer !== '' && $answer->staff !== '' && !str_contains($answer->customer, 'Dojo') && !str_contains($answer->customer, 'sentence'),
            "$class: the customer reads nothing of Dojo's own reason",
            $answer->customer,
        );
        $report->ok(
            str_contains($answer->log, 'the sentence of sk_…') && !str_contains(implode(' ', [$answer->customer, $answer->staff, $answer->log]), 'sk_sandbox'),
            'the log has the reason, and no key',
            $answer->log,
        );
        if (!(new ReflectionClass($class))->isFinal() && !is_a($class, Dojo\SignatureException::class, true) && !is_a($class, Dojo\ValidationException::class, true)) {
            $unknown = eval("return new class ('no response') extends \\$class { public function outcomeUnknown(): bool { return true; } };");
            $answer = Words::of($unknown);
            $report->same([503, 30, 0, 0], [$answer->status, $answer->retryAfter, preg_match($failed, $answer->customer), preg_match($failed, $answer->staff)], 'if the outcome is unknown, no text says that it failed', "$answer->customer\n$answer->staff");
            $report->ok(str_contains($answer->staff, 'may have happened') && str_contains($answer->staff, 'Don\'t repeat'), 'and staff read that they must not repeat it', $answer->staff);
        }
    }
    ksort($statuses);
    $report->same([
        'ApiException' => 503, 'AuthenticationException' => 500, 'ConflictException' => 409, 'ConnectionException' => 503,
        'InvalidRequestException' => 409, 'MissingSignatureException' => 401, 'NotFoundException' => 409, 'PermissionException' => 500,
        'RateLimitException' => 503, 'ResponseException' => 503, 'ServerException' => 503, 'SignatureException' => 401, 'TimeoutException' => 503,
        'TlsException' => 503, 'TransportException' => 503, 'ValidationException' => 500,
    ], $statuses, 'the status for each of them');

    $report->same([429, 17], $of(new TooMany(17)), 'too many tries: 429, and when the next one is possible');
    $report->same(['Retry-After' => '17'], Words::of(new TooMany(17))->headers(), 'as a header');
    $report->same([], Words::of(new NotPossible('No.'))->headers(), 'no header without a time');
    $report->same([409, null], $of(new NotPossible('Only 5.00 GBP is left.')), 'not possible: 409');
    $report->same('Only 5.00 GBP is left.', Words::of(new NotPossible('Only 5.00 GBP is left.'))->staff, 'and staff read why');
    $report->same([503, null], $of(new UnconfirmedSite('https://a.example', 'https://b.example')), 'an unconfirmed copy: 503');
    $report->ok(str_contains(Words::of(new UnconfirmedSite('https://a.example', 'https://b.example'))->staff, 'https://b.example'), 'staff read which');
    $report->same([503, 5], $of(new DatabaseBusy('locked')), 'a busy database: 503, soon again');
    foreach ([new RuntimeException('x'), new Error('x'), new PDOException('x')] as $e) {
        $report->same([500, 0], [Words::of($e)->status, preg_match($failed, Words::of($e)->customer)], $e::class . ': 500, and no word that the payment failed');
    }
    $report->same("RuntimeException: a b \u{FFFD}", Words::of(new RuntimeException("a\n\tb \xFF"))->log, 'the log\'s line is one line of UTF-8');

    $sandbox = $bench->sandbox;
    $client = $sandbox->client(maxRetries: 0);
    $sandbox->fault('status=429', '/payment-intents', method: 'GET');
    try {
        $client->getPaymentIntent('pi_none');
    } catch (Dojo\DojoException $e) {
        $report->same(503, Words::of($e)->status, 'Dojo\'s own 429 is no 429 of the shop\'s');
    }
    $real = null;
    try {
        $client->createPaymentIntent(['amount' => ['value' => 1, 'currencyCode' => 'GBP'], 'reference' => 'x', 'paymentMethods' => ['Nothing']]);
        $client->refundPaymentIntent('pi_sandbox_none', ['amount' => 1], 'a-key-for-this');
    } catch (Dojo\ApiException $e) {
        $real = $e;
    }
    $answer = Words::of($real ?? throw new RuntimeException('Dojo accepted it'));
    $report->ok(str_contains($answer->staff, $real->reason) && !str_contains($answer->customer, $real->reason), 'staff read Dojo\'s reason, the customer does not', $answer->staff);

    $intent = new Intent(['id' => 'pi_1', 'status' => 'Created', 'amount' => ['value' => 1, 'currencyCode' => 'GBP']]);
    $report->ok(str_contains(Words::begun(Begun::wait())->customer, 'in a minute'), 'a customer who waits for a lost response reads a time that is as long as Settings::$patience', Words::begun(Begun::wait())->customer);
    $begun = static fn (Begun $b): array => [Words::begun($b)->status, Words::begun($b)->retryAfter];
    $report->same(
        [[303, null], [303, null], [503, 5], [409, null]],
        [$begun(Begun::pay($intent)), $begun(Begun::settled()), $begun(Begun::wait()), $begun(Begun::notForSale())],
        'the results of beginning a payment',
    );
    foreach ((new ReflectionClass(Begun::class))->getConstants() as $name => $kind) {
        $report->ok(isset((new ReflectionClassConstant(Words::class, 'BEGUN'))->getValue()[$kind]), "Begun::$name has words");
    }
    foreach (OrderState::cases() as $state) {
        $report->ok(Words::state($state)->customer !== '' && Words::state($state)->staff !== '', "the state $state->value has words");
    }

    $refund = static fn (string $state): Refund => new Refund('refund-1', 'order-1', 'pi_1', 5, 'secret reason', $state, null, 0, 'shop', 0, 0);
    $report->same([200, 'The refund was made.'], [Words::refund($refund('done'))->status, Words::refund($refund('done'))->staff], 'a refund that Dojo confirmed');
    $answer = Words::refund($refund('sending'), $real);
    $report->same([503, 30, true, 0], [$answer->status, $answer->retryAfter, str_contains($answer->staff, 'has not confirmed'), preg_match($failed, $answer->staff)], 'one that it did not: neither made nor failed', $answer->staff);
    $answer = Words::refund($refund('refused'), $real);
    $report->ok($answer->status === 409 && str_contains($answer->staff, $real->reason) && !str_contains($answer->customer, $real->reason), 'a refused one, with Dojo\'s reason for staff', $answer->staff);
    $report->same(Words::of($real)->staff, Words::refund(null, $real)->staff, 'one that was never written down');
    $capture = static fn (string $kind, string $state): Capture => new Capture('capture-1', 'order-1', 'pi_1', $kind, 5, 0, $state, 0, 0);
    $report->ok(str_contains(Words::capture($capture('capture', 'sending'))->staff, 'not sent again'), 'a capture that is not confirmed');
    $report->ok(str_contains(Words::capture($capture('release', 'done'))->staff, 'released'), 'a release');
    $report->ok(str_contains(Words::capture($capture('capture', 'refused'))->staff, 'Nothing was captured'), 'a refused capture');
};
