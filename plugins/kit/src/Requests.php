<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;
use Dojo\Money;
use Dojo\ValidationException;

/**
 * Builds the request that creates a payment intent. What is required is checked before anything is written down; what is only shown
 * (names, addresses, item lines) is made to fit, because a long address must not make an order unpayable. The log names the changed
 * field and its length, never its content.
 *
 * @phpstan-import-type CreatePaymentIntentRequest from Client
 * @phpstan-type Rule array{0: 'shorten'|'leave', 1: ?int, required?: true}|array{0: 'int'|'int32'|'currency'|'bool'|'url'|'as is', required?: true}
 *     |array{0: 'enum', 1: list<string>, must?: true}|array{0: 'object'|'objects', 1: string, required?: true}
 */
final class Requests
{
    /** In the intent's metadata: which shop, which order, which attempt. */
    public const SHOP = 'shop';
    public const ORDER = 'order';
    public const ATTEMPT = 'attempt';

    private const REFERENCE_LENGTH = 60;

    /** How many bytes an order's id may have, in the kit's tables. */
    private const ORDER_ID_LENGTH = 64;

    /** Bytes of JSON; above, these are left out one after the other. The extension sends 1 MiB at most. */
    private const MAX_BYTES = 900_000;
    private const BULKY = ['itemLines', 'taxLines', 'orderDetails', 'description', 'metadata'];

    /**
     * The request's fields. What fits is sent; the rest:
     *
     *   shorten   a text of so many characters at most: cut
     *   leave     the same, but a part of it would be useless or wrong: left out
     *   int, int32, currency, bool, url, enum, object, objects    left out if it is no such value; an object also if it lacks a `required` field
     *   as is     decides how money moves: never changed or left out, but refused by the extension if it is wrong; so is an enum with `must`
     *
     * A field that is not listed is left out, because the API refuses it.
     */
    private const SHAPES = [
        'Money' => ['value' => ['int', 'required' => true], 'currencyCode' => ['currency', 'required' => true]],
        'PaymentCustomerDetails' => [
            'id' => ['leave', null], 'emailAddress' => ['leave', 254], 'phoneNumber' => ['leave', 50], 'secret' => ['leave', null],
            'savedCardId' => ['leave', null],
        ],
        'Address' => [
            'address1' => ['shorten', 100], 'address2' => ['shorten', 100], 'address3' => ['shorten', 100], 'address4' => ['shorten', 100],
            'city' => ['shorten', 100], 'state' => ['shorten', 100], 'postcode' => ['leave', 50], 'countryCode' => ['leave', 10, 'required' => true],
            'locality' => ['shorten', 100], 'county' => ['shorten', 100],
        ],
        'ShippingDetails' => ['name' => ['shorten', 100], 'deliveryNotes' => ['shorten', 1024], 'address' => ['object', 'Address']],
        'PaymentIntentConfigCustomerEmail' => ['collectionRequired' => ['bool']],
        'PaymentIntentConfigDetails' => ['showTotal' => ['bool'], 'showReference' => ['bool']],
        'PaymentIntentConfigBillingAddress' => ['collectionRequired' => ['bool']],
        'PaymentIntentConfigShippingDetails' => ['collectionRequired' => ['bool']],
        'PaymentIntentConfigRequest' => [
            'title' => ['shorten', 100], 'redirectUrl' => ['as is'], 'cancelUrl' => ['as is'],
            'customerEmail' => ['object', 'PaymentIntentConfigCustomerEmail'], 'details' => ['object', 'PaymentIntentConfigDetails'],
            'billingAddress' => ['object', 'PaymentIntentConfigBillingAddress'],
            'shippingDetails' => ['object', 'PaymentIntentConfigShippingDetails'], 'payment' => ['as is'],
        ],
        'RequestSecurity' => ['userAgent' => ['shorten', 300], 'ipAddress' => ['leave', 70], 'device' => ['shorten', 120]],
        'Modifier' => [
            'name' => ['shorten', null, 'required' => true], 'amountPerModifier' => ['object', 'Money', 'required' => true],
            'quantity' => ['int', 'required' => true], 'id' => ['leave', null, 'required' => true],
        ],
        'ItemLine' => [
            'id' => ['leave', 60], 'quantity' => ['int32'], 'name' => ['shorten', 100], 'category' => ['shorten', null],
            'modifiers' => ['objects', 'Modifier'], 'amountTotal' => ['object', 'Money', 'required' => true], 'plu' => ['leave', 200],
        ],
        'TaxLine' => [
            'id' => ['leave', 60], 'caption' => ['shorten', 100], 'subCaption' => ['shorten', 100],
            'amountTotal' => ['object', 'Money', 'required' => true], 'affectedPlu' => ['leave', 200],
        ],
        'ActionLink' => [
            'url' => ['url', 'required' => true], 'action' => ['enum', ['OpenLink', 'DownloadFile']], 'label' => ['shorten', 60, 'required' => true],
            'fileName' => ['leave', 256],
        ],
        'OrderDetails' => ['availabilityDate' => ['as is'], 'isUpdate' => ['bool'], 'id' => ['leave', null], 'externalId' => ['leave', null]],
        'CreatePaymentIntentRequest' => [
            'captureMode' => ['enum', ['Auto', 'Manual'], 'must' => true], 'tipsAmount' => ['as is'], 'description' => ['shorten', 4096],
            'customer' => ['object', 'PaymentCustomerDetails'], 'billingAddress' => ['object', 'Address'],
            'shippingDetails' => ['object', 'ShippingDetails'], 'cardHolderNotPresent' => ['as is'],
            'config' => ['object', 'PaymentIntentConfigRequest'], 'requestSecurity' => ['object', 'RequestSecurity'],
            'itemLines' => ['objects', 'ItemLine'], 'taxLines' => ['objects', 'TaxLine'], 'paymentMethods' => ['as is'],
            'actionLink' => ['object', 'ActionLink'], 'expireAt' => ['as is'], 'autoExpireIn' => ['as is'],
            'autoExpireAction' => ['enum', ['Release', 'Capture'], 'must' => true], 'setupIntentId' => ['as is'],
            'orderDetails' => ['object', 'OrderDetails'], 'cashbackAmount' => ['as is'], 'serviceChargeAmount' => ['as is'],
            'generateRemoteToken' => ['as is'], 'isNotOnlineCheckout' => ['as is'],
        ],
    ];

    /** What databases and forms have in place of true and false, as JSON. */
    private const BOOLEANS = [
        'true' => true, '1' => true, '"1"' => true, '"true"' => true, '"yes"' => true, '"on"' => true,
        'false' => false, '0' => false, '"0"' => false, '"false"' => false, '"no"' => false, '"off"' => false, '""' => false,
    ];

    /** Where the customer is sent by Dojo's page. */
    private const RETURN_URLS = ['redirectUrl', 'cancelUrl'];

    /** @var list<string> what was changed in the request that is being built */
    private array $changes = [];

    public function __construct(private readonly Identity $identity, private readonly Settings $settings)
    {
    }

    /**
     * @return CreatePaymentIntentRequest
     * @throws NotPossible if the order itself is wrong
     * @throws ValidationException for a currency that does not exist
     */
    public function create(Order $order, string $attemptId): array
    {
        $this->changes = [];
        self::check($order);
        $given = $order->request;
        $metadata = $this->metadata($given['metadata'] ?? []);
        unset($given['metadata'], $given['amount'], $given['reference']);
        $request = [
            'amount' => ['value' => $order->amount, 'currencyCode' => $order->currencyCode],
            'reference' => $this->text($order->reference ?? $order->id, 'reference', ['shorten', self::REFERENCE_LENGTH]),
            'metadata' => [self::SHOP => $this->identity->shopId(), self::ORDER => $order->id, self::ATTEMPT => $attemptId] + $metadata,
        ] + ($this->object($given, '', 'CreatePaymentIntentRequest') ?? []);
        $request = $this->small($request);
        /** @var list<string> $changes */
        $changes = $this->changes;
        foreach ($changes as $change) {
            $this->settings->log("Order $order->id: $change");
        }

        /** @var CreatePaymentIntentRequest */
        return $request;
    }

    private static function check(Order $order): void
    {
        if ($order->id === '' || strlen($order->id) > self::ORDER_ID_LENGTH || Text::valid($order->id) !== $order->id) {
            throw new NotPossible('An order\'s id must have 1 to ' . self::ORDER_ID_LENGTH . ' bytes of UTF-8.');
        }
        if ($order->amount < 1) {
            throw new NotPossible("Order $order->id can't be paid: its amount must be above 0.");
        }
        if ($order->reference === '') {
            throw new NotPossible("Order $order->id can't be paid: its reference is empty.");
        }
        Money::exponent($order->currencyCode);
        $config = $order->request['config'] ?? null;
        foreach (self::RETURN_URLS as $name) {
            $url = is_array($config) ? $config[$name] ?? null : null;
            if ($url !== null && !(is_string($url) && Urls::isSafe($url))) {
                throw new NotPossible("Order $order->id can't be paid: config.$name must be a URL that begins with https://.");
            }
        }
        foreach (self::SHAPES['CreatePaymentIntentRequest'] as $name => $rule) {
            $value = self::plain($order->request[$name] ?? null);
            if (isset($rule['must']) && $value !== null && !in_array($value, $rule[1], true)) {
                throw new NotPossible("Order $order->id can't be paid: $name must be " . implode(' or ', $rule[1]) . '.');
            }
        }
    }

    /** @return array<string, string> */
    private function metadata(mixed $given): array
    {
        $metadata = [];
        foreach (is_array($given) ? $given : [] as $name => $value) {
            $text = $this->text($value, "metadata.$name", ['leave', null]);
            if ($text !== null && $name !== '') {
                $metadata[Text::valid((string) $name)] = $text;
            }
        }

        return $metadata;
    }

    /**
     * @param string $path of the object, with a dot at its end; '' for the request
     * @return ?array<string, mixed> null if it lacks what it needs
     */
    private function object(mixed $given, string $path, string $shape): ?array
    {
        if (!is_array($given)) {
            return null;
        }
        $clean = [];
        foreach ($given as $name => $value) {
            $rule = self::SHAPES[$shape][$name] ?? null;
            $field = $path . Text::valid((string) $name);
            $value = self::plain($value);
            if ($rule === null) {
                $this->changes[] = "$field was left out: the API has no such field.";
            } elseif ($value !== null) {
                $clean[(string) $name] = $this->value($value, $field, $rule);
            }
        }
        $clean = array_filter($clean, static fn (mixed $value): bool => $value !== null);
        foreach (self::SHAPES[$shape] ?? [] as $name => $rule) {
            if (isset($rule['required']) && !isset($clean[$name])) {
                $this->changes[] = rtrim($path, '.') . " was left out: it has no valid $name.";

                return null;
            }
        }

        return $clean;
    }

    /** @param array<array-key, mixed> $rule one of SHAPES; @return mixed null if it is left out */
    private function value(mixed $value, string $field, array $rule): mixed
    {
        $clean = match ($rule[0]) {
            'as is' => $value,
            'shorten', 'leave' => $this->text($value, $field, $rule),
            'int' => self::int($value),
            'int32' => self::int($value, 2 ** 31 - 1),
            'currency' => is_string($value) && preg_match('/^[A-Z]{3}$/D', $value) === 1 ? $value : null,
            'bool' => self::BOOLEANS[is_scalar($value) ? json_encode($value) : ''] ?? null,
            'url' => is_string($value) && Urls::isSafe($value) ? $value : null,
            'enum' => in_array($value, is_array($rule[1]) ? $rule[1] : [], true) ? $value : null,
            'object' => $this->object($value, "$field.", is_string($rule[1]) ? $rule[1] : ''),
            default => $this->objects($value, $field, is_string($rule[1]) ? $rule[1] : ''),
        };
        if ($clean === null && !in_array($rule[0], ['shorten', 'leave', 'object', 'objects'], true)) {
            $this->changes[] = "$field was left out: it has no valid value.";
        }

        return $clean;
    }

    /** @return ?list<array<string, mixed>> */
    private function objects(mixed $given, string $field, string $shape): ?array
    {
        $list = [];
        foreach (is_array($given) ? array_values($given) : [] as $index => $value) {
            $object = $this->object($value, "{$field}[$index].", $shape);
            if ($object !== null) {
                $list[] = $object;
            }
        }

        return $list === [] ? null : $list;
    }

    /** @param array<array-key, mixed> $rule */
    private function text(mixed $value, string $field, array $rule): ?string
    {
        if (!is_scalar($value) && !$value instanceof \Stringable || is_bool($value)) {
            $this->changes[] = "$field was left out: it is not text.";

            return null;
        }
        $given = (string) $value;
        $text = Text::valid($given);
        if ($text !== $given) {
            $this->changes[] = "$field is not valid UTF-8; the invalid bytes were replaced.";
        }
        $length = Text::length($text);
        $most = is_int($rule[1] ?? null) ? $rule[1] : $length;
        if ($length <= $most) {
            return $text === '' && isset($rule['required']) ? null : $text;
        }
        if ($rule[0] === 'leave') {
            $this->changes[] = "$field was left out: it has $length characters, and $most are allowed.";

            return null;
        }
        $this->changes[] = "$field was shortened: it has $length characters, and $most are allowed.";

        return Text::shorten($text, $most);
    }

    /**
     * @param array<string, mixed> $request
     * @return array<string, mixed>
     */
    private function small(array $request): array
    {
        foreach (self::BULKY as $field) {
            $bytes = strlen((string) json_encode($request, JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR));
            if ($bytes <= self::MAX_BYTES) {
                break;
            }
            if ($field === 'metadata' && is_array($request[$field])) {
                $request[$field] = array_intersect_key($request[$field], [self::SHOP => true, self::ORDER => true, self::ATTEMPT => true]);
            } else {
                unset($request[$field]);
            }
            $this->changes[] = "$field was left out: the request has $bytes bytes, and " . self::MAX_BYTES . ' are allowed.';
        }

        return $request;
    }

    /** A whole number, also one that a database or a form has as text. */
    private static function int(mixed $value, int $most = PHP_INT_MAX): ?int
    {
        $text = is_scalar($value) && !is_bool($value) ? (string) $value : '';
        $int = preg_match('/^-?\d{1,18}$/D', $text) === 1 ? (int) $text : null;

        return $int === null || abs($int) > $most ? null : $int;
    }

    /** An enum as its value. */
    private static function plain(mixed $value): mixed
    {
        return $value instanceof \BackedEnum ? $value->value : $value;
    }
}
