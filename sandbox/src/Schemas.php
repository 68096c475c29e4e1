<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/**
 * The request bodies, named as in the published document, one row per field: `type[!][?] [min..max]`.
 *
 * `!` required, `?` null allowed (and the same as absent). Types: string, int, int32, bool, date-time, timespan,
 * uri, webhook-url, email, map (of strings), `a|b` closed set of strings, Name another shape, [Type] a list.
 */
final class Schemas
{
    /** Shapes that allow unknown fields. */
    public const OPEN = [
        'Modifier', 'SendEmailReceiptRequest', 'CreateTerminalSessionRequest', 'TerminalSessionDetails', 'TerminalSessionSaleDetails',
        'TerminalSessionMatchedRefundDetails', 'TerminalSessionUnlinkedRefundDetails', 'SignatureVerificationRequest', 'EventRequest',
        'EventRequestEvent', 'RestIntegrationRequest', 'WsIntegrationRequest', 'CapabilityRequest', 'RestAuthRequest',
        'RestBasicAuthRequest',
    ];

    public const SHAPES = [
        'Money' => ['value' => 'int!', 'currencyCode' => 'GBP|EUR!'],
        'Address' => [
            'address1' => 'string? ..100', 'address2' => 'string? ..100', 'address3' => 'string? ..100',
            'address4' => 'string? ..100', 'city' => 'string? ..100', 'state' => 'string? ..100',
            'postcode' => 'string? ..50', 'countryCode' => 'string! ..10', 'locality' => 'string? ..100',
            'county' => 'string? ..100',
        ],
        'Customer' => ['id' => 'string?', 'emailAddress' => 'email? ..254', 'phoneNumber' => 'string? ..50'],
        'PaymentCustomerDetails' => [
            'id' => 'string?', 'emailAddress' => 'email? ..254', 'phoneNumber' => 'string? ..50',
            'secret' => 'string?', 'savedCardId' => 'string?',
        ],
        'ShippingDetails' => ['name' => 'string? ..100', 'deliveryNotes' => 'string? ..1024', 'address' => 'Address?'],
        'PaymentIntentConfigCustomerEmail' => ['collectionRequired' => 'bool'],
        'PaymentIntentConfigBillingAddress' => ['collectionRequired' => 'bool'],
        'PaymentIntentConfigShippingDetails' => ['collectionRequired' => 'bool'],
        'PaymentIntentConfigDetails' => ['showTotal' => 'bool', 'showReference' => 'bool'],
        'PaymentConfigDetails' => ['customAmountAllowed' => 'bool', 'tipsAllowed' => 'bool'],
        'PaymentIntentConfigRequest' => [
            'title' => 'string? ..100', 'redirectUrl' => 'uri?', 'cancelUrl' => 'uri?',
            'customerEmail' => 'PaymentIntentConfigCustomerEmail?', 'details' => 'PaymentIntentConfigDetails?',
            'billingAddress' => 'PaymentIntentConfigBillingAddress?',
            'shippingDetails' => 'PaymentIntentConfigShippingDetails?', 'payment' => 'PaymentConfigDetails?',
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
        'CreatePaymentIntentRequest' => [
            'captureMode' => 'Auto|Manual', 'amount' => 'Money!', 'tipsAmount' => 'Money?',
            'reference' => 'string! 1..60', 'description' => 'string? ..4096', 'customer' => 'PaymentCustomerDetails?',
            'billingAddress' => 'Address?', 'shippingDetails' => 'ShippingDetails?', 'cardHolderNotPresent' => 'bool?',
            'config' => 'PaymentIntentConfigRequest?', 'requestSecurity' => 'RequestSecurity?', 'itemLines' => '[ItemLine]?',
            'taxLines' => '[TaxLine]?', 'paymentMethods' => '[Card|Wallet|SavedCard]?', 'actionLink' => 'ActionLink?',
            'expireAt' => 'date-time?', 'autoExpireIn' => 'timespan?', 'autoExpireAction' => 'Release|Capture?',
            'metadata' => 'map?', 'setupIntentId' => 'string?', 'orderDetails' => 'OrderDetails?',
            'cashbackAmount' => 'Money?', 'serviceChargeAmount' => 'Money?', 'generateRemoteToken' => 'bool',
            'isNotOnlineCheckout' => 'bool',
        ],
        'CreateCaptureRequest' => ['amount' => 'int!', 'tipsAmount' => 'int?'],
        'CreateRefundRequest' => [
            'amount' => 'int!', 'previousTransactionId' => 'string? ..100', 'refundReason' => 'string? ..1024',
            'notes' => 'string? ..4096',
        ],
        'SetTipsAmountRequest' => ['tipsAmount' => 'Money!'],
        'SetAmountRequest' => ['amount' => 'Money!', 'itemLines' => '[ItemLine]?', 'taxLines' => '[TaxLine]?'],
        'SendEmailReceiptRequest' => ['emails' => '[email]! 1..20'],
        'Cursor' => ['limit' => 'int32 1..100', 'before' => 'string?', 'after' => 'string?'],
        'SearchPaymentIntentRequest' => [
            'statuses' => '[Created|Authorized|Captured|Reversed|Refunded|Canceled]?',
            'startDate' => 'date-time?', 'endDate' => 'date-time?', 'cursor' => 'Cursor?',
        ],
        'CreateSetupIntentRequest' => [
            'reference' => 'string! 1..60', 'description' => 'string? ..4096', 'customer' => 'Customer?',
            'captureMode' => 'Auto|Manual', 'paymentMethods' => '[Card|Wallet|SavedCard]?',
            'billingAddress' => 'Address?', 'shippingDetails' => 'ShippingDetails?', 'config' => 'PaymentIntentConfigRequest?',
            'metadata' => 'map?', 'intendedAmount' => 'LenientMoney?',
            'merchantInitiatedTransactionType' => 'NoShow|Unscheduled!', 'terms' => 'string! 1..10240',
            'orderDetails' => 'OrderDetails?', 'expireAt' => 'date-time?',
        ],
        // The published example of a setup intent sends its amount as text, so only here digits in quotes are accepted.
        'LenientMoney' => ['value' => 'digits!', 'currencyCode' => 'GBP|EUR!'],
        // Not published: what a component sends besides the card.
        'ComponentDetails' => ['emailAddress' => 'email? ..254', 'billingAddress' => 'Address?', 'shippingDetails' => 'ShippingDetails?'],
        'SubscriptionRequest' => ['events' => '[string]! 1..50', 'url' => 'webhook-url!', 'description' => 'string?'],
        'SubscriptionUpdateRequest' => ['events' => '[string]? 1..50', 'url' => 'webhook-url?', 'description' => 'string?'],
        'CreateCustomerRequest' => [
            'name' => 'string? ..100', 'shippingAddress' => 'Address?', 'billingAddress' => 'Address?',
            'emailAddress' => 'email? ..254', 'phoneNumber' => 'string? 5..50', 'vatNumber' => 'string? ..50',
        ],
        'UpdateCustomerRequest' => [
            'name' => 'string?', 'billingAddress' => 'Address?', 'shippingAddress' => 'Address?',
            'emailAddress' => 'email?', 'phoneNumber' => 'string?', 'vatNumber' => 'string?',
        ],
        'SearchCustomerRequest' => ['limit' => 'int32 1..100', 'before' => 'string? ..200', 'after' => 'string? ..200'],
        'TerminalSessionSaleDetails' => ['paymentIntentId' => 'string!'],
        'TerminalSessionMatchedRefundDetails' => ['paymentIntentId' => 'string!', 'amount' => 'Money'],
        'TerminalSessionUnlinkedRefundDetails' => ['amount' => 'Money!', 'cardholderNotPresent' => 'bool'],
        'TerminalSessionDetails' => [
            'sessionType' => 'Sale|MatchedRefund|UnlinkedRefund!', 'sale' => 'TerminalSessionSaleDetails',
            'matchedRefund' => 'TerminalSessionMatchedRefundDetails', 'unlinkedRefund' => 'TerminalSessionUnlinkedRefundDetails',
        ],
        'CreateTerminalSessionRequest' => ['terminalId' => 'string!', 'details' => 'TerminalSessionDetails!'],
        'SignatureVerificationRequest' => ['accepted' => 'bool!'],
        'EventRequestEvent' => ['orderId' => 'string', 'partyId' => 'string', 'reservationId' => 'string'],
        'EventRequest' => ['eventType' => 'string!', 'event' => 'EventRequestEvent!'],
        'CapabilityRequest' => ['name' => 'string!', 'version' => 'string!'],
        'RestBasicAuthRequest' => ['username' => 'string!', 'password' => 'string!'],
        'RestAuthRequest' => ['authType' => 'basic!', 'basic' => 'RestBasicAuthRequest'],
        'RestIntegrationRequest' => ['url' => 'uri!', 'capabilities' => '[CapabilityRequest]!', 'auth' => 'RestAuthRequest!'],
        'WsIntegrationRequest' => ['capabilities' => '[CapabilityRequest]!'],
    ];
}
