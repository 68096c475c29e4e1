<?php

/** @generate-class-entries */

namespace Dojo;

/**
 * Implemented by every exception of this extension. No message contains a key, a secret, a signature, card data or a proxy
 * password.
 *
 * Misuse of an object, such as a client whose constructor never ran, throws an \Error instead.
 */
interface DojoException extends \Throwable
{
    /**
     * Whether the call may have taken effect even though it threw: it changes something, it may have reached Dojo, and no
     * response says what happened. In that case, never tell a customer that the call failed, and don't repeat a *once* call
     * (see Client) until you know; the message says how to find out. The result is about this one call with its retries, not
     * about earlier calls.
     *
     * It is false for an exception that you create yourself. A test that needs true overrides the method:
     *
     *     throw new class ('no response') extends \Dojo\TimeoutException {
     *         public function outcomeUnknown(): bool { return true; }
     *     };
     */
    public function outcomeUnknown(): bool;
}

/**
 * The API responded with an error. The usual statuses have a subclass each; any other, such as 408, throws this class itself.
 * getCode() returns the status; getMessage() names the request and quotes the API's explanation. Properties that the response
 * lacks are null.
 *
 * @strict-properties
 */
class ApiException extends \RuntimeException implements DojoException
{
    /** The HTTP status, 400 or above. */
    public int $status = 0;
    /**
     * The cause in one line, suitable for staff: the API's detail (or its title) and the errors of each field; if the
     * response says nothing, the meaning of the status. It contains no method or path, does not say whether the outcome is
     * unknown, and is never empty after a call.
     */
    public string $reason = "";
    /** The type of problem, usually a URI. */
    public ?string $type = null;
    /** The type of problem in a few words. */
    public ?string $title = null;
    /** This occurrence in a sentence. For a 400 it often only says that some fields are wrong, so show $reason instead. */
    public ?string $detail = null;
    /** The API's identifier of this request. Quote it to Dojo's support. */
    public ?string $traceId = null;

    /**
     * The errors of each field: usually field names, each with a list of sentences. Also null if longer than 64 KiB; $body
     * has all of it.
     *
     * @var array<int|string, mixed>|null
     */
    public ?array $errors = null;
    /** The response body, unchanged: JSON, a gateway's HTML, or empty. */
    public string $body = "";
    /** The result of outcomeUnknown(). */
    private bool $outcomeUnknown = false;

    /**
     * True if the call changes something and the response is a 408 or 5xx, or is any error after an earlier attempt that
     * ended in one of these or without a response.
     */
    public function outcomeUnknown(): bool {}
}

/**
 * 400, 405 or 422: the API rejected the request. Sending the same request again will fail again.
 *
 * @strict-properties
 */
class InvalidRequestException extends ApiException
{
}

/**
 * 401: the API key, the customer's secret or the software house id was not accepted.
 *
 * @strict-properties
 */
class AuthenticationException extends ApiException
{
}

/**
 * 403: the API key does not permit this.
 *
 * @strict-properties
 */
class PermissionException extends ApiException
{
}

/**
 * 404: the object does not exist, or this key has no access to it.
 *
 * @strict-properties
 */
class NotFoundException extends ApiException
{
}

/**
 * 409: the object's state does not allow it, such as reversing a payment twice. Never retried; read the object instead.
 *
 * @strict-properties
 */
class ConflictException extends ApiException
{
}

/**
 * 429: too many requests.
 *
 * @strict-properties
 */
class RateLimitException extends ApiException
{
    /** The seconds to wait before the next request; null if the API did not say. */
    public ?float $retryAfter = null;
}

/**
 * 5xx: the API failed, but may have carried out the request; see outcomeUnknown().
 *
 * @strict-properties
 */
class ServerException extends ApiException
{
}

/**
 * There was no usable response. This class itself means that memory ran out, that the script's time limit was reached, or
 * that a library lacks a feature, which the message names.
 *
 * @strict-properties
 */
class TransportException extends \RuntimeException implements DojoException
{
    /** The result of outcomeUnknown(). */
    private bool $outcomeUnknown = false;

    /** True if the call changes something, may have been sent, and no response says what happened. */
    public function outcomeUnknown(): bool {}
}

/**
 * No connection was established. Nothing was sent, so outcomeUnknown() is false.
 *
 * @strict-properties
 */
class ConnectionException extends TransportException
{
}

/**
 * No trusted TLS connection was established. Nothing was sent, so outcomeUnknown() is false.
 *
 * @strict-properties
 */
class TlsException extends TransportException
{
}

/**
 * The call exceeded the client's $timeout.
 *
 * @strict-properties
 */
class TimeoutException extends TransportException
{
}

/**
 * The response is unusable: cut off, not JSON, a redirect, larger than dojo.max_response_bytes, or a success that lacks what
 * the method returns, such as the id of the created object.
 *
 * @strict-properties
 */
class ResponseException extends TransportException
{
    /** The part of the response body that arrived. It may contain a secret that was requested. */
    public string $body = "";
}

/**
 * The request is not a delivery from Dojo: its signature is malformed or does not match. Respond with $httpStatus and do
 * nothing else.
 *
 * @strict-properties
 */
class SignatureException extends \RuntimeException implements DojoException
{
    /**
     * The HTTP status to respond with: 405 if the request is not a POST, 413 if its body is larger than
     * dojo.max_webhook_bytes, otherwise 401. After header('HTTP/1.1 200 OK'), http_response_code() has no effect; in
     * WordPress use status_header().
     *
     * @phpstan-var 401|405|413
     */
    public int $httpStatus = 401;

    /** Always false, because nothing was sent to the API. */
    public function outcomeUnknown(): bool {}
}

/**
 * The request has no signature, or is not a POST and so can't have one ($httpStatus 405).
 *
 * @strict-properties
 */
class MissingSignatureException extends SignatureException
{
}

/**
 * A value is invalid, and nothing was sent. The message says what was expected and what was given.
 *
 * @strict-properties
 */
class ValidationException extends \InvalidArgumentException implements DojoException
{
    /** The invalid value: an argument's name, or a path into the request array such as itemLines[2].amountTotal.value. */
    public string $field = "";

    /** Always false, because nothing was sent. */
    public function outcomeUnknown(): bool {}
}

/**
 * The status of a payment intent. With captureMode Auto: Created → Captured. With Manual: Created → Authorized → Captured. An
 * automatically captured or a merely authorised payment may become Reversed; a captured one becomes Refunded once the whole
 * amount has been refunded; an unpaid one may become Canceled. After a declined card it stays Created, so the customer can
 * try again.
 *
 * Responses contain the status as a string. Convert it with tryFrom(), which returns null for a status newer than this
 * extension.
 */
enum PaymentIntentStatus: string
{
    case Created = "Created";
    case Authorized = "Authorized";
    case Captured = "Captured";
    case Reversed = "Reversed";
    case Refunded = "Refunded";
    case Canceled = "Canceled";

    /** Whether the status is final, so that no payment can change it: Reversed, Refunded or Canceled. */
    public function isFinal(): bool {}

    /**
     * Whether an amount was captured and not fully refunded: Captured. The status does not say how much: add up the intent's
     * captures if there are several, and subtract its refundedAmount.
     */
    public function isPaid(): bool {}
}

/** Whether a payment is captured automatically (Auto), or only authorised until you call capturePaymentIntent() (Manual). */
enum CaptureMode: string
{
    case Auto = "Auto";
    case Manual = "Manual";
}

/** The outcome of a capture or a charge. chargePaymentIntent() returns Declined and does not throw. */
enum CaptureStatus: string
{
    case Created = "Created";
    case Successful = "Successful";
    case Declined = "Declined";
    case Failed = "Failed";
}

/** What happens to an authorised amount that is not captured within autoExpireIn. */
enum AutoExpireAction: string
{
    case Release = "Release";
    case Capture = "Capture";
}

/** How a customer may pay. The list is open: any other method that the API accepts can be passed as a string. */
enum PaymentMethod: string
{
    case Card = "Card";
    case Wallet = "Wallet";
    case SavedCard = "SavedCard";
}

/** The status of a setup intent. */
enum SetupIntentStatus: string
{
    case Created = "Created";
    case Authorized = "Authorized";
    case Canceled = "Canceled";
    case Completed = "Completed";
    case Expired = "Expired";
    case CardExpired = "CardExpired";
    case Closed = "Closed";
}

/** Whether a card machine is ready for a session. */
enum TerminalStatus: string
{
    case Available = "Available";
    case Offline = "Offline";
    case InUse = "InUse";
}

/**
 * The status of a session on a card machine. Expired says nothing about the payment: read the payment intent.
 * SignatureVerificationRequired waits 80 seconds for setTerminalSessionSignature(); after that the signature counts as
 * accepted.
 */
enum TerminalSessionStatus: string
{
    case InitiateRequested = "InitiateRequested";
    case Initiated = "Initiated";
    case Authorized = "Authorized";
    case Captured = "Captured";
    case CancelRequested = "CancelRequested";
    case Canceled = "Canceled";
    case SignatureVerificationAccepted = "SignatureVerificationAccepted";
    case SignatureVerificationRejected = "SignatureVerificationRejected";
    case SignatureVerificationRequired = "SignatureVerificationRequired";
    case Expired = "Expired";
    case Declined = "Declined";
}

/**
 * Converts between decimal amounts, as shops store them, and minor units, as the API uses them. The number of decimal places
 * follows ISO 4217 for every active currency code, written as three capital letters. No floating-point arithmetic is
 * involved.
 *
 * @phpstan-import-type Amount from Client
 * @strict-properties
 * @not-serializable
 */
final class Money
{
    private function __construct() {}

    /**
     * Converts a decimal amount: "19.99" and "GBP" give ['value' => 1999, 'currencyCode' => 'GBP'].
     *
     * Strings and integers (whole units, not minor units) are converted exactly; a non-zero digit beyond the currency's
     * decimal places is an error. A float is taken to 15 significant decimal digits and rounded half away from zero: 1.005
     * GBP gives 101. Plus signs, thousands separators, exponents, spaces, unknown currencies, INF, NAN and amounts beyond 64
     * bits of minor units are errors.
     *
     * @return Amount
     * @throws ValidationException
     */
    public static function fromDecimal(string|int|float $amount, string $currencyCode): array {}

    /**
     * Formats minor units as a decimal with all of the currency's places: 1999 GBP gives "19.99", 500 JPY gives "500".
     *
     * @param Amount $money
     * @return numeric-string
     * @throws ValidationException
     */
    public static function toDecimal(array $money): string {}

    /**
     * The number of decimal places of a currency: 2 for GBP, 0 for JPY, 3 for KWD.
     *
     * @return int<0, 4>
     * @throws ValidationException if the code is not an active currency
     */
    public static function exponent(string $currencyCode): int {}
}

/**
 * The figures of one attempt of a call, for logs and metrics. Contains no secrets. The client's $onExchange receives one
 * after each attempt. Times are in seconds since the attempt began; 0.0 means that it did not get that far.
 *
 * @strict-properties
 * @not-serializable
 */
final class Exchange implements \Stringable
{
    /** The method of Client that was called, such as "createPaymentIntent". */
    public readonly string $operation;
    /** The HTTP method. */
    public readonly string $method;
    /** The path and query of the URL, without the host. */
    public readonly string $path;
    /** 1 for the first attempt, 2 for the next, including the one retry that $maxRetries does not count. */
    public readonly int $attempt;
    /** The HTTP status; 0 if there was no response. */
    public readonly int $status;
    /** The Unix time at which the attempt began, as microtime(true) returns it. */
    public readonly float $startedAt;
    /** Time until the attempt ended. */
    public readonly float $duration;
    /** Time until the host name was resolved. */
    public readonly float $nameLookup;
    /** Time until the connection was established. */
    public readonly float $connect;
    /** Time until the TLS handshake was complete; 0.0 on a connection that was already open. */
    public readonly float $tls;
    /** Time until the first byte of the response arrived. */
    public readonly float $firstByte;
    /** Whether the attempt used a connection that was already open. */
    public readonly bool $connectionReused;
    /** Bytes sent, headers and body. */
    public readonly int $bytesSent;
    /** Bytes received, headers and body, as they were read. */
    public readonly int $bytesReceived;
    /** The API's identifier of this request; null if it sent none. */
    public readonly ?string $traceId;

    /**
     * null for success and "api" for an error status. Otherwise why there is no usable response: "resolve", "connect", "tls",
     * "timeout", "interrupted", "cut-off", "too-large", "not-json", "incomplete", "library" or "memory".
     */
    public readonly ?string $error;

    private function __construct() {}

    private function __clone(): void {}

    /**
     * One line for a log, such as "createPaymentIntent POST /payment-intents 200 in 0.123 s, attempt 1, trace 00-4bf9…".
     * Without a response, $error takes the place of the status.
     */
    public function __toString(): string {}
}

/**
 * A client of the Dojo API, version 2026-02-27, with a method for each operation of the API reference,
 * https://docs.dojo.tech/api. The class is not final, so that tests can mock it. It can't be cloned or serialised, and
 * neither dumps nor stack traces show the key.
 *
 * Requests are arrays with the field names of the reference, of at most 50,000 values and 1 MiB as JSON. Values may be backed
 * enums, DateTimeInterface (sent as ISO 8601 in UTC), DateInterval (for autoExpireIn: whole seconds of a fixed length, so no
 * months, weekdays or fractions) and null. A value that the API is certain to reject throws a ValidationException before
 * anything is sent; fields and values that this extension doesn't know are sent unchanged. Responses are arrays with every
 * field that the API sent, including fields that the shapes below lack. `?` marks a field that may be absent: read it with
 * `??`. A successful response without an essential field, such as a payment intent's id, throws a ResponseException. Statuses
 * and dates (ISO 8601 in UTC; year 1 means "none") are strings.
 *
 * Amounts are integers in minor units: 1999 is GBP 19.99; {@see Money} converts them. An Amount includes its currency;
 * captures, refunds and refundedAmount are plain integers in the payment intent's currency.
 *
 * The last line of each method's description is its operation, and whether it may be retried:
 * - *repeatable*: sending it twice has the same effect as sending it once. The client retries it automatically, up to
 *   $maxRetries times within $timeout, after a failed or broken connection and after 408, 429, 502, 503 and 504 (a GET also
 *   after 500). The pauses are random and grow from 0.25 to 4 seconds; if the response has a Retry-After, they are added to it.
 *   If a delete (of a webhook, a secret, a customer or a saved card) finds nothing when it is retried, it has succeeded: there
 *   is no object with that id.
 * - *once*: it may move money or create a second object. It is retried only if nothing had been sent.
 * If a call that changes something was sent and there was no response, the exception's outcomeUnknown() is true, and the line
 * says how to find out.
 *
 * Every operation throws a ValidationException before sending, a TransportException if there is no usable response, and an
 * ApiException for an error status. `@throws` lists the statuses that the reference documents for the operation; others are
 * possible.
 *
 * PHPStan, Psalm and PhpStorm read these shapes. README says how to make them find this file; docs/methods.md lists the
 * maximum lengths. `@phpstan-import-type PaymentIntent from \Dojo\Client` imports a shape into your own code. Requests come
 * first, then responses. Each shape has the name of its schema in the reference, except Amount (Money there), and
 * OrderDetailsRequest and TerminalSessionDetailsRequest, which accept more than a response contains.
 *
 * @phpstan-type Amount array{value: int, currencyCode: string}
 * @phpstan-type Address array{countryCode: string, address1?: string|null, address2?: string|null, address3?: string|null,
 *     address4?: string|null, city?: string|null, locality?: string|null, county?: string|null, state?: string|null,
 *     postcode?: string|null}
 * @phpstan-type ShippingDetails array{name?: string|null, deliveryNotes?: string|null, address?: Address|null}
 * @phpstan-type Customer array{id?: string|null, emailAddress?: string|null, phoneNumber?: string|null}
 * @phpstan-type PaymentCustomerDetails array{id?: string|null, emailAddress?: string|null, phoneNumber?: string|null,
 *     secret?: string|null, savedCardId?: string|null}
 * @phpstan-type RequestSecurity array{userAgent?: string|null, ipAddress?: string|null, device?: string|null}
 * @phpstan-type PaymentIntentConfigCustomerEmail array{collectionRequired?: bool}
 * @phpstan-type PaymentIntentConfigBillingAddress array{collectionRequired?: bool}
 * @phpstan-type PaymentIntentConfigShippingDetails array{collectionRequired?: bool}
 * @phpstan-type PaymentIntentConfigDetails array{showTotal?: bool, showReference?: bool}
 * @phpstan-type PaymentConfigDetails array{customAmountAllowed?: bool, tipsAllowed?: bool}
 * @phpstan-type PaymentIntentConfigRequest array{title?: string|null, redirectUrl?: string|null, cancelUrl?: string|null,
 *     customerEmail?: PaymentIntentConfigCustomerEmail|null, billingAddress?: PaymentIntentConfigBillingAddress|null,
 *     shippingDetails?: PaymentIntentConfigShippingDetails|null, details?: PaymentIntentConfigDetails|null,
 *     payment?: PaymentConfigDetails|null}
 * @phpstan-type Modifier array{id: string, name: string, quantity: int, amountPerModifier: Amount}
 * @phpstan-type ItemLine array{amountTotal: Amount|null, id?: string, name?: string, quantity?: int, category?: string,
 *     plu?: string, modifiers?: list<Modifier>}
 * @phpstan-type TaxLine array{amountTotal: Amount, id?: string, caption?: string, subCaption?: string|null,
 *     affectedPlu?: string}
 * @phpstan-type ActionLink array{url: string, label: string, action?: 'OpenLink'|'DownloadFile'|null, fileName?: string|null}
 * @phpstan-type OrderDetailsRequest array{id?: string|null, externalId?: string|null, isUpdate?: bool|null,
 *     availabilityDate?: string|\DateTimeInterface|null}
 * @phpstan-type Cursor array{limit?: int<1, 100>, before?: string|null, after?: string|null}
 * @phpstan-type CapabilityRequest array{name: string, version: string}
 *
 * @phpstan-type CreatePaymentIntentRequest array{amount: Amount, reference: string, description?: string|null,
 *     captureMode?: CaptureMode|'Auto'|'Manual', autoExpireIn?: string|\DateInterval|null,
 *     autoExpireAction?: AutoExpireAction|'Release'|'Capture'|null, expireAt?: string|\DateTimeInterface|null,
 *     tipsAmount?: Amount|null, serviceChargeAmount?: Amount|null, cashbackAmount?: Amount|null,
 *     itemLines?: list<ItemLine>|null, taxLines?: list<TaxLine>|null, paymentMethods?: list<PaymentMethod|string>|null,
 *     customer?: PaymentCustomerDetails|null, billingAddress?: Address|null, shippingDetails?: ShippingDetails|null,
 *     config?: PaymentIntentConfigRequest|null, requestSecurity?: RequestSecurity|null, cardHolderNotPresent?: bool|null,
 *     actionLink?: ActionLink|null, orderDetails?: OrderDetailsRequest|null, setupIntentId?: string|null,
 *     metadata?: array<string, string>|null, generateRemoteToken?: bool, isNotOnlineCheckout?: bool}
 * @phpstan-type CreateCaptureRequest array{amount: int, tipsAmount?: int|null}
 * @phpstan-type CreateRefundRequest array{amount: int, refundReason?: string|null, notes?: string|null,
 *     previousTransactionId?: string|null}
 * @phpstan-type SetAmountRequest array{amount: Amount, itemLines?: list<ItemLine>|null, taxLines?: list<TaxLine>|null}
 * @phpstan-type SetTipsAmountRequest array{tipsAmount: Amount}
 * @phpstan-type SendEmailReceiptRequest array{emails: list<string>}
 * @phpstan-type SearchPaymentIntentRequest array{startDate?: string|\DateTimeInterface|null,
 *     endDate?: string|\DateTimeInterface|null,
 *     statuses?: list<PaymentIntentStatus|'Created'|'Authorized'|'Captured'|'Reversed'|'Refunded'|'Canceled'>|null,
 *     cursor?: Cursor|null}
 * @phpstan-type CreateSetupIntentRequest array{reference: string, merchantInitiatedTransactionType: string, terms: string,
 *     intendedAmount?: Amount|null, description?: string|null, captureMode?: CaptureMode|'Auto'|'Manual',
 *     paymentMethods?: list<PaymentMethod|string>|null, customer?: Customer|null, billingAddress?: Address|null,
 *     shippingDetails?: ShippingDetails|null, config?: PaymentIntentConfigRequest|null,
 *     orderDetails?: OrderDetailsRequest|null, metadata?: array<string, string>|null,
 *     expireAt?: string|\DateTimeInterface|null}
 * @phpstan-type SubscriptionRequest array{events: list<string>, url: string, description?: string|null}
 * @phpstan-type SubscriptionUpdateRequest array{events?: list<string>|null, url?: string|null, description?: string|null}
 * @phpstan-type CreateCustomerRequest array{name?: string|null, emailAddress?: string|null, phoneNumber?: string|null,
 *     vatNumber?: string|null, billingAddress?: Address|null, shippingAddress?: Address|null}
 * @phpstan-type UpdateCustomerRequest array{name?: string|null, emailAddress?: string|null, phoneNumber?: string|null,
 *     vatNumber?: string|null, billingAddress?: Address|null, shippingAddress?: Address|null}
 * @phpstan-type SearchCustomerRequest array{limit?: int<1, 100>, before?: string|null, after?: string|null}
 * @phpstan-type TerminalSessionSaleDetails array{paymentIntentId: string}
 * @phpstan-type TerminalSessionMatchedRefundDetails array{paymentIntentId: string, amount?: Amount}
 * @phpstan-type TerminalSessionUnlinkedRefundDetails array{amount: Amount, cardholderNotPresent?: bool}
 * @phpstan-type TerminalSessionDetailsRequest array{sessionType: 'Sale', sale: TerminalSessionSaleDetails}|array{
 *     sessionType: 'MatchedRefund', matchedRefund: TerminalSessionMatchedRefundDetails}|array{
 *     sessionType: 'UnlinkedRefund', unlinkedRefund: TerminalSessionUnlinkedRefundDetails}
 * @phpstan-type SignatureVerificationRequest array{accepted: bool}
 * @phpstan-type CreateTerminalSessionRequest array{terminalId: string, details: TerminalSessionDetailsRequest}
 * @phpstan-type EventRequest array{eventType: string,
 *     event: array{orderId: string}|array{partyId: string}|array{reservationId: string}}
 * @phpstan-type RestAuthRequest array{authType: 'basic', basic?: array{username: string, password: string}}
 * @phpstan-type RestIntegrationRequest array{url: string, capabilities: list<CapabilityRequest>, auth: RestAuthRequest}
 * @phpstan-type WsIntegrationRequest array{capabilities: list<CapabilityRequest>}
 *
 * @phpstan-type SupportedPaymentMethods array{cardSchemes?: list<string>|null, wallets?: list<string>|null}
 * @phpstan-type MerchantConfig array{supportedPaymentMethods?: SupportedPaymentMethods|null}
 * @phpstan-type PaymentIntentConfigResponse array{title?: string|null, redirectUrl?: string|null, cancelUrl?: string|null,
 *     customerEmail?: PaymentIntentConfigCustomerEmail|null, billingAddress?: PaymentIntentConfigBillingAddress|null,
 *     shippingDetails?: PaymentIntentConfigShippingDetails|null, details?: PaymentIntentConfigDetails|null,
 *     payment?: PaymentConfigDetails|null, tradingName?: string|null, branding?: array<string, mixed>|null}
 * @phpstan-type OrderDetails array{id?: string|null, externalId?: string|null, isUpdate?: bool|null,
 *     availabilityDate?: string|null}
 * @phpstan-type Card array{cardNumber?: string|null, cardName?: string|null, expiryDate?: string|null, cardType?: string|null,
 *     cardFundingType?: string, last4PAN?: string|null, entryMode?: string, verificationMethod?: string}
 * @phpstan-type PaymentDetails array{transactionId?: string|null, transactionDateTime?: string|null, message?: string|null,
 *     paymentMethodId?: string|null, authCode?: string|null, card?: Card|null, avsResult?: string|null}
 * @phpstan-type PaymentStatusResponse array{eventType?: string, transactionId?: string|null, transactionDateTime?: string|null,
 *     authCode?: string|null, cardNumber?: string|null, expiryDate?: string|null, cardType?: string|null,
 *     cardholderName?: string|null, paymentMethodId?: string|null}
 * @phpstan-type CaptureDetails array{id?: string|null, amount?: int, tipsAmount?: int|null, status?: string,
 *     createdAt?: string}
 * @phpstan-type TerminalSessionDetails array{sessionType: string, sale?: TerminalSessionSaleDetails,
 *     matchedRefund?: TerminalSessionMatchedRefundDetails, unlinkedRefund?: TerminalSessionUnlinkedRefundDetails}
 * @phpstan-type TerminalSessionStatusEvent array{status: string, createdAt: string, debugMessage: string}
 * @phpstan-type TerminalSessionNotification array{notificationType?: string, createdAt?: string}
 * @phpstan-type TerminalSessionResponse array{id?: string|null, terminalId?: string|null, status?: string, expireAt?: string,
 *     createdAt?: string, updatedAt?: string, notificationEvents?: list<TerminalSessionNotification>|null,
 *     statusEvents?: list<TerminalSessionStatusEvent>|null, details?: TerminalSessionDetails|null}
 * @phpstan-type TerminalSessionPaymentResponse array{transactionDateTime?: string|null, cardNumber?: string|null,
 *     expiryDate?: string|null, cardType?: string|null, cardHolderName?: string|null, authGatewayTransactionId?: string|null,
 *     entryMode?: string, verificationMode?: string}
 * @phpstan-type TerminalSessionHistoryResponse array{terminalSession?: TerminalSessionResponse|null,
 *     payment?: TerminalSessionPaymentResponse|null}
 * @phpstan-type PaymentIntent array{id: string, status: string, amount: Amount, captureMode?: string|null,
 *     paymentLink?: string|null, reference?: string|null, description?: string|null, createdAt?: string, updatedAt?: string,
 *     expireAt?: string|null, totalAmount?: Amount|null, requestedAmount?: Amount|null, refundedAmount?: int|null,
 *     tipsAmount?: Amount|null, serviceChargeAmount?: Amount|null, cashbackAmount?: Amount|null,
 *     subtotalLineItems?: Amount|null, itemLines?: list<ItemLine>|null, taxLines?: list<TaxLine>|null,
 *     captures?: list<CaptureDetails>|null, paymentDetails?: PaymentDetails|null,
 *     paymentEvents?: list<PaymentStatusResponse>|null, paymentSource?: string|null, paymentMethods?: list<string>|null,
 *     clientSessionSecret?: string|null, clientSessionSecretExpirationDate?: string, customer?: Customer|null,
 *     billingAddress?: Address|null, shippingDetails?: ShippingDetails|null, cardHolderNotPresent?: bool,
 *     requestSecurity?: RequestSecurity|null, config?: PaymentIntentConfigResponse|null, merchantConfig?: MerchantConfig|null,
 *     actionLink?: ActionLink|null, orderDetails?: OrderDetails|null, autoExpireIn?: string|null,
 *     autoExpireAction?: string|null, setupIntentId?: string|null, metadata?: array<string, string>|null,
 *     terminalSessionHistory?: list<TerminalSessionHistoryResponse>|null}
 * @phpstan-type PagedPaymentIntent array{data?: list<PaymentIntent>|null, before?: string|null, after?: string|null}
 * @phpstan-type Capture array{captureId: string, message?: string|null}
 * @phpstan-type ChargeResponse array{paymentIntentId: string, status: string, message?: string|null}
 * @phpstan-type Refund array{refundId: string, paymentIntentId?: string|null, refundReason?: string|null, notes?: string|null,
 *     message?: string|null}
 * @phpstan-type Reversal array{reversalId?: string|null, id?: string|null, message?: string|null}
 * @phpstan-type SetupIntentPublicResponse array{id?: string|null, status?: string, reference?: string|null,
 *     description?: string|null, createdAt?: string, updatedAt?: string, expireAt?: string|null, intendedAmount?: Amount|null,
 *     terms?: string|null, merchantInitiatedTransactionType?: string, clientSessionSecret?: string|null,
 *     clientSessionSecretExpirationDate?: string|null, paymentMethods?: list<string>|null,
 *     paymentDetails?: PaymentDetails|null, paymentSource?: string|null, customer?: Customer|null,
 *     billingAddress?: Address|null, shippingDetails?: ShippingDetails|null, requestSecurity?: RequestSecurity|null,
 *     config?: PaymentIntentConfigResponse|null, merchantConfig?: MerchantConfig|null, metadata?: array<string, string>|null}
 * @phpstan-type SetupIntentResponse array{id: string, status: string, reference?: string|null, description?: string|null,
 *     createdAt?: string, updatedAt?: string, expireAt?: string|null, intendedAmount?: Amount|null, terms?: string|null,
 *     merchantInitiatedTransactionType?: string, clientSessionSecret?: string|null,
 *     clientSessionSecretExpirationDate?: string|null, paymentMethods?: list<string>|null,
 *     paymentDetails?: PaymentDetails|null, paymentSource?: string|null, setupEvents?: list<PaymentStatusResponse>|null,
 *     customer?: Customer|null, billingAddress?: Address|null, shippingDetails?: ShippingDetails|null,
 *     requestSecurity?: RequestSecurity|null, config?: PaymentIntentConfigResponse|null, merchantConfig?: MerchantConfig|null,
 *     metadata?: array<string, string>|null}
 * @phpstan-type WebhookEvents array{model: string, events: list<string>}
 * @phpstan-type SubscriptionSecret array{id: string, value?: string, isActive?: bool, createdAt?: string,
 *     lastUsedAt?: string|null}
 * @phpstan-type SecretsResponse array{secrets: list<SubscriptionSecret>, id?: string}
 * @phpstan-type Subscription array{id: string, url: string, events: list<string>, description?: string|null,
 *     secrets?: list<SubscriptionSecret>, accountId?: string|null, createdAt?: string, updatedAt?: string}
 * @phpstan-type CustomerFull array{id: string, name?: string|null, emailAddress?: string|null, phoneNumber?: string|null,
 *     vatNumber?: string|null, billingAddress?: Address|null, shippingAddress?: Address|null, documentVersion?: int,
 *     createdAt?: string|null, updatedAt?: string|null}
 * @phpstan-type PagedResultOfCustomer array{data?: list<CustomerFull>|null, before?: string|null, after?: string|null}
 * @phpstan-type CustomerSecret array{secret: string, createdAt?: string, expireAt?: string}
 * @phpstan-type CardDetails array{pan?: string, expiryDate?: string, scheme?: string}
 * @phpstan-type CustomerPaymentMethod array{id?: string|null, cardDetails?: CardDetails|null}
 * @phpstan-type CustomerPaymentMethods array{customerId: string, merchantId?: string|null,
 *     savedPaymentMethods?: list<CustomerPaymentMethod>|null, supportedPaymentMethods?: SupportedPaymentMethods|null}
 * @phpstan-type TerminalProperties array{tid: string}
 * @phpstan-type Terminal array{id: string, status: string, properties: TerminalProperties, updatedAt: string}
 * @phpstan-type TerminalSessionReceipt array{lines: list<array{lineType: string, imageLogo?: array{value: string,
 *     align: string}, text?: array{value: string, size: string, align: string, emphasisBold: bool}}>}
 * @phpstan-type TerminalSessionNotificationEvent array{notificationType: string, createdAt: string}
 * @phpstan-type TerminalSession array{id: string, terminalId: string, status: string, expireAt: string, createdAt: string,
 *     updatedAt: string, statusEvents: list<TerminalSessionStatusEvent>,
 *     notificationEvents: list<TerminalSessionNotificationEvent>, details?: TerminalSessionDetails,
 *     paymentDetails?: PaymentDetails|null, receipt?: TerminalSessionReceipt, customerReceipt?: TerminalSessionReceipt,
 *     merchantReceipt?: TerminalSessionReceipt}
 * @phpstan-type CapabilityResponse array{name: string, version: string, updatedAt: string}
 * @phpstan-type RestAuthResponse array{authType: string, basic?: array{username: string}}
 * @phpstan-type RestIntegrationResponse array{url: string, capabilities: list<CapabilityResponse>, createdAt: string,
 *     auth: RestAuthResponse}
 * @phpstan-type WsIntegrationResponse array{capabilities: list<CapabilityResponse>, createdAt: string}
 * @phpstan-type DojoManagedIntegrationResponse array{capabilities: list<CapabilityResponse>, createdAt: string}
 * @phpstan-type AllIntegrationsResponse array{restIntegrations: list<RestIntegrationResponse>,
 *     wsIntegrations: list<WsIntegrationResponse>, dojoManagedIntegrations?: list<DojoManagedIntegrationResponse>}
 * @strict-properties
 * @not-serializable
 */
class Client
{
    /**
     * The version of the API that these methods and shapes describe.
     *
     * @var string
     */
    public const API_VERSION = "2026-02-27";

    /**
     * The URL of the API, for sandbox and production alike; the key selects the environment.
     *
     * @var string
     */
    public const BASE_URL = "https://api.dojo.tech";

    /**
     * Checks and stores the options. The first call opens the first connection.
     *
     * - $apiKey: the secret key, sk_sandbox_… or sk_prod_…, sent unchanged.
     * - $apiVersion: the `version` header, a date such as 2026-02-27 in ASCII. Use a fixed date: today's date would select a
     *   different version of the API tomorrow.
     * - $baseUrl: an https:// URL, or http:// for a loopback host (the offline Dojo), without user name, query or fragment.
     * - $timeout: seconds for a whole call, including retries and pauses; more than 0, at most 86400.
     * - $connectTimeout: seconds for one connection, including its TLS handshake; more than 0, at most 86400.
     * - $maxRetries: retries after the first attempt, 0 to 10. A repeatable call on a kept connection that turns out to be
     *   dead is sent once more on a new connection, immediately, without being counted, and even with 0.
     * - $caFile: a PEM file of certificate authorities, used instead of the system's, not in addition to them. A relative
     *   path is resolved now, against the current directory.
     * - $proxy: an http:// or https:// URL, with user:password@ if needed; never shown in messages. Not allowed with an http://
     *   $baseUrl, because the proxy could read the key. With an https:// proxy, each call opens a new connection.
     * - $softwareHouseId: 1 to 256 printable ASCII characters, sent with terminal calls, which require it.
     * - $resellerId: 1 to 256 printable ASCII characters, sent with terminal calls if given.
     * - $appInfo: your plugin and platform for the User-Agent, such as "my-plugin/1.2 WooCommerce/9.4"; 1 to 256 printable
     *   ASCII characters.
     * - $onExchange: called after each attempt, never during one. An exception from it changes neither the call's outcome nor
     *   the reports of later attempts. If the call failed, the first such exception becomes the previous exception of the one
     *   that the call throws. If the call succeeded, it becomes a warning, or a line in PHP's error log if an error handler
     *   throws on warnings.
     *
     * @phpstan-param (callable(Exchange): mixed)|null $onExchange
     * @throws ValidationException whose $field is the argument's name
     */
    public function __construct(
        #[\SensitiveParameter] string $apiKey,
        string $apiVersion = Client::API_VERSION,
        #[\SensitiveParameter] string $baseUrl = Client::BASE_URL,
        float $timeout = 30.0,
        float $connectTimeout = 5.0,
        int $maxRetries = 2,
        ?string $caFile = null,
        #[\SensitiveParameter] ?string $proxy = null,
        ?string $softwareHouseId = null,
        ?string $resellerId = null,
        ?string $appInfo = null,
        ?callable $onExchange = null,
    ) {}

    /** Whether the key is for the sandbox (sk_sandbox_…), which accepts test cards only. */
    public function isSandbox(): bool {}

    /**
     * The URL of a payment intent's hosted checkout page, to which you send the customer. The intent's paymentLink, if it has
     * one, is the same page.
     *
     * @throws ValidationException
     */
    public static function checkoutUrl(string $paymentIntentId): string {}

    /**
     * Makes any call of the API, for instance one that is newer than this extension. $path starts with a slash and includes
     * the query, encoded. $headers replace the client's own headers of the same name. Returns the JSON of the response, or
     * null if there is none. Nothing is checked against a shape. A GET is *repeatable* and has no body; all other methods are
     * *once*.
     *
     * @phpstan-param array<string, mixed>|null $body
     * @param string[] $headers
     * @phpstan-param array<string, string> $headers
     * @throws DojoException
     */
    public function request(string $method, string $path, #[\SensitiveParameter] ?array $body = null, #[\SensitiveParameter] array $headers = []): mixed {}

    /**
     * Creates a payment intent, the amount in GBP or EUR that a customer is about to pay. Store its id, then send the
     * customer to paymentLink.
     *
     * amount excludes tips, service charge and cashback. reference is your own, of 1 to 60 characters; shops that share an
     * account may use the same one, so identify intents by id or metadata. description has at most 4096 characters, the title
     * in config at most 100. An unpaid intent expires at expireAt, or after 30 days if that is null. captureMode Manual
     * requires autoExpireAction, which says what happens to the authorised amount after autoExpireIn (more than 30 seconds,
     * less than 7 days). The response contains clientSessionSecret only if generateRemoteToken is true;
     * refreshPaymentIntentSecret() creates one at any time.
     *
     * POST /payment-intents · once · unknown outcome: searchPaymentIntents() by date, matching your reference and
     * metadata, shows whether it exists
     *
     * @param CreatePaymentIntentRequest $request
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 403
     */
    public function createPaymentIntent(#[\SensitiveParameter] array $request): array {}

    /**
     * Returns a payment intent. A cancelled one is only found if $returnCanceled is true.
     *
     * GET /payment-intents/{paymentIntentId} · repeatable
     *
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 404
     */
    public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array {}

    /**
     * Cancels an unpaid payment intent (status Created). If the response to the first attempt was lost, the retry finds
     * nothing to cancel and throws a NotFoundException whose outcome is unknown, because a wrong id looks the same.
     *
     * DELETE /payment-intents/{paymentIntentId} · repeatable · unknown outcome:
     * getPaymentIntent($paymentIntentId, returnCanceled: true) shows its status
     *
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 404
     */
    public function cancelPaymentIntent(string $paymentIntentId): array {}

    /**
     * Captures all or part of an authorised amount (captureMode Manual), in minor units. Partial captures add up.
     *
     * POST /payment-intents/{paymentIntentId}/captures · once · unknown outcome: compare the total of the captures in
     * getPaymentIntent() with the total before the call
     *
     * @param CreateCaptureRequest $request
     * @return Capture
     * @link https://docs.dojo.tech/api#tag/Captures
     * @throws DojoException 400, 401, 409
     */
    public function capturePaymentIntent(string $paymentIntentId, #[\SensitiveParameter] array $request): array {}

    /**
     * Charges the card of the payment intent's setup intent, without the customer present. Check status, a CaptureStatus:
     * only Successful means paid. Declined is returned, not thrown.
     *
     * POST /payment-intents/{paymentIntentId}/charge · once · unknown outcome: getPaymentIntent() shows its status and amounts
     *
     * @return ChargeResponse
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 403
     */
    public function chargePaymentIntent(string $paymentIntentId): array {}

    /**
     * Refunds all or part of a captured payment, in minor units. Partial refunds add up to at most the captured amount.
     *
     * $idempotencyKey, of 1 to 100 printable ASCII characters without spaces, makes the refund *repeatable*. Generate a random
     * key for each refund that you decide on, and store it before the first attempt. Repeat the call with the same key and
     * request until it returns: after an unknown outcome, a later exception doesn't mean that nothing was refunded. A new key
     * is a new refund. A key that was used before on the same payment intent refunds nothing, so a key derived from order and
     * amount loses the next refund of that amount. refundReason has at most 1024 characters, notes at most 4096.
     *
     * POST /payment-intents/{paymentIntentId}/refunds · repeatable · unknown outcome:
     * calling it again with the same idempotency key is safe
     *
     * @param CreateRefundRequest $request
     * @return Refund
     * @link https://docs.dojo.tech/api#tag/Refunds
     * @throws DojoException 400, 401
     */
    public function refundPaymentIntent(string $paymentIntentId, #[\SensitiveParameter] array $request, string $idempotencyKey): array {}

    /**
     * Returns a refund. It has no amount; the payment intent's refundedAmount is the sum of all its refunds.
     *
     * GET /payment-intents/refunds/{refundId} · repeatable
     *
     * @return Refund
     * @link https://docs.dojo.tech/api#tag/Refunds
     * @throws DojoException 400, 401
     */
    public function getRefund(string $refundId): array {}

    /**
     * Returns the whole amount to the customer before it is settled: an authorised amount with captureMode Manual, a captured
     * one with Auto. After settlement, refund it instead.
     *
     * POST /payment-intents/{paymentIntentId}/reversal · once · unknown outcome: getPaymentIntent() shows its status and
     * amounts
     *
     * @return Reversal
     * @link https://docs.dojo.tech/api#tag/Reversal
     * @throws DojoException 400, 401, 409
     */
    public function reversePaymentIntent(string $paymentIntentId): array {}

    /**
     * Changes the amount of an unpaid payment intent. Its config.payment.customAmountAllowed must be true, otherwise the API
     * responds with 405.
     *
     * POST /payment-intents/{paymentIntentId}/amount · once · unknown outcome: getPaymentIntent() shows its status and amounts
     *
     * @param SetAmountRequest $request
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 405
     */
    public function setPaymentIntentAmount(string $paymentIntentId, #[\SensitiveParameter] array $request): array {}

    /**
     * Sets the tip of an unpaid payment intent. Its config.payment.tipsAllowed must be true, otherwise the API responds with
     * 405.
     *
     * POST /payment-intents/{paymentIntentId}/tips-amount · once · unknown outcome: getPaymentIntent() shows its status and
     * amounts
     *
     * @param SetTipsAmountRequest $request
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 405
     */
    public function setPaymentIntentTips(string $paymentIntentId, #[\SensitiveParameter] array $request): array {}

    /**
     * Sends the receipt of a payment by e-mail.
     *
     * POST /payment-intents/{paymentIntentId}/receipt · once · unknown outcome: no call shows it; calling it again may send
     * the e-mail twice
     *
     * @param SendEmailReceiptRequest $request
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 404
     */
    public function sendReceipt(string $paymentIntentId, #[\SensitiveParameter] array $request): void {}

    /**
     * Creates a new clientSessionSecret for the card and wallet components. It can be used once, until
     * clientSessionSecretExpirationDate.
     *
     * POST /payment-intents/{paymentIntentId}/refresh-client-session-secret · once · unknown outcome: no call shows it;
     * calling it again creates a new secret and moves no money
     *
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401
     */
    public function refreshPaymentIntentSecret(string $paymentIntentId): array {}

    /**
     * Returns a page of the payment intents with the given statuses and dates. A page has as many as cursor.limit says (1 to
     * 100), by default 50. Pass the previous result's before or after in cursor, but not both. It is not possible to search by
     * reference. {@see Client::iteratePaymentIntents()} walks through all pages.
     *
     * POST /payment-intents/search · repeatable
     *
     * @param SearchPaymentIntentRequest $request
     * @return PagedPaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401
     */
    public function searchPaymentIntents(#[\SensitiveParameter] array $request = []): array {}

    /**
     * Creates a setup intent, which saves a card that the merchant may charge later. The customer consents to terms (1 to
     * 10240 characters). To charge the card, create a payment intent with this setupIntentId.
     * merchantInitiatedTransactionType is NoShow or Unscheduled; reference has 1 to 60 characters.
     *
     * POST /setup-intents · once · unknown outcome: no call finds it by reference; creating another is harmless and moves no
     * money
     *
     * @param CreateSetupIntentRequest $request
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401
     */
    public function createSetupIntent(#[\SensitiveParameter] array $request): array {}

    /**
     * Returns a setup intent. Its status is a SetupIntentStatus.
     *
     * GET /setup-intents/{setupIntentId} · repeatable
     *
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function getSetupIntent(string $setupIntentId): array {}

    /**
     * Cancels a setup intent, so that its card can no longer be charged. If the response to the first attempt was lost, the
     * retry may find nothing to cancel and throw a NotFoundException whose outcome is unknown, because a wrong id looks the
     * same.
     *
     * DELETE /setup-intents/{setupIntentId} · repeatable · unknown outcome: getSetupIntent() shows its status
     *
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function cancelSetupIntent(string $setupIntentId): array {}

    /**
     * Creates a new clientSessionSecret for a setup intent.
     *
     * POST /setup-intents/{setupIntentId}/refresh-client-session-secret · once · unknown outcome: no call shows it; calling
     * it again creates a new secret and moves no money
     *
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401
     */
    public function refreshSetupIntentSecret(string $setupIntentId): array {}

    /**
     * Returns the part of a setup intent that a customer may see.
     *
     * GET /setup-intents/public/{setupIntentId} · repeatable
     *
     * @return SetupIntentPublicResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function getPublicSetupIntent(string $setupIntentId): array {}

    /**
     * Creates a new clientSessionSecret for a setup intent, and returns the part of it that a customer may see.
     *
     * POST /setup-intents/public/{setupIntentId}/refresh-client-session-secret · once · unknown outcome: no call shows it;
     * calling it again creates a new secret and moves no money
     *
     * @return SetupIntentPublicResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function refreshPublicSetupIntentSecret(string $setupIntentId): array {}

    /**
     * Lists the events that this account can subscribe to. Check here first: a single event that the account lacks makes the
     * whole subscription fail.
     *
     * GET /webhooks/events · repeatable
     *
     * @return list<WebhookEvents>
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403
     */
    public function listWebhookEvents(): array {}

    /**
     * Lists the account's webhook subscriptions.
     *
     * GET /webhooks · repeatable
     *
     * @return list<Subscription>
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403
     */
    public function listWebhooks(): array {}

    /**
     * Subscribes an https URL to events. The response contains the secret that deliveries are signed with; store it for
     * Webhook.
     *
     * POST /webhooks · once · unknown outcome: listWebhooks() shows whether it exists
     *
     * @param SubscriptionRequest $request
     * @return Subscription
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 400, 401, 403, 404, 409
     */
    public function subscribeWebhook(#[\SensitiveParameter] array $request): array {}

    /**
     * Changes a webhook subscription. Omitted fields keep their values.
     *
     * PATCH /webhooks/{subscriptionId} · once · unknown outcome: listWebhooks() shows its state
     *
     * @param SubscriptionUpdateRequest $request
     * @return Subscription
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 400, 401, 403, 404, 409
     */
    public function updateWebhook(string $subscriptionId, #[\SensitiveParameter] array $request): array {}

    /**
     * Deletes a webhook subscription.
     *
     * DELETE /webhooks/{subscriptionId} · repeatable · unknown outcome: calling it again is safe
     *
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403, 404
     */
    public function deleteWebhook(string $subscriptionId): void {}

    /**
     * Lists a subscription's secrets.
     *
     * GET /webhooks/{subscriptionId}/secrets · repeatable
     *
     * @return SecretsResponse
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403, 404
     */
    public function listWebhookSecrets(string $subscriptionId): array {}

    /**
     * Creates another secret, the first step of a rotation: store it alongside the old one, activate it, then delete the old
     * one. The response lists all secrets; compare the ids with the previous list to find the new one.
     *
     * POST /webhooks/{subscriptionId}/secrets · once · unknown outcome: listWebhookSecrets() shows whether it exists
     *
     * @return SecretsResponse
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403, 404, 409
     */
    public function generateWebhookSecret(string $subscriptionId): array {}

    /**
     * From now on, deliveries are signed with this secret.
     *
     * PUT /webhooks/{subscriptionId}/secrets/{secretId}/activate · repeatable · unknown outcome: calling it again is safe
     *
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403, 404
     */
    public function activateWebhookSecret(string $subscriptionId, string $secretId): void {}

    /**
     * Deletes a secret that is no longer used.
     *
     * DELETE /webhooks/{subscriptionId}/secrets/{secretId} · repeatable · unknown outcome: calling it again is safe
     *
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403, 404
     */
    public function deleteWebhookSecret(string $subscriptionId, string $secretId): void {}

    /**
     * Creates a customer, whose cards can then be saved. name has at most 100 characters, emailAddress at most 254,
     * phoneNumber 5 to 50.
     *
     * POST /customers · once · unknown outcome: searchCustomers() shows whether it exists
     *
     * @param CreateCustomerRequest $request
     * @return CustomerFull
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401
     */
    public function createCustomer(#[\SensitiveParameter] array $request): array {}

    /**
     * Returns the customers with these ids, of which there must be at least one. Unknown ids are left out of the result.
     *
     * GET /customers/{customerIds} · repeatable
     *
     * @param string[] $customerIds
     * @phpstan-param list<string> $customerIds
     * @return list<CustomerFull>
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401
     */
    public function getCustomers(array $customerIds): array {}

    /**
     * Changes a customer. Omitted fields keep their values.
     *
     * PATCH /customers/{customerId} · once · unknown outcome: getCustomers() shows its state
     *
     * @param UpdateCustomerRequest $request
     * @return CustomerFull
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401, 404
     */
    public function updateCustomer(string $customerId, #[\SensitiveParameter] array $request): array {}

    /**
     * Deletes a customer.
     *
     * DELETE /customers/{customerId} · repeatable · unknown outcome: calling it again is safe
     *
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401, 404
     */
    public function deleteCustomer(string $customerId): void {}

    /**
     * Creates a secret that gives access to the customer's saved cards until expireAt.
     *
     * POST /customers/{customerId}/create-secret · once · unknown outcome: no call shows it; calling it again creates a new
     * secret and moves no money
     *
     * @return CustomerSecret
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401, 404
     */
    public function createCustomerSecret(string $customerId): array {}

    /**
     * Lists a customer's saved cards. The customer's secret is sent in place of the API key.
     *
     * GET /customers/public/{customerId}/payment-methods · repeatable
     *
     * @return CustomerPaymentMethods
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401, 404
     */
    public function getCustomerPaymentMethods(string $customerId, #[\SensitiveParameter] string $customerSecret): array {}

    /**
     * Deletes a saved card. The customer's secret is sent in place of the API key.
     *
     * DELETE /customers/public/{customerId}/payment-methods/{paymentMethodId} · repeatable · unknown outcome:
     * calling it again is safe
     *
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401, 404
     */
    public function deleteCustomerPaymentMethod(string $customerId, string $paymentMethodId, #[\SensitiveParameter] string $customerSecret): void {}

    /**
     * Returns a page of customers: as many as limit says (1 to 100), by default 50. Pass the previous result's before or after,
     * but not both. {@see Client::iterateCustomers()} walks through all pages.
     *
     * POST /customers/search · repeatable
     *
     * @param SearchCustomerRequest $request
     * @return PagedResultOfCustomer
     * @link https://docs.dojo.tech/api#tag/Customers
     * @throws DojoException 400, 401
     */
    public function searchCustomers(#[\SensitiveParameter] array $request = []): array {}

    /**
     * Lists the card machines, or only those with the given statuses. Terminal calls require the client's $softwareHouseId.
     *
     * GET /terminals · repeatable
     *
     * @param TerminalStatus[]|string[] $statuses
     * @phpstan-param list<TerminalStatus|'Available'|'Offline'|'InUse'> $statuses
     * @return list<Terminal>
     * @link https://docs.dojo.tech/api#tag/Terminals
     * @throws DojoException 401
     */
    public function listTerminals(array $statuses = []): array {}

    /**
     * Returns a card machine.
     *
     * GET /terminals/{terminalId} · repeatable
     *
     * @return Terminal
     * @link https://docs.dojo.tech/api#tag/Terminals
     * @throws DojoException 401, 403, 404
     */
    public function getTerminal(string $terminalId): array {}

    /**
     * Starts a sale, or a refund with or without its original payment, on a card machine. Poll getTerminalSession() for the
     * status, a TerminalSessionStatus; the outcome is in the payment intent.
     *
     * POST /terminal-sessions · once · unknown outcome: getPaymentIntent() shows terminalSessionHistory and status; the
     * terminal itself shows what it is doing
     *
     * @param CreateTerminalSessionRequest $request
     * @return TerminalSession
     * @link https://docs.dojo.tech/api#tag/Terminal-sessions
     * @throws DojoException 400, 401, 404
     */
    public function createTerminalSession(#[\SensitiveParameter] array $request): array {}

    /**
     * Returns a terminal session.
     *
     * GET /terminal-sessions/{terminalSessionId} · repeatable
     *
     * @return TerminalSession
     * @link https://docs.dojo.tech/api#tag/Terminal-sessions
     * @throws DojoException 400, 401, 404
     */
    public function getTerminalSession(string $terminalSessionId): array {}

    /**
     * Asks the card machine to stop a session. If it is too late for that (422), read the session again.
     *
     * PUT /terminal-sessions/{terminalSessionId}/cancel · once · unknown outcome: getTerminalSession() shows its status; then
     * read the payment intent with getPaymentIntent()
     *
     * @return TerminalSession
     * @link https://docs.dojo.tech/api#tag/Terminal-sessions
     * @throws DojoException 400, 401, 404, 422
     */
    public function cancelTerminalSession(string $terminalSessionId): array {}

    /**
     * Accepts or rejects the customer's signature. After 80 seconds it counts as accepted, and the API responds with 422.
     *
     * PUT /terminal-sessions/{terminalSessionId}/signature · once · unknown outcome: getTerminalSession() shows its status;
     * then read the payment intent with getPaymentIntent()
     *
     * @param SignatureVerificationRequest $request
     * @return TerminalSession
     * @link https://docs.dojo.tech/api#tag/Terminal-sessions
     * @throws DojoException 400, 401, 404, 422
     */
    public function setTerminalSessionSignature(string $terminalSessionId, #[\SensitiveParameter] array $request): array {}

    /**
     * Notifies Dojo that an order, a party or a reservation in the point-of-sale system has changed, with an event such as
     * OrderUpdated.
     *
     * POST /epos/events · once · unknown outcome: no call shows it; an event sent twice is received twice
     *
     * @param EventRequest $request
     * @return EventRequest
     * @link https://docs.dojo.tech/api#tag/Events
     * @throws DojoException
     */
    public function sendEposEvent(#[\SensitiveParameter] array $request): array {}

    /**
     * Lists all integrations of the point-of-sale system.
     *
     * GET /epos/integrations · repeatable
     *
     * @return AllIntegrationsResponse
     * @link https://docs.dojo.tech/api#tag/Capabilities
     * @throws DojoException
     */
    public function listEposIntegrations(): array {}

    /**
     * Lists the REST integrations.
     *
     * GET /epos/integrations/rest · repeatable
     *
     * @return list<RestIntegrationResponse>
     * @link https://docs.dojo.tech/api#tag/Capabilities
     * @throws DojoException
     */
    public function getEposRestIntegrations(): array {}

    /**
     * Sets the REST integration: the URL of the point-of-sale system and its capabilities.
     *
     * PUT /epos/integrations/rest · repeatable · unknown outcome: calling it again is safe
     *
     * @param RestIntegrationRequest $request
     * @return list<RestIntegrationResponse>
     * @link https://docs.dojo.tech/api#tag/Capabilities
     * @throws DojoException
     */
    public function setEposRestIntegration(#[\SensitiveParameter] array $request): array {}

    /**
     * Lists the WebSocket integrations.
     *
     * GET /epos/integrations/ws · repeatable
     *
     * @return list<WsIntegrationResponse>
     * @link https://docs.dojo.tech/api#tag/Capabilities
     * @throws DojoException
     */
    public function getEposWebSocketIntegrations(): array {}

    /**
     * Sets the WebSocket integration.
     *
     * PUT /epos/integrations/ws · repeatable · unknown outcome: calling it again is safe
     *
     * @param WsIntegrationRequest $request
     * @return list<WsIntegrationResponse>
     * @link https://docs.dojo.tech/api#tag/Capabilities
     * @throws DojoException
     */
    public function setEposWebSocketIntegration(#[\SensitiveParameter] array $request): array {}

    /**
     * Lists Dojo's own integrations.
     *
     * GET /epos/integrations/dojo · repeatable
     *
     * @return list<DojoManagedIntegrationResponse>
     * @link https://docs.dojo.tech/api#tag/Capabilities
     * @throws DojoException
     */
    public function getEposDojoIntegrations(): array {}

    /**
     * Returns many payment intents. Up to $concurrency (1 to 64) are requested at a time, all of them within one $timeout,
     * each as by getPaymentIntent(). The result has, by id, either the intent or the exception; a failure does not stop the
     * others.
     *
     * @param string[] $paymentIntentIds
     * @phpstan-param list<string> $paymentIntentIds
     * @return array<string, PaymentIntent|DojoException>
     * @throws ValidationException for an invalid argument, such as paymentIntentIds[2]; nothing was sent
     */
    public function getPaymentIntents(array $paymentIntentIds, int $concurrency = 8): array {}

    /**
     * Iterates over all payment intents of a search, calling searchPaymentIntents() for each page when it is needed. You may
     * start at cursor.after, but not at cursor.before. If you leave the loop early, no further page is requested.
     *
     * @param SearchPaymentIntentRequest $request
     * @return \Iterator<int, PaymentIntent>
     * @throws ValidationException for cursor.before; the loop throws whatever searchPaymentIntents() throws
     */
    public function iteratePaymentIntents(#[\SensitiveParameter] array $request = []): \Iterator {}

    /**
     * Iterates over all customers, page by page like iteratePaymentIntents().
     *
     * @param SearchCustomerRequest $request
     * @return \Iterator<int, CustomerFull>
     * @throws ValidationException for before; the loop throws whatever searchCustomers() throws
     */
    public function iterateCustomers(#[\SensitiveParameter] array $request = []): \Iterator {}

    /**
     * Statistics of this worker's connections: open now, opened and reused so far, pools dropped (after a fork, a broken
     * transfer or resetPool()), and requests, which counts attempts.
     *
     * @return array{open: int, opened: int, reused: int, dropped: int, requests: int}
     */
    public static function poolStats(): array {}

    /** Closes this worker's connections. The next call opens a new one. */
    public static function resetPool(): void {}
}

/**
 * A webhook event with a valid signature. There is no other way to get an object of this class, and nothing can alter it.
 *
 * The dojo-signature header is `sha256=` and an HMAC-SHA256 (RFC 2104) of the raw body, as 64 hexadecimal digits of either
 * case, with dashes between all bytes or none. The key is the subscription's secret as displayed, including any ws_. Before
 * the body is parsed, the signature is compared in constant time with that of each secret, so that secrets can be rotated. An
 * empty body, header or secret is never valid.
 *
 * The signature proves where an event comes from, not that it is new: deliveries may be repeated, and may arrive in any
 * order. Handle each $id once, respond with 2xx, then fetch the payment intent, which also has the amount.
 *
 * @strict-properties
 * @not-serializable
 */
final class Webhook
{
    /** The id of the event, evt_…; the same in every delivery. */
    public readonly string $id;
    /** The type of event, such as "payment_intent.status_updated". */
    public readonly string $event;
    /** The id of the merchant's account, acc_…; empty if the event has none. */
    public readonly string $accountId;
    /** The raw body, byte for byte. */
    public readonly string $payload;
    /** When it happened; null unless the event gives the time in ISO 8601, such as 2022-02-01T13:07:41.8667859Z. */
    public readonly ?\DateTimeImmutable $createdAt;

    /**
     * The data of the event: for payment intents, paymentIntentId, paymentStatus and captureMode.
     *
     * @var array<string, mixed>
     */
    public readonly array $data;

    /**
     * The index of the secret that matched; 0 if only one was passed. A rotation is complete when the old secret no longer
     * matches.
     *
     * @var int<0, max>
     */
    public readonly int $secretIndex;

    private function __construct() {}

    private function __clone(): void {}

    /**
     * Verifies a raw body and the value of its dojo-signature header, null if there was none.
     *
     * @param string|string[] $secrets
     * @phpstan-param string|list<string> $secrets
     * @throws SignatureException if the header is missing, malformed or wrong, or the body exceeds dojo.max_webhook_bytes
     * @throws ValidationException for an empty secret or list, which is a mistake in the endpoint's configuration
     * @throws ResponseException for a signed body that is not an event
     * @throws TransportException if OpenSSL offers no SHA-256, which is a mistake in the machine's configuration and says
     *     nothing about the signature
     */
    public static function verify(string $payload, #[\SensitiveParameter] ?string $signature, #[\SensitiveParameter] string|array $secrets): Webhook {}

    /**
     * Verifies the current request. The body is php://input, even if that was read before. The header is taken from $_SERVER,
     * or from the web server if `variables_order` leaves $_SERVER empty.
     *
     * @param string|string[] $secrets
     * @phpstan-param string|list<string> $secrets
     * @throws SignatureException as verify(), and if the request is not a POST or has no body
     * @throws ValidationException as verify()
     * @throws ResponseException as verify()
     * @throws TransportException as verify()
     */
    public static function fromGlobals(#[\SensitiveParameter] string|array $secrets): Webhook {}

    /**
     * Whether the signature is valid. The body is not parsed. PHP 8.5 and later warn if the result is not used.
     *
     * @param string|string[] $secrets
     * @phpstan-param string|list<string> $secrets
     * @throws ValidationException as verify()
     * @throws TransportException as verify()
     */
    #[\NoDiscard("as only the result says whether the signature is valid")]
    public static function isValid(string $payload, #[\SensitiveParameter] ?string $signature, #[\SensitiveParameter] string|array $secrets): bool {}

    /**
     * Creates the header's value for a body, to test your own endpoint.
     *
     * @throws ValidationException for an empty payload or secret
     * @throws TransportException as verify()
     */
    public static function sign(string $payload, #[\SensitiveParameter] string $secret): string {}

    /** The id of the event's payment intent; null if the event is about something else. */
    public function paymentIntentId(): ?string {}

    /** Its status when the event was created; null if there is none, or if this version doesn't know it. */
    public function paymentStatus(): ?PaymentIntentStatus {}
}

/**
 * Returned by iteratePaymentIntents() and iterateCustomers(): iterates over the objects of all pages, with one page at a time
 * in memory. Every method except key() may fetch a page, and then throws whatever the search throws.
 *
 * After such a failure, the iterator is positioned before the first object of the page that could not be fetched. If you
 * catch the exception, next(), valid() or current() fetches that page again: it moves to that object, or throws again. A
 * failure is never mistaken for the end. rewind(), and therefore a new loop, starts from the beginning.
 *
 * @implements \Iterator<int, array<string, mixed>>
 * @strict-properties
 * @not-serializable
 */
final class PageIterator implements \Iterator
{
    private function __construct() {}

    private function __clone(): void {}

    /**
     * The current object; null after the last one.
     *
     * @return array<string, mixed>|null
     */
    public function current(): mixed {}

    /** The index of the current object, counted from 0 across all pages. */
    public function key(): int {}

    /**
     * Moves to the next object, and fetches the next page after the last object of a page. After a failure, fetches that page
     * again.
     */
    public function next(): void {}

    /** Moves to the first object. Fetches the first page again unless the iterator is already at that object. */
    public function rewind(): void {}

    /** Whether there is a current object; false only at the end. */
    public function valid(): bool {}
}
