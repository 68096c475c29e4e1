<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\ResponseException;
use Dojo\SignatureException;
use Dojo\Webhook;

/**
 * The page that Dojo calls. In this order: prove that the event comes from Dojo, write it down, respond, and only then work. Dojo sends
 * an event again, for a while, until the response is 2xx:
 *
 *   200   it is written down, now or before
 *   400   the signature is right, but this is no event
 *   401   no signature, or a wrong one
 *   405   not a POST
 *   413   larger than dojo.max_webhook_bytes: no event is
 *   500   something broke before it was written down
 *   503   no database, a busy one, no secret yet, or an unconfirmed copy of the shop
 */
final class Endpoint
{
    private ?Kit $kit = null;

    /** @param \Closure(): Kit $open makes the kit; if it fails, the response is 503 */
    public function __construct(private readonly \Closure $open)
    {
    }

    /** The whole page, for a shop whose webhook is a PHP file. */
    public function serve(): void
    {
        /* Until the event is written down: a fatal error that PHP shows would otherwise go out as 200. */
        self::setStatus(500);
        $received = $this->receive();
        self::respond($received);
        $this->handle($received);
    }

    /**
     * For a platform that has its own way to respond. Call handle() after the response.
     *
     * @param ?\Closure(list<string>): Webhook $verify if the platform has read the request: verifies it with these secrets
     */
    public function receive(?\Closure $verify = null): Received
    {
        try {
            $kit = $this->kit = ($this->open)();
            $kit->identity->mustBeConfirmed();
            $secrets = $kit->secrets->values();
        } catch (\Throwable $e) {
            return $this->refuse(503, 'Please try again later.', 'the shop can\'t take it', $e);
        }
        if ($secrets === []) {
            return $this->refuse(503, 'This endpoint is not set up yet.', 'no secret is stored; set the webhook up');
        }
        try {
            $event = ($verify ?? Webhook::fromGlobals(...))(array_values($secrets));
        } catch (SignatureException $e) {
            $kit->health->refused();

            return $this->refuse($e->httpStatus, 'This is no delivery of Dojo\'s.', 'it is not from Dojo', $e, $e->httpStatus === 405 ? ['Allow' => 'POST'] : []);
        } catch (ResponseException $e) {
            $kit->health->refused();

            return $this->refuse(400, 'This is no event.', 'it is signed, but no event', $e);
        } catch (\Throwable $e) {
            return $this->refuse(500, 'Please try again later.', 'it can\'t be verified', $e);
        }
        try {
            return $this->writeDown($kit, $event, array_keys($secrets)[$event->secretIndex]);
        } catch (DatabaseBusy $e) {
            return $this->refuse(503, 'Please try again later.', 'the database is busy', $e, ['Retry-After' => '5']);
        } catch (\Throwable $e) {
            return $this->refuse(500, 'Please try again later.', 'it could not be written down', $e);
        }
    }

    /** After the response. If it fails, the event stays in the inbox, and reconcile handles it. */
    public function handle(Received $received): void
    {
        if ($received->eventId === null || $this->kit === null) {
            return;
        }
        try {
            $this->kit->inbox->handle($received->eventId);
        } catch (\Throwable $e) {
            $this->log("Event $received->eventId is handled later: " . Words::of($e)->log);
        }
    }

    /** Ends the response, but not the script, because Dojo counts a slow response as none. */
    private static function respond(Received $received): void
    {
        ignore_user_abort(true);
        self::setStatus($received->status);
        foreach ($received->headers + ['Content-Type' => 'text/plain; charset=utf-8', 'Content-Length' => (string) strlen($received->text)] as $name => $value) {
            header("$name: $value");
        }
        echo $received->text;
        if (function_exists('fastcgi_finish_request')) {
            fastcgi_finish_request();

            return;
        }
        while (ob_get_level() > 0 && ob_end_flush()) {
            continue;
        }
        flush();
    }

    /** As a status line: if something has set one before, http_response_code() has no effect, and a refused event is lost as "200". */
    private static function setStatus(int $status): void
    {
        header("HTTP/1.1 $status " . ($status === 200 ? 'OK' : 'Not taken'), true, $status);
    }

    private function writeDown(Kit $kit, Webhook $event, string $secretId): Received
    {
        $isWaiting = $kit->inbox->add($event, $secretId);
        $attempt = $kit->books->attemptOf($event->paymentIntentId() ?? '');
        if ($attempt !== null && $attempt->environment === $kit->identity->environment()) { // another shop's event may be of another account
            $kit->identity->sawAccount(Identity::EVENT, $event->accountId, $attempt->askedAt);
        }
        $kit->health->made($event->createdAt);

        return new Received(200, 'ok', [], $isWaiting ? $event->id : null);
    }

    /** @param array<string, string> $headers */
    private function refuse(int $status, string $text, string $why, ?\Throwable $e = null, array $headers = []): Received
    {
        $this->log("Webhook not taken, $why" . ($e === null ? '.' : ': ' . Words::of($e)->log));

        return new Received($status, $text, $headers);
    }

    private function log(string $line): void
    {
        $this->kit === null ? error_log($line) : $this->kit->settings->log($line);
    }
}
