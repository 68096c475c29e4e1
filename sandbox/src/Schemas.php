<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * The request bodies, one row per field: `type[!][?] [min..max]`.
 *
 * `!` required, `?` null allowed (and the same as absent). Types: string, int, int32, bool, date-time, timespan,
 * uri, webhook-url, email, map (of strings), `a|b` closed set of strings, Name another shape, [Type] a list.
 */
final class Schemas
{
    /** Shapes that tolerate fields they don't know. */
    public const OPEN = ['Modifier', 'SendReceipt', 'TerminalSession', 'TerminalSessionDetails', 'SaleDetails',
        'MatchedRefundDetails', 'UnlinkedRefundDetails', 'Signature', 'EposEvent', 'EposEventBody',
        'RestIntegration', 'WsIntegration', 'Capability', 'RestAuth', 'RestBasicAuth'];

    public const SHAPES = [
        'Money' => ['value' => 'int!', 'currencyCode' => 'GBP|EUR!'],
        'Address' => [
            'address1' => 'string? ..100', 'address2' => 'string? ..100', 'address3' => 'string? ..100',
            'address4' => 'string? ..100', 'city' => 'string? ..100', 'state' => 'string? ..100',
            'postcode' => 'string? ..50', 'countryCode' => 'string! ..10', 'locality' => 'string? ..100',
            'county' => 'string? ..100',
        ],
        'Customer' => ['id' => 'string?', 'emailAddress' => 'email? ..254', 'phoneNumber' => 'string? ..50'],
        'PaymentCustomer' => [
            'id' => 'string?', 'emailAddress' => 'email? ..254', 'phoneNumber' => 'string? ..50',
            'secret' => 'string?', 'savedCardId' => 'string?',
        ],
        'ShippingDetails' => ['name' => 'string? ..100', 'deliveryNotes' => 'string? ..1024', 'address' => 'Address?'],
        'Collection' => ['collectionRequired' => 'bool'],
        'ConfigDetails' => ['showTotal' => 'bool', 'showReference' => 'bool'],
        'ConfigPayment' => ['customAmountAllowed' => 'bool', 'tipsAllowed' => 'bool'],
        'Config' => [
            'title' => 'string? ..100', 'redirectUrl' => 'uri?', 'cancelUrl' => 'uri?',
            'customerEmail' => 'Collection?', 'details' => 'ConfigDetails?', 'billingAddress' => 'Collection?',
            'shippingDetails' => 'Collection?', 'payment' => 'ConfigPayment?',
        ],
        'RequestSecurity' => ['userAgent' => 'string? ..300', 'ipAddress' => 'string? ..70', 'device' => 'string? ..120'],
        'Modifier' => ['name' => 'string!', 'amountPerModifier' => 'Money!', 'quantity' => 'int!', 'id' => 'string!'],
        'ItemLine' => [
            'id' => 'string ..60', 'quantity' => 'int32', 'name' => 'string ..100', 'category' => 'string',
            'modifiers' => '[Modifier]', 'amountTotal' => 'Money!', 'plu' => 'string ..200',
        ],
        'TaxLine' => [
            'id' => 'string ..60', 'caption' => 'string ..100', 'subCaption' => 'string? ..100',
            'amountTotal' => 'Money!', 'affectedPlu' => 'string ..200',
        ],
        'ActionLink' => [
            'url' => 'uri!', 'action' => 'OpenLink|DownloadFile?', 'label' => 'string! 1..60', 'fileName' => 'string? ..256',
        ],
        'OrderDetails' => [
            'availabilityDate' => 'date-time?', 'isUpdate' => 'bool?', 'id' => 'string?', 'externalId' => 'string?',
        ],
        'CreatePaymentIntent' => [
            'captureMode' => 'Auto|Manual', 'amount' => 'Money!', 'tipsAmount' => 'Money?',
            'reference' => 'string! 1..60', 'description' => 'string? ..4096', 'customer' => 'PaymentCustomer?',
            'billingAddress' => 'Address?', 'shippingDetails' => 'ShippingDetails?', 'cardHolderNotPresent' => 'bool?',
            'config' => 'Config?', 'requestSecurity' => 'RequestSecurity?', 'itemLines' => '[ItemLine]?',
            'taxLines' => '[TaxLine]?', 'paymentMethods' => '[Card|Wallet|SavedCard]?', 'actionLink' => 'ActionLink?',
            'expireAt' => 'date-time?', 'autoExpireIn' => 'timespan?', 'autoExpireAction' => 'Release|Capture?',
            'metadata' => 'map?', 'setupIntentId' => 'string?', 'orderDetails' => 'OrderDetails?',
            'cashbackAmount' => 'Money?', 'serviceChargeAmount' => 'Money?', 'generateRemoteToken' => 'bool',
            'isNotOnlineCheckout' => 'bool',
        ],
        'CreateCapture' => ['amount' => 'int!', 'tipsAmount' => 'int?'],
        'CreateRefund' => [
            'amount' => 'int!', 'previousTransactionId' => 'string? ..100', 'refundReason' => 'string? ..1024',
            'notes' => 'string? ..4096',
        ],
        'SetTipsAmount' => ['tipsAmount' => 'Money!'],
        'SetAmount' => ['amount' => 'Money!', 'itemLines' => '[ItemLine]?', 'taxLines' => '[TaxLine]?'],
        'SendReceipt' => ['emails' => '[email]! 1..20'],
        'Cursor' => ['limit' => 'int32 1..100', 'before' => 'string?', 'after' => 'string?'],
        'SearchPaymentIntents' => [
            'statuses' => '[Created|Authorized|Captured|Reversed|Refunded|Canceled]?',
            'startDate' => 'date-time?', 'endDate' => 'date-time?', 'cursor' => 'Cursor?',
        ],
        'CreateSetupIntent' => [
            'reference' => 'string! 1..60', 'description' => 'string? ..4096', 'customer' => 'Customer?',
            'captureMode' => 'Auto|Manual', 'paymentMethods' => '[Card|Wallet|SavedCard]?',
            'billingAddress' => 'Address?', 'shippingDetails' => 'ShippingDetails?', 'config' => 'Config?',
            'metadata' => 'map?', 'intendedAmount' => 'LenientMoney?',
            'merchantInitiatedTransactionType' => 'NoShow|Unscheduled!', 'terms' => 'string! 1..10240',
            'orderDetails' => 'OrderDetails?', 'expireAt' => 'date-time?',
        ],
        // The published example of a setup intent sends its amount as text, so this one place takes digits in quotes.
        'LenientMoney' => ['value' => 'digits!', 'currencyCode' => 'GBP|EUR!'],
        'Subscribe' => ['events' => '[string]! 1..50', 'url' => 'webhook-url!', 'description' => 'string?'],
        'UpdateSubscription' => ['events' => '[string]? 1..50', 'url' => 'webhook-url?', 'description' => 'string?'],
        'CreateCustomer' => [
            'name' => 'string? ..100', 'shippingAddress' => 'Address?', 'billingAddress' => 'Address?',
            'emailAddress' => 'email? ..254', 'phoneNumber' => 'string? 5..50', 'vatNumber' => 'string? ..50',
        ],
        'UpdateCustomer' => [
            'name' => 'string?', 'billingAddress' => 'Address?', 'shippingAddress' => 'Address?',
            'emailAddress' => 'email?', 'phoneNumber' => 'string?', 'vatNumber' => 'string?',
        ],
        'SearchCustomers' => ['limit' => 'int32 1..100', 'before' => 'string? ..200', 'after' => 'string? ..200'],
        'SaleDetails' => ['paymentIntentId' => 'string!'],
        'MatchedRefundDetails' => ['paymentIntentId' => 'string!', 'amount' => 'Money'],
        'UnlinkedRefundDetails' => ['amount' => 'Money!', 'cardholderNotPresent' => 'bool'],
        'TerminalSessionDetails' => [
            'sessionType' => 'Sale|MatchedRefund|UnlinkedRefund!', 'sale' => 'SaleDetails',
            'matchedRefund' => 'MatchedRefundDetails', 'unlinkedRefund' => 'UnlinkedRefundDetails',
        ],
        'TerminalSession' => ['terminalId' => 'string!', 'details' => 'TerminalSessionDetails!'],
        'Signature' => ['accepted' => 'bool!'],
        'EposEventBody' => ['orderId' => 'string', 'partyId' => 'string', 'reservationId' => 'string'],
        'EposEvent' => ['eventType' => 'string!', 'event' => 'EposEventBody!'],
        'Capability' => ['name' => 'string!', 'version' => 'string!'],
        'RestBasicAuth' => ['username' => 'string!', 'password' => 'string!'],
        'RestAuth' => ['authType' => 'basic!', 'basic' => 'RestBasicAuth'],
        'RestIntegration' => ['url' => 'uri!', 'capabilities' => '[Capability]!', 'auth' => 'RestAuth!'],
        'WsIntegration' => ['capabilities' => '[Capability]!'],
    ];
}
