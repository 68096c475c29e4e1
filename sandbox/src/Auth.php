<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Reads the Authorization header: `Basic` and the raw key, which is never base64 here. */
final class Auth
{
    private const KEY = '~^sk_sandbox_[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)?$~D';

    public function __construct(private readonly Store $store)
    {
    }

    /** @throws Problem 400 if it is not a sandbox key */
    public function revoke(#[\SensitiveParameter] string $key): void
    {
        if (!preg_match(self::KEY, $key)) {
            throw Problem::field('key', 'The value must be a key that begins with sk_sandbox_.');
        }
        $this->store->setMeta(self::revokedName($key), '1');
    }

    /** @throws Problem 401, which says what is wrong with the header without quoting it */
    public function key(Request $request): string
    {
        $key = self::credentials($request);
        if (str_starts_with($key, 'sk_prod_')) {
            throw new Problem(401, 'This is a production key. The sandbox accepts only keys that begin with sk_sandbox_.');
        }
        if (preg_match(self::KEY, $key)) {
            return $this->store->meta(self::revokedName($key)) === null ? $key : throw new Problem(401, 'This key has been revoked.');
        }
        if (str_starts_with((string) base64_decode($key, true), 'sk_')) {
            throw new Problem(401, 'The key is base64-encoded. Send it unencoded: Authorization: Basic sk_sandbox_...');
        }
        throw new Problem(401, 'This is not a sandbox key. Send Authorization: Basic sk_sandbox_...');
    }

    public function customerSecret(Request $request): string
    {
        $secret = self::credentials($request);
        if (!preg_match('~^cs_[A-Za-z0-9_-]+$~D', $secret)) {
            throw new Problem(401, 'This call needs the customer\'s secret instead of the key: Authorization: Basic cs_...');
        }

        return $secret;
    }

    /** A hash, so that the database does not reveal the key. */
    private static function revokedName(#[\SensitiveParameter] string $key): string
    {
        return 'revoked:' . hash('sha256', $key);
    }

    private static function credentials(Request $request): string
    {
        $headers = $request->headers['authorization'] ?? [];
        if ($headers === [] || trim($headers[0]) === '') {
            throw new Problem(401, 'The Authorization header is missing.');
        }
        if (count($headers) > 1) {
            throw new Problem(401, 'There is more than one Authorization header.');
        }
        [$scheme, $credentials] = explode(' ', $headers[0], 2) + [1 => ''];
        if (strcasecmp($scheme, 'Basic') !== 0) {
            throw new Problem(401, 'The authorization scheme must be Basic.');
        }

        return trim($credentials);
    }
}
