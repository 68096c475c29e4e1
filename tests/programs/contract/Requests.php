<?php

declare(strict_types=1);

namespace Dojo\Tests\Contract;

/** Request bodies with every field of the document, to have all of them checked. */
final class Requests
{
    private const CONFIG = [
        'title' => 'A shop', 'redirectUrl' => 'https://shop.example/paid', 'cancelUrl' => 'https://shop.example/basket',
        'customerEmail' => ['collectionRequired' => false], 'details' => ['showTotal' => true, 'showReference' => true],
        'billingAddress' => ['collectionRequired' => false], 'shippingDetails' => ['collectionRequired' => false],
        'payment' => ['customAmountAllowed' => true, 'tipsAllowed' => true],
    ];
    public const ADDRESS = [
        'address1' => '1 High Street', 'address2' => null, 'address3' => '', 'address4' => null, 'city' => 'York', 'state' => null,
        'postcode' => 'YO1 1AA', 'countryCode' => 'GB', 'locality' => null, 'county' => 'Yorkshire',
    ];
    public const CUSTOMER = [
        'name' => 'Zoë Shopper', 'shippingAddress' => self::ADDRESS, 'billingAddress' => self::ADDRESS,
        'emailAddress' => 'zoe@shop.example', 'phoneNumber' => '+441904000000', 'vatNumber' => 'GB000000000',
    ];
    public const CAPABILITIES = [['name' => 'ListOrders', 'version' => '1.0.0']];
    public const REST_INTEGRATION = [
        'url' => 'https://epos.shop.example/dojo', 'capabilities' => self::CAPABILITIES,
        'auth' => ['authType' => 'basic', 'basic' => ['username' => 'dojo', 'password' => 'example']],
    ];
    public const ITEM_LINES = [[
        'id' => 'line-1', 'quantity' => 2, 'name' => 'Tea/“Earl Grey”', 'category' => 'Drinks', 'plu' => 'T1',
        'modifiers' => [['id' => 'm1', 'name' => 'Milk', 'quantity' => 1, 'amountPerModifier' => ['value' => 10, 'currencyCode' => 'GBP']]],
        'amountTotal' => ['value' => 1000, 'currencyCode' => 'GBP'],
    ]];
    public const TAX_LINES = [[
        'id' => 'tax-1', 'caption' => 'VAT', 'subCaption' => null, 'affectedPlu' => 'T1',
        'amountTotal' => ['value' => 167, 'currencyCode' => 'GBP'],
    ]];

    public static function money(int $value): array
    {
        return ['value' => $value, 'currencyCode' => 'GBP'];
    }

    public static function intent(array $with = []): array
    {
        return $with + ['amount' => self::money(1000), 'reference' => 'Order 236', 'config' => self::CONFIG];
    }

    /** @param array{id: string, secret: string, card: string}|null $customer see States::cardOwner() */
    public static function wholeIntent(?array $customer = null): array
    {
        $customer = $customer === null ? [] : ['id' => $customer['id'], 'secret' => $customer['secret'], 'savedCardId' => $customer['card']];

        return self::intent([
            'captureMode' => \Dojo\CaptureMode::Manual, 'autoExpireAction' => \Dojo\AutoExpireAction::Release,
            'autoExpireIn' => new \DateInterval('P1DT2H'), 'expireAt' => new \DateTimeImmutable('+1 day'),
            'tipsAmount' => self::money(100), 'cashbackAmount' => self::money(200), 'serviceChargeAmount' => self::money(50),
            'description' => "Two teas\nto go", 'billingAddress' => self::ADDRESS,
            'shippingDetails' => ['name' => 'Zoë Shopper', 'deliveryNotes' => null, 'address' => self::ADDRESS],
            'cardHolderNotPresent' => false, 'itemLines' => self::ITEM_LINES, 'taxLines' => self::TAX_LINES,
            'requestSecurity' => ['userAgent' => 'Mozilla/5.0', 'ipAddress' => '192.0.2.1', 'device' => null],
            'paymentMethods' => [\Dojo\PaymentMethod::Card, \Dojo\PaymentMethod::Wallet], 'metadata' => ['basket' => '42'],
            'actionLink' => ['url' => 'https://shop.example/ticket', 'action' => 'OpenLink', 'label' => 'Ticket', 'fileName' => null],
            'orderDetails' => ['availabilityDate' => new \DateTimeImmutable('+1 hour'), 'isUpdate' => false, 'id' => 'o1', 'externalId' => null],
            'customer' => $customer + ['emailAddress' => 'zoe@shop.example', 'phoneNumber' => '+441904000000'],
            'generateRemoteToken' => true, 'isNotOnlineCheckout' => false, 'setupIntentId' => null,
        ]);
    }

    public static function setupIntent(array $with = []): array
    {
        return $with + [
            'reference' => 'Tab 12', 'merchantInitiatedTransactionType' => 'Unscheduled', 'terms' => 'No-shows are charged.',
            'description' => 'A table for four', 'captureMode' => \Dojo\CaptureMode::Auto, 'paymentMethods' => [\Dojo\PaymentMethod::Card],
            'billingAddress' => self::ADDRESS, 'shippingDetails' => ['address' => self::ADDRESS], 'config' => self::CONFIG,
            'metadata' => [], 'intendedAmount' => self::money(5000), 'expireAt' => new \DateTimeImmutable('+1 day'),
            'orderDetails' => ['externalId' => 'table-4'],
            'customer' => ['id' => null, 'emailAddress' => 'zoe@shop.example', 'phoneNumber' => '+441904000000'],
        ];
    }

    public static function sale(string $terminal, string $intent): array
    {
        return ['terminalId' => $terminal, 'details' => ['sessionType' => 'Sale', 'sale' => ['paymentIntentId' => $intent]]];
    }
}
