<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\ApiException;
use Dojo\AuthenticationException;
use Dojo\ConflictException;
use Dojo\ConnectionException;
use Dojo\DojoException;
use Dojo\InvalidRequestException;
use Dojo\Money;
use Dojo\NotFoundException;
use Dojo\PermissionException;
use Dojo\RateLimitException;
use Dojo\ServerException;
use Dojo\SignatureException;
use Dojo\TlsException;
use Dojo\TransportException;
use Dojo\ValidationException;

/**
 * What happened, in words for the customer, staff and the log. The same exception may come from a checkout, a return page or a refund, so
 * no sentence says more than the exception does: a customer whose status could not be read may have paid.
 */
final class Words
{
    private const BUSY = 5;
    private const UNKNOWN = 30;
    private const LATER = 60;

    /** exception => HTTP status, what the customer reads, what staff read ('' for the message), Retry-After's seconds; the first that fits */
    private const EXCEPTIONS = [
        TooMany::class => [
            429,
            'There were too many tries. Please wait a while, then try again.',
            '',
            null,
        ],
        NotPossible::class => [409, 'This is not possible for this order. Please contact us.', '', null],
        UnconfirmedSite::class => [503, 'Payments are switched off at the moment. Please contact us.', '', null],
        DatabaseBusy::class => [
            503,
            'The shop is busy. Please try again in a moment. If you have paid, nothing is lost: your order will show it.',
            'The database was busy. Look at the order before you try again: what was sent is finished automatically.',
            self::BUSY,
        ],
        ValidationException::class => [
            500,
            'Payments are not available at the moment. Please contact us.',
            'Nothing was sent, because a value is wrong.',
            null,
        ],
        AuthenticationException::class => [
            500,
            'Payments are not available at the moment. Please contact us.',
            'Dojo does not accept the shop\'s API key. Check it in the settings.',
            null,
        ],
        PermissionException::class => [
            500,
            'Payments are not available at the moment. Please contact us.',
            'The shop\'s API key has no permission for this. Ask Dojo for it, or use another key.',
            null,
        ],
        RateLimitException::class => [
            503,
            'The payment service is busy. Please try again in a minute.',
            'Dojo asks the shop to slow down; nothing was done. Try again in a minute.',
            self::LATER,
        ],
        NotFoundException::class => [
            409,
            'This payment can\'t be found. Please contact us.',
            'Dojo does not know this payment. It may have been made with the key of another account.',
            null,
        ],
        ConflictException::class => [
            409,
            'This is not possible at the moment. Please look at your order again.',
            'The payment\'s state does not allow this any more. Look at the order again.',
            null,
        ],
        InvalidRequestException::class => [409, 'The payment service did not accept this. Please contact us.', 'Dojo did not accept this.', null],
        ServerException::class => [
            503,
            'The payment service is not available at the moment. Please look at your order again in a minute.',
            'Dojo has a problem; nothing was changed. Try again in a minute.',
            self::LATER,
        ],
        ConnectionException::class => [
            503,
            'The payment service can\'t be reached at the moment. Please look at your order again in a minute.',
            'Dojo can\'t be reached; nothing was sent. Try again in a minute.',
            self::LATER,
        ],
        TlsException::class => [
            503,
            'The payment service can\'t be reached at the moment. Please look at your order again in a minute.',
            'No trusted connection to Dojo was possible; nothing was sent. If this goes on, the server\'s clock or its certificates are wrong.',
            self::LATER,
        ],
        TransportException::class => [
            503,
            'The payment service did not respond in time. Please look at your order again in a minute.',
            'Dojo\'s response could not be read; nothing was changed. Try again in a minute.',
            self::LATER,
        ],
        SignatureException::class => [401, 'This request is not accepted.', 'A webhook was refused.', null],
        ApiException::class => [
            503,
            'The payment service is not available at the moment. Please look at your order again in a minute.',
            'Dojo responded with an error; nothing was changed.',
            self::LATER,
        ],
    ];

    /** For everything else, which is a mistake in the shop or in the kit. */
    private const OTHER = [
        500,
        'Something went wrong in the shop. If you have paid, nothing is lost: your order will show it. Otherwise please try again in a minute.',
        'The shop has an error, which is in its log. Look at the order before you try again.',
        null,
    ];

    /** For a call that may have taken effect. It does not say that the call failed: the customer would pay again, or staff refund again. */
    private const UNKNOWN_OUTCOME = [
        503,
        'We have not heard back from the payment service yet. Nothing is lost: please look at your order again in a minute.',
        'Dojo has not confirmed it, so it may have happened. Don\'t repeat it: the shop finds out automatically.',
        self::UNKNOWN,
    ];

    /** The results of beginning a payment: HTTP status, customer, staff, Retry-After. */
    private const BEGUN = [
        Begun::PAY => [303, 'Please pay on the next page.', 'The payment has been prepared.', null],
        Begun::SETTLED => [303, 'There is nothing to pay. Your order shows how far it is.', 'There is nothing to pay.', null],
        Begun::WAIT => [
            503,
            'Your payment is being prepared. Please try again in a minute.',
            'The payment is being prepared by another request, or Dojo has not confirmed yet that it was.',
            self::BUSY,
        ],
        Begun::NOT_FOR_SALE => [409, 'This order can\'t be paid any more.', 'The order is not for sale: it was canceled, or paid in another way.', null],
    ];

    /** order's state => customer, staff */
    private const STATES = [
        'open' => [
            'We have not heard of your payment yet. If you have paid, please don\'t pay again: look at your order once more in a minute.',
            'Not paid.',
        ],
        'closed' => ['This order has not been paid.', 'Not paid; its payment was canceled, expired or released.'],
        'authorised' => ['Thank you. Your payment is authorised.', 'Authorised; to be captured or released.'],
        'review' => ['Thank you. We have received your payment and will be in touch about your order.', 'Money was taken, but not what the order costs. Please look at it.'],
        'paid' => ['Thank you. Your order is paid.', 'Paid.'],
        'refunded' => ['Your payment has been refunded.', 'Refunded in full.'],
        'reversed' => ['Your payment has been reversed: you are not charged.', 'Reversed; the customer is not charged.'],
    ];

    /** The response to an exception. */
    public static function of(\Throwable $e): Answer
    {
        [$status, $customer, $staff, $retryAfter] = self::row($e);
        if ($staff === '') {
            $staff = self::clean($e->getMessage());
        } elseif ($e instanceof ValidationException) {
            $staff .= ' ' . self::clean($e->getMessage());
        } elseif ($e instanceof ApiException && $e->reason !== '') {
            $staff .= ' Dojo says: ' . self::clean($e->reason);
        }
        $retryAfter = match (true) {
            $e instanceof TooMany => $e->retryAfter,
            $e instanceof RateLimitException && $e->retryAfter !== null => max(1, (int) ceil($e->retryAfter)),
            default => $retryAfter,
        };

        return new Answer($status, $customer, $staff, self::line($e), $retryAfter);
    }

    public static function begun(Begun $begun): Answer
    {
        [$status, $customer, $staff, $retryAfter] = self::BEGUN[$begun->kind];

        return new Answer($status, $customer, $staff, "Begin: $begun->kind" . ($begun->intentId === null ? '' : " $begun->intentId"), $retryAfter);
    }

    /** For a page that shows an order. */
    public static function state(OrderState $state): Answer
    {
        [$customer, $staff] = self::STATES[$state->value];

        return new Answer(200, $customer, $staff, "State: $state->value");
    }

    /**
     * How a refund is, for staff. It is "refunded" only if Dojo said so.
     *
     * @param ?Refund $refund what Refunds::find() says after the call; null if nothing was written down
     * @param ?\Throwable $e what the call threw
     */
    public static function refund(?Refund $refund, ?\Throwable $e = null): Answer
    {
        return self::settled($refund?->state, "refund $refund?->id", $e, [
            Refund::DONE => 'The refund was made.',
            Refund::SENDING => 'Dojo has not confirmed this refund yet. It is noted, and is sent again automatically with the same key: it is made once.',
            Refund::REFUSED => 'Dojo refused this refund, and no money was given back.',
        ]);
    }

    /** The same for a capture or a release. */
    public static function capture(?Capture $capture, ?\Throwable $e = null): Answer
    {
        $isRelease = $capture?->kind === Capture::RELEASE;

        return self::settled($capture?->state, $capture === null ? 'capture' : "$capture->kind $capture->id", $e, [
            Capture::DONE => $isRelease ? 'The payment was released: the customer is not charged.' : 'The amount was captured.',
            Capture::SENDING => 'Dojo has not confirmed it yet. It is noted, and not sent again: the shop finds out automatically whether it happened.',
            Capture::REFUSED => $isRelease ? 'The payment was not released.' : 'Nothing was captured.',
        ]);
    }

    /** Whether the same request will be refused again. */
    public static function isFinal(DojoException $e): bool
    {
        return $e instanceof InvalidRequestException || $e instanceof NotFoundException || $e instanceof ConflictException || $e instanceof ValidationException;
    }

    public static function money(int $value, string $currencyCode): string
    {
        return Money::toDecimal(['value' => $value, 'currencyCode' => $currencyCode]) . ' ' . $currencyCode;
    }

    /** A time for staff. */
    public static function time(int $at): string
    {
        return gmdate('Y-m-d H:i', $at) . ' UTC';
    }

    /** One line without control characters and without anything that looks like one of Dojo's keys or secrets. */
    public static function clean(string $text): string
    {
        $text = (string) preg_replace('/\b(sk|cs)_[A-Za-z0-9_-]{4,}/', '$1_…', Text::valid($text));

        return Text::shorten(trim((string) preg_replace('/[\x00-\x20\x7F]+/', ' ', $text)), 1000);
    }

    /** @param array<string, string> $sentences */
    private static function settled(?string $state, string $what, ?\Throwable $e, array $sentences): Answer
    {
        if ($state === null) {
            return self::of($e ?? new NotPossible('There is no such refund or capture.'));
        }
        $reason = $e instanceof ApiException && $e->reason !== '' ? ' Dojo says: ' . self::clean($e->reason) : '';
        [$status, $customer, $retryAfter] = match ($state) {
            'done' => [200, $sentences[$state], null],
            'refused' => [409, self::EXCEPTIONS[NotPossible::class][1], null],
            default => [503, self::UNKNOWN_OUTCOME[1], self::UNKNOWN],
        };

        return new Answer(
            $status,
            $customer,
            $sentences[$state] . ($state === 'done' ? '' : $reason),
            "$what: $state" . ($e === null ? '' : ', ' . self::line($e)),
            $retryAfter,
        );
    }

    /** @return array{int, string, string, ?int} */
    private static function row(\Throwable $e): array
    {
        if ($e instanceof DojoException && $e->outcomeUnknown()) {
            return self::UNKNOWN_OUTCOME;
        }
        foreach (self::EXCEPTIONS as $class => $row) {
            if ($e instanceof $class) {
                return $row;
            }
        }

        return self::OTHER;
    }

    private static function line(\Throwable $e): string
    {
        return $e::class . ': ' . self::clean($e->getMessage());
    }
}
