<?php

/** @generate-class-entries */

namespace Dojo;

/**
 * What every exception of this extension is. No message holds a key, a secret, a signature, card data or a proxy's password.
 *
 * Misuse of an object, such as a client that was never constructed, is an \Error and none of these.
 */
interface DojoException extends \Throwable
{
    /**
     * Whether the call may have taken effect although it threw: it changes something, it may have reached Dojo, and no answer
     * says what became of it. Then never tell a customer that it failed, and don't repeat a *once* call (see Client) before you
     * know: the message says what settles it. It speaks of one call, retries included, not of an earlier one.
     *
     * One that you make yourself says false. A test that needs true overrides the method in a class of its own:
     *
     *     throw new class ('no answer') extends \Dojo\TimeoutException {
     *         public function outcomeUnknown(): bool { return true; }
     *     };
     */
    public function outcomeUnknown(): bool;
}

/**
 * The API answered with an error. The classes below sort them by status; this one itself is any other, such as 408. getCode()
 * is the status, getMessage() says what was asked and what the API said. Members that the answer lacks are null.
 *
 * @strict-properties
 */
class ApiException extends \RuntimeException implements DojoException
{
    /** The HTTP status: 400 or more. */
    public int $status = 0;
    /**
     * What went wrong in one line, fit for staff: the API's detail, or else its title, and what it says of which field; where
     * the answer says nothing, what the status means. It has no method or path, doesn't say whether the outcome is
     * unknown, and is never empty after a call.
     */
    public string $reason = "";
    /** What kind of problem it is, mostly a URI. */
    public ?string $type = null;
    /** The kind in a few words. */
    public ?string $title = null;
    /** This case in a sentence; of a 400 often no more than that fields are wrong, so show $reason. */
    public ?string $detail = null;
    /** The API's own number of this request: quote it to Dojo's support. */
    public ?string $traceId = null;

    /**
     * What is wrong with which field: mostly names, each with a list of sentences. Null where it is longer than 64 KiB, too: $body
     * has it all.
     *
     * @var array<int|string, mixed>|null
     */
    public ?array $errors = null;
    /** The answer's body as it came: JSON, HTML of a gateway, or nothing. */
    public string $body = "";
    /** What outcomeUnknown() answers. */
    private bool $outcomeUnknown = false;

    /**
     * True for 408 and 5xx of a call that changes something, and for any error that answers its repetition, where one of these
     * or no answer came before.
     */
    public function outcomeUnknown(): bool {}
}

/**
 * 400, 405 or 422: the API refuses the request. The same request will be refused again.
 *
 * @strict-properties
 */
class InvalidRequestException extends ApiException
{
}

/**
 * 401: the API key, the customer's secret or the software house's id is not accepted.
 *
 * @strict-properties
 */
class AuthenticationException extends ApiException
{
}

/**
 * 403: the key may not do this.
 *
 * @strict-properties
 */
class PermissionException extends ApiException
{
}

/**
 * 404: there is no such object, or not for this key.
 *
 * @strict-properties
 */
class NotFoundException extends ApiException
{
}

/**
 * 409: the object's state forbids it, such as a second reversal. Never retried: read the object instead.
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
    /** Seconds to wait, where the API said so. */
    public ?float $retryAfter = null;
}

/**
 * 5xx: the API failed, and may have done what was asked: see outcomeUnknown().
 *
 * @strict-properties
 */
class ServerException extends ApiException
{
}

/**
 * No usable answer came. This class itself: memory ran out, the script was stopped by its time limit, or a library lacks what is
 * needed of it, which the message names.
 *
 * @strict-properties
 */
class TransportException extends \RuntimeException implements DojoException
{
    /** What outcomeUnknown() answers. */
    private bool $outcomeUnknown = false;

    /** True where a call that changes something may have been sent, and no answer came that says what became of it. */
    public function outcomeUnknown(): bool {}
}

/**
 * No connection could be made; nothing was sent, so outcomeUnknown() is false.
 *
 * @strict-properties
 */
class ConnectionException extends TransportException
{
}

/**
 * No trustworthy TLS connection could be made; nothing was sent, so outcomeUnknown() is false.
 *
 * @strict-properties
 */
class TlsException extends TransportException
{
}

/**
 * The client's $timeout ran out.
 *
 * @strict-properties
 */
class TimeoutException extends TransportException
{
}

/**
 * An answer that can't be used: cut off, not JSON, a redirect, larger than dojo.max_response_bytes, or a success without what its
 * method promises, such as the id of what was made.
 *
 * @strict-properties
 */
class ResponseException extends TransportException
{
    /** What came of the answer's body: all of it where it is whole, and it may hold a secret that was asked for. */
    public string $body = "";
}

/**
 * What came to a webhook's address is no delivery of Dojo's: the signature is malformed or does not match. Answer $httpStatus and
 * do nothing else.
 *
 * @strict-properties
 */
class SignatureException extends \RuntimeException implements DojoException
{
    /**
     * The HTTP status to answer with: 401, but 405 for a request that is no POST, and 413 for a body larger than
     * dojo.max_webhook_bytes. After a header('HTTP/1.1 200 OK'), http_response_code() does nothing: in WordPress use
     * status_header().
     *
     * @phpstan-var 401|405|413
     */
    public int $httpStatus = 401;

    /** False: nothing was called. */
    public function outcomeUnknown(): bool {}
}

/**
 * There is no signature at all, or the request is no POST, which could have one ($httpStatus 405).
 *
 * @strict-properties
 */
class MissingSignatureException extends SignatureException
{
}

/**
 * A value was refused before anything was sent; the message says what was expected, and what was given.
 *
 * @strict-properties
 */
class ValidationException extends \InvalidArgumentException implements DojoException
{
    /** Which one: an argument's name, or a path into an array such as itemLines[2].amountTotal.value. */
    public string $field = "";

    /** False: nothing was sent. */
    public function outcomeUnknown(): bool {}
}

/**
 * Where a payment intent stands. Created → Captured with captureMode Auto, Created → Authorized → Captured with Manual. What was
 * captured by itself, or only authorised, may become Reversed; what was captured Refunded, once all of it is given back; what
 * nobody paid Canceled. A declined card leaves it Created, so that the customer can try again.
 *
 * Answers hold a status as text: tryFrom() reads it, and gives null for one that is newer than this extension.
 */
enum PaymentIntentStatus: string
{
    case Created = "Created";
    case Authorized = "Authorized";
    case Captured = "Captured";
    case Reversed = "Reversed";
    case Refunded = "Refunded";
    case Canceled = "Canceled";

    /** Whether no payment can change it any more: Reversed, Refunded, Canceled. */
    public function isFinal(): bool {}

    /**
     * Whether something was captured and not all of it given back: Captured. It doesn't say how much: after captures in part
     * add up the intent's captures, after refunds in part subtract refundedAmount.
     */
    public function isPaid(): bool {}
}

/** Whether a payment is captured by itself (Auto), or only authorised until capturePaymentIntent() takes it (Manual). */
enum CaptureMode: string
{
    case Auto = "Auto";
    case Manual = "Manual";
}

/** What became of a capture or a charge: chargePaymentIntent() answers Declined without an exception. */
enum CaptureStatus: string
{
    case Created = "Created";
    case Successful = "Successful";
    case Declined = "Declined";
    case Failed = "Failed";
}

/** What happens to an authorised amount that nobody captured within autoExpireIn. */
enum AutoExpireAction: string
{
    case Release = "Release";
    case Capture = "Capture";
}

/** How a customer may pay. An open list: the API may take others, as text. */
enum PaymentMethod: string
{
    case Card = "Card";
    case Wallet = "Wallet";
    case SavedCard = "SavedCard";
}

/** Where a setup intent stands. */
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

/** Whether a card machine can take a session. */
enum TerminalStatus: string
{
    case Available = "Available";
    case Offline = "Offline";
    case InUse = "InUse";
}

/**
 * Where a session on a card machine stands. Expired says nothing of the payment: read the payment intent.
 * SignatureVerificationRequired waits 80 seconds for setTerminalSessionSignature(), then counts as accepted.
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
 * Amounts of money: decimal text, as shops have it, to minor units, as the API has it, and back. The number of decimal places
 * is ISO 4217's, for every active code; the code is three capital letters. No floating-point arithmetic is involved.
 *
 * @phpstan-import-type Amount from Client
 * @strict-properties
 * @not-serializable
 */
final class Money
{
    private function __construct() {}

    /**
     * Reads an amount: "19.99" and "GBP" make ['value' => 1999, 'currencyCode' => 'GBP'].
     *
     * Strings and integers (whole units, not minor ones) are exact: a digit beyond the currency's decimal places is refused
     * unless it is zero. A float counts for its 15 significant decimal digits, rounded half away from zero: 1.005 GBP is 101.
     * Refused are a plus sign, separators of thousands, exponents, spaces, unknown currencies, INF, NAN, and what 64 bits of
     * minor units can't hold.
     *
     * @return Amount
     * @throws ValidationException
     */
    public static function fromDecimal(string|int|float $amount, string $currencyCode): array {}

    /**
     * Writes minor units as decimal text, with all of the currency's places: 1999 GBP is "19.99", 500 JPY is "500".
     *
     * @param Amount $money
     * @return numeric-string
     * @throws ValidationException
     */
    public static function toDecimal(array $money): string {}

    /**
     * How many decimal places a currency has: 2 for GBP, 0 for JPY, 3 for KWD.
     *
     * @return int<0, 4>
     * @throws ValidationException for a code that is not an active one
     */
    public static function exponent(string $currencyCode): int {}
}

/**
 * What one attempt of a call did, for logs and metrics; free of secrets. The client's $onExchange gets one after each attempt.
 * Times are seconds since the attempt began, as fractions; one that did not come about is 0.0.
 *
 * @strict-properties
 * @not-serializable
 */
final class Exchange implements \Stringable
{
    /** The method of Client, such as "createPaymentIntent". */
    public readonly string $operation;
    /** The HTTP method. */
    public readonly string $method;
    /** With its query, without the host. */
    public readonly string $path;
    /** 1 for the first try; each further one adds 1, also the one that $maxRetries doesn't count. */
    public readonly int $attempt;
    /** The HTTP status; 0 where no answer came. */
    public readonly int $status;
    /** When the attempt began: Unix time, like microtime(true). */
    public readonly float $startedAt;
    /** Until the attempt was over. */
    public readonly float $duration;
    /** Until the host's address was known. */
    public readonly float $nameLookup;
    /** Until the connection stood. */
    public readonly float $connect;
    /** Until the TLS handshake was done; 0.0 on a connection that was open already. */
    public readonly float $tls;
    /** Until the answer's first byte came. */
    public readonly float $firstByte;
    /** Whether it went over a connection that was open already. */
    public readonly bool $connectionReused;
    /** Headers and body. */
    public readonly int $bytesSent;
    /** Headers and body, as they were read. */
    public readonly int $bytesReceived;
    /** The API's own number of this request, where it gave one. */
    public readonly ?string $traceId;

    /**
     * null for success; "api" for an error status; otherwise why there is no answer, or none of use: "resolve", "connect", "tls",
     * "timeout", "interrupted", "cut-off", "too-large", "not-json", "incomplete", "library" or "memory".
     */
    public readonly ?string $error;

    private function __construct() {}

    private function __clone(): void {}

    /**
     * A line for a log, such as "createPaymentIntent POST /payment-intents 200 in 0.123 s, attempt 1, trace 00-4bf9…". Without an
     * answer, why there is none takes the status's place.
     */
    public function __toString(): string {}
}

/**
 * The Dojo API, version 2026-02-27: a method for each operation of its reference, https://docs.dojo.tech/api. Not final, so
 * that tests can mock it; it can't be cloned or serialised, and nothing that dumps or traces it shows the key.
 *
 * Requests are arrays with the reference's own names, at most 50,000 values and 1 MiB as JSON. Values may be backed enums,
 * DateTimeInterface (sent as ISO 8601, UTC), DateInterval (autoExpireIn; of a fixed length in whole seconds, so no months,
 * weekdays or fractions) and null. What the API is certain to refuse is a ValidationException, and nothing is sent; fields
 * and values that this extension doesn't know are sent as they are. Answers are arrays with every field that the API sent, also
 * those that the shapes below don't know. A `?` marks what can be missing: read it with `??`. A success without what it has to
 * have, such as a payment intent's id, is a ResponseException. Statuses and dates (ISO 8601, UTC; year 1 is "none") are strings.
 *
 * Amounts are integers in the currency's minor units: 1999 is GBP 19.99 ({@see Money} converts). An Amount names its currency;
 * captures, refunds and refundedAmount are bare integers in the payment intent's.
 *
 * The line below a method's description is its operation, and how it may be repeated:
 * - *repeatable*: sent twice, it has the effect of once. The client repeats it by itself, up to $maxRetries times within
 *   $timeout, after a failed or broken connection, 408, 429, 502, 503, 504 (a GET after 500, too). Pauses grow from 0.25 s to 4
 *   s at random, on top of a Retry-After.
 *   A delete (of a webhook, a secret, a customer, a saved card) that finds nothing when it is repeated has succeeded: nothing
 *   is there under that id.
 * - *once*: it may move money or make a second object, so it is repeated only where nothing had left this machine.
 * Where a call that changes something was sent and no answer came, the exception's outcomeUnknown() is true, and the line names
 * what settles it.
 *
 * Each of them throws a ValidationException before sending, a TransportException where no usable answer came, and an
 * ApiException for an error status. After `@throws` are those that the reference lists for the operation; others may come.
 *
 * PHPStan, Psalm and PhpStorm read these shapes; README says how they find this file, docs/methods.md how long text may be.
 * `@phpstan-import-type PaymentIntent from \Dojo\Client` names a shape in your own code. Requests come first, then answers.
 * Each shape has the name of its schema in the reference, except Amount (Money there), and OrderDetailsRequest and
 * TerminalSessionDetailsRequest, which accept more than an answer contains.
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
     * The version of the API that the methods and shapes here are of.
     *
     * @var string
     */
    public const API_VERSION = "2026-02-27";

    /**
     * Where the API is, for sandbox and production alike: the key tells them apart.
     *
     * @var string
     */
    public const BASE_URL = "https://api.dojo.tech";

    /**
     * Checks and keeps the settings; connects at the first call.
     *
     * - $apiKey: the secret key, sk_sandbox_… or sk_prod_…, sent as it is.
     * - $apiVersion: the `version` header, a date such as 2026-02-27 in ASCII. Pin it; today's date would be another API
     *   tomorrow.
     * - $baseUrl: https only, http for a loopback host (the offline Dojo); no user, query or fragment.
     * - $timeout: seconds for a whole call, retries and pauses included; more than 0, at most 86400.
     * - $connectTimeout: seconds for one connection, its TLS handshake included; more than 0, at most 86400.
     * - $maxRetries: repeats after the first try, 0 to 10. A repeatable call whose kept connection died under it is sent once more
     *   on a new one, at once and uncounted, also with 0.
     * - $caFile: a PEM file, read instead of the system's certificate authorities and not in addition to them. A relative name
     *   counts from the folder that is current now.
     * - $proxy: http:// or https:// URL, with user:password@ where it needs them; never shown in messages. Refused for an http://
     *   $baseUrl, because the proxy would read the key. With https:// each call opens a connection of its own.
     * - $softwareHouseId: 1 to 256 printable ASCII characters, sent with terminal calls, which need it.
     * - $resellerId: likewise, sent where given.
     * - $appInfo: your plugin and platform, such as "my-plugin/1.2 WooCommerce/9.4", for the User-Agent; 1 to 256 characters.
     * - $onExchange: called after each attempt, never during one. What it throws does not change a call's outcome, nor that
     *   later attempts are told: the first exception becomes the previous one of a call that failed, and a warning after one
     *   that succeeded (a line in PHP's error log where an error handler throws on warnings).
     *
     * @phpstan-param (callable(Exchange): mixed)|null $onExchange
     * @throws ValidationException whose field is the argument's name
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

    /** Whether the key is one of the sandbox (sk_sandbox_…), which takes test cards only. */
    public function isSandbox(): bool {}

    /**
     * The hosted checkout page of a payment intent: where to send the customer. The intent's own paymentLink, where it has one,
     * is the same page.
     *
     * @throws ValidationException
     */
    public static function checkoutUrl(string $paymentIntentId): string {}

    /**
     * Any call of the API, such as one that is newer than this extension. The path starts with a slash and holds its query,
     * encoded; $headers replace the client's own of that name. Returns the answer's JSON, null where there is none. Nothing is
     * checked against a shape. A GET is *repeatable* and has no body; everything else is *once*.
     *
     * @phpstan-param array<string, mixed>|null $body
     * @param string[] $headers
     * @phpstan-param array<string, string> $headers
     * @throws DojoException
     */
    public function request(string $method, string $path, #[\SensitiveParameter] ?array $body = null, #[\SensitiveParameter] array $headers = []): mixed {}

    /**
     * Creates a payment intent: what a customer is going to pay, as GBP or EUR. Store its id, then send the customer to
     * paymentLink.
     *
     * amount is without tips, service charge and cashback. reference has 1 to 60 characters and is yours: shops that share an
     * account may have the same, so tell intents by their id or by metadata. description has at most 4096 characters, config's
     * title 100. An unpaid intent lapses at expireAt (after 30 days where null). captureMode Manual requires autoExpireAction:
     * what becomes of an authorised amount after autoExpireIn (more than 30 seconds, less than 7 days).
     * clientSessionSecret comes only where generateRemoteToken is true; refreshPaymentIntentSecret() makes one at any time.
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
     * Reads a payment intent. A cancelled one is not found unless $returnCanceled is true.
     *
     * GET /payment-intents/{paymentIntentId} · repeatable
     *
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 404
     */
    public function getPaymentIntent(string $paymentIntentId, bool $returnCanceled = false): array {}

    /**
     * Cancels a payment intent that nobody has paid (status Created). Where the first try's answer was lost, the repetition
     * finds nothing to cancel: a NotFoundException whose outcome is unknown, for a wrong id looks the same.
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
     * Captures all or part of an authorised amount (captureMode Manual), in minor units; several partial captures add up.
     *
     * POST /payment-intents/{paymentIntentId}/captures · once · unknown outcome: compare the sum of the captures that
     * getPaymentIntent() shows with what it was before
     *
     * @param CreateCaptureRequest $request
     * @return Capture
     * @link https://docs.dojo.tech/api#tag/Captures
     * @throws DojoException 400, 401, 409
     */
    public function capturePaymentIntent(string $paymentIntentId, #[\SensitiveParameter] array $request): array {}

    /**
     * Charges the card of the payment intent's setup intent, without the customer. Read status, a CaptureStatus: only
     * Successful is paid, and Declined comes as an answer, not as an exception.
     *
     * POST /payment-intents/{paymentIntentId}/charge · once · unknown outcome: getPaymentIntent() shows its status and amounts
     *
     * @return ChargeResponse
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 403
     */
    public function chargePaymentIntent(string $paymentIntentId): array {}

    /**
     * Refunds all or part of a captured payment, in minor units; several partial refunds add up to the captured amount at most.
     *
     * $idempotencyKey, 1 to 100 printable ASCII characters without spaces, makes it *repeatable*: a random one for each refund
     * that was decided on, stored before the first try; repeat with the same key and request until it returns, for once an
     * outcome was unknown, no later exception says that nothing was refunded. A new key is a new refund, and an old one on the
     * same payment intent moves nothing: one made of order and amount loses the next refund of that amount.
     * refundReason has at most 1024 characters, notes 4096.
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
     * Reads a refund. The answer has no amount: the payment intent's refundedAmount is the sum.
     *
     * GET /payment-intents/refunds/{refundId} · repeatable
     *
     * @return Refund
     * @link https://docs.dojo.tech/api#tag/Refunds
     * @throws DojoException 400, 401
     */
    public function getRefund(string $refundId): array {}

    /**
     * Gives the whole amount back before it is settled: an authorised one with captureMode Manual, a captured one with Auto.
     * Afterwards, refund.
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
     * Changes the amount of an unpaid payment intent whose config.payment.customAmountAllowed is true; otherwise 405.
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
     * Sets the tip of an unpaid payment intent whose config.payment.tipsAllowed is true; otherwise 405.
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
     * E-mails the receipt of a payment.
     *
     * POST /payment-intents/{paymentIntentId}/receipt · once · unknown outcome: no call shows it; sending again may send the
     * e-mail twice
     *
     * @param SendEmailReceiptRequest $request
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401, 404
     */
    public function sendReceipt(string $paymentIntentId, #[\SensitiveParameter] array $request): void {}

    /**
     * Makes a new clientSessionSecret, which the card and wallet components start from. It works once, until
     * clientSessionSecretExpirationDate.
     *
     * POST /payment-intents/{paymentIntentId}/refresh-client-session-secret · once · unknown outcome: no call shows it; asking
     * again makes a new secret and moves no money
     *
     * @return PaymentIntent
     * @link https://docs.dojo.tech/api#tag/Payment-intents
     * @throws DojoException 400, 401
     */
    public function refreshPaymentIntentSecret(string $paymentIntentId): array {}

    /**
     * Finds payment intents by status and date, a page at a time: 1 to 100 of them, 50 where cursor has no limit. cursor's
     * before and after, from the page at hand, exclude each other. There is no search by reference. {@see
     * Client::iteratePaymentIntents()} walks all pages.
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
     * Creates a setup intent: a card that the merchant may charge later, with the customer's consent to terms (1 to 10240
     * characters). To charge it, create a payment intent with its setupIntentId. merchantInitiatedTransactionType is NoShow or
     * Unscheduled; reference has 1 to 60 characters.
     *
     * POST /setup-intents · once · unknown outcome: no call finds it by reference; creating another is harmless, it moves no
     * money
     *
     * @param CreateSetupIntentRequest $request
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401
     */
    public function createSetupIntent(#[\SensitiveParameter] array $request): array {}

    /**
     * Reads a setup intent; its status is a SetupIntentStatus.
     *
     * GET /setup-intents/{setupIntentId} · repeatable
     *
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function getSetupIntent(string $setupIntentId): array {}

    /**
     * Cancels a setup intent: its card can't be charged any more. Where the first try's answer was lost, the repetition may find
     * nothing to cancel: a NotFoundException whose outcome is unknown, for a wrong id looks the same.
     *
     * DELETE /setup-intents/{setupIntentId} · repeatable · unknown outcome: getSetupIntent() shows its status
     *
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function cancelSetupIntent(string $setupIntentId): array {}

    /**
     * Makes a new clientSessionSecret of a setup intent.
     *
     * POST /setup-intents/{setupIntentId}/refresh-client-session-secret · once · unknown outcome: no call shows it; asking
     * again makes a new secret and moves no money
     *
     * @return SetupIntentResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401
     */
    public function refreshSetupIntentSecret(string $setupIntentId): array {}

    /**
     * Reads what a customer may see of a setup intent.
     *
     * GET /setup-intents/public/{setupIntentId} · repeatable
     *
     * @return SetupIntentPublicResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function getPublicSetupIntent(string $setupIntentId): array {}

    /**
     * Makes a new clientSessionSecret, and reads what a customer may see of the setup intent.
     *
     * POST /setup-intents/public/{setupIntentId}/refresh-client-session-secret · once · unknown outcome: no call shows it;
     * asking again makes a new secret and moves no money
     *
     * @return SetupIntentPublicResponse
     * @link https://docs.dojo.tech/api#tag/Setup-intents
     * @throws DojoException 400, 401, 404
     */
    public function refreshPublicSetupIntentSecret(string $setupIntentId): array {}

    /**
     * Lists the events that webhooks can be subscribed to. One that the account lacks fails a whole subscription: look here
     * first.
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
     * Subscribes an https URL to events. The answer holds the secret that deliveries are signed with: store it for Webhook.
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
     * Changes a webhook subscription; what is left out stays.
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
     * Ends a webhook subscription.
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
     * Makes another secret, the first step of a rotation: store it beside the old one, activate it, delete the old one. The
     * answer lists all secrets; compare ids with the earlier list to see which is new.
     *
     * POST /webhooks/{subscriptionId}/secrets · once · unknown outcome: listWebhookSecrets() shows whether it exists
     *
     * @return SecretsResponse
     * @link https://docs.dojo.tech/api#tag/Webhooks
     * @throws DojoException 401, 403, 404, 409
     */
    public function generateWebhookSecret(string $subscriptionId): array {}

    /**
     * Makes deliveries be signed with that secret.
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
     * Creates a customer, whose cards can be saved. name has at most 100 characters, emailAddress 254, phoneNumber 5 to 50.
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
     * Reads customers by their ids, at least one; those that the API doesn't know are left out.
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
     * Changes a customer; what is left out stays.
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
     * Makes a secret, valid until expireAt, with which the customer's saved cards can be read and used.
     *
     * POST /customers/{customerId}/create-secret · once · unknown outcome: no call shows it; asking again makes a new secret
     * and moves no money
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
     * Lists customers, a page at a time: 1 to 100 of them, 50 where there is no limit; before and after exclude each other.
     * {@see Client::iterateCustomers()} walks all pages.
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
     * Lists the card machines, of these statuses where some are given. Terminal calls need the client's $softwareHouseId.
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
     * Reads a card machine.
     *
     * GET /terminals/{terminalId} · repeatable
     *
     * @return Terminal
     * @link https://docs.dojo.tech/api#tag/Terminals
     * @throws DojoException 401, 403, 404
     */
    public function getTerminal(string $terminalId): array {}

    /**
     * Starts a sale, or a refund with or without its payment, on a card machine. Poll getTerminalSession() for its status, a
     * TerminalSessionStatus; the payment intent has the outcome.
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
     * Reads a terminal session.
     *
     * GET /terminal-sessions/{terminalSessionId} · repeatable
     *
     * @return TerminalSession
     * @link https://docs.dojo.tech/api#tag/Terminal-sessions
     * @throws DojoException 400, 401, 404
     */
    public function getTerminalSession(string $terminalSessionId): array {}

    /**
     * Asks the card machine to stop a session, which it may be too late for (422): read the session again.
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
     * Tells whether the customer's signature was accepted. Without an answer within 80 seconds it is; afterwards 422.
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
     * Tells Dojo that an order, a party or a reservation of the point-of-sale system changed: OrderUpdated and its like.
     *
     * POST /epos/events · once · unknown outcome: no call shows it; an event sent twice is read twice
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
     * Sets the REST integration: where Dojo reaches the point-of-sale system, and what that can do.
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
     * Reads many payment intents at once, at most $concurrency (1 to 64) at a time and all within one $timeout: each as
     * getPaymentIntent() does, and by id either the intent or the exception that it met. One that fails does not stop the
     * others.
     *
     * @param string[] $paymentIntentIds
     * @phpstan-param list<string> $paymentIntentIds
     * @return array<string, PaymentIntent|DojoException>
     * @throws ValidationException for an argument, such as paymentIntentIds[2]; nothing is sent then
     */
    public function getPaymentIntents(array $paymentIntentIds, int $concurrency = 8): array {}

    /**
     * Walks all payment intents of a search: searchPaymentIntents() for each page, when it is needed. The walk may begin at
     * cursor.after but not at cursor.before; leaving the loop early costs nothing.
     *
     * @param SearchPaymentIntentRequest $request
     * @return \Iterator<int, PaymentIntent>
     * @throws ValidationException here for cursor.before; in the loop whatever searchPaymentIntents() throws
     */
    public function iteratePaymentIntents(#[\SensitiveParameter] array $request = []): \Iterator {}

    /**
     * Walks all customers, page by page like iteratePaymentIntents().
     *
     * @param SearchCustomerRequest $request
     * @return \Iterator<int, CustomerFull>
     * @throws ValidationException here for before; in the loop whatever searchCustomers() throws
     */
    public function iterateCustomers(#[\SensitiveParameter] array $request = []): \Iterator {}

    /**
     * What this worker's connections have been doing: open now, opened and reused so far, pools dropped (after a fork, a broken
     * transfer or resetPool()), and requests, which counts attempts.
     *
     * @return array{open: int, opened: int, reused: int, dropped: int, requests: int}
     */
    public static function poolStats(): array {}

    /** Closes this worker's connections; the next call opens a new one. */
    public static function resetPool(): void {}
}

/**
 * A webhook event with a valid signature: there is no other way to get an instance, and nothing alters one.
 *
 * The dojo-signature header is `sha256=` and an HMAC-SHA256 (RFC 2104) of the raw body, keyed by the subscription's secret as
 * printed, any ws_ included: 64 hex digits of either case, with dashes between all bytes or none. It is compared in constant
 * time with each secret given, so that secrets can be rotated, and before the body is read as JSON. An empty body, header or
 * secret never verifies.
 *
 * The signature proves where an event comes from, not that it is new: deliveries repeat and may overtake each other. Handle
 * each $id once, answer 2xx, then fetch the payment intent, which also has the amount.
 *
 * @strict-properties
 * @not-serializable
 */
final class Webhook
{
    /** Of the event, evt_…; the same at each delivery. */
    public readonly string $id;
    /** Such as "payment_intent.status_updated". */
    public readonly string $event;
    /** Of the merchant, acc_…; empty where the event has none. */
    public readonly string $accountId;
    /** The raw body, byte for byte. */
    public readonly string $payload;
    /** When it happened; null where the event doesn't say so as ISO 8601, such as 2022-02-01T13:07:41.8667859Z. */
    public readonly ?\DateTimeImmutable $createdAt;

    /**
     * What the event is about: for payment intents paymentIntentId, paymentStatus and captureMode.
     *
     * @var array<string, mixed>
     */
    public readonly array $data;

    /**
     * Which of the secrets matched: 0 for the first, or for a single one. A rotation is over when the old one has stopped
     * matching.
     *
     * @var int<0, max>
     */
    public readonly int $secretIndex;

    private function __construct() {}

    private function __clone(): void {}

    /**
     * Verifies a raw body and the header's value, null where there was none.
     *
     * @param string|string[] $secrets
     * @phpstan-param string|list<string> $secrets
     * @throws SignatureException no header, a malformed or a wrong one, or a body larger than dojo.max_webhook_bytes
     * @throws ValidationException for an empty secret or list: a mistake in the endpoint's own settings
     * @throws ResponseException for a signed body that is no event
     * @throws TransportException where OpenSSL offers no SHA-256: a mistake in the machine's settings, and no answer about the
     *     signature
     */
    public static function verify(string $payload, #[\SensitiveParameter] ?string $signature, #[\SensitiveParameter] string|array $secrets): Webhook {}

    /**
     * Verifies the current request: php://input, which may have been read before, and the header of $_SERVER, or of the web
     * server where `variables_order` leaves $_SERVER empty.
     *
     * @param string|string[] $secrets
     * @phpstan-param string|list<string> $secrets
     * @throws SignatureException as verify(); for a request that is no POST or has no body, too
     * @throws ValidationException as verify()
     * @throws ResponseException as verify()
     * @throws TransportException as verify()
     */
    public static function fromGlobals(#[\SensitiveParameter] string|array $secrets): Webhook {}

    /**
     * Whether the signature is right, without an event made of the body. PHP 8.5 and newer warn where the result is not used.
     *
     * @param string|string[] $secrets
     * @phpstan-param string|list<string> $secrets
     * @throws ValidationException as verify()
     * @throws TransportException as verify()
     */
    #[\NoDiscard("as only the result says whether the signature is valid")]
    public static function isValid(string $payload, #[\SensitiveParameter] ?string $signature, #[\SensitiveParameter] string|array $secrets): bool {}

    /**
     * The header's value for a body: for tests of your own endpoint.
     *
     * @throws ValidationException for an empty payload or secret
     * @throws TransportException as verify()
     */
    public static function sign(string $payload, #[\SensitiveParameter] string $secret): string {}

    /** The payment intent that the event is about; null where it is about something else. */
    public function paymentIntentId(): ?string {}

    /** Its status when the event was made; null where there is none, or one that this version doesn't know. */
    public function paymentStatus(): ?PaymentIntentStatus {}
}

/**
 * What iteratePaymentIntents() and iterateCustomers() return: the objects of all pages, one page at a time in memory. Every
 * method but key() may fetch a page, and then throws what the search throws.
 *
 * After such a failure the iterator stands before the first object of the page that could not be had. Catch the exception, and
 * next(), valid() or current() asks for that page again: each brings the iterator to that object, or throws once more. None
 * takes the failure for the end. rewind(), and so a new loop, starts over.
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
     * The object at hand; null past the end.
     *
     * @return array<string, mixed>|null
     */
    public function current(): mixed {}

    /** Counts on over all pages, from 0. */
    public function key(): int {}

    /** Goes on to the next object, and fetches the next page after a page's last; after a failure, fetches that page again. */
    public function next(): void {}

    /** Goes back to the first object; fetches the first page again unless it is at that object already. */
    public function rewind(): void {}

    /** Whether there is an object at hand; false at the end alone. */
    public function valid(): bool {}
}
