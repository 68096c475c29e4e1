<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** Reads the Authorization header: `Basic` and the raw key, which is never base64 here. */
final class Auth
{
    /** @throws Problem 401, which says what is wrong with the header without quoting it */
    public static function key(Request $request): string
    {
        $key = self::credentials($request);
        if (str_starts_with($key, 'sk_prod_')) {
            throw new Problem(401, 'This is a production key. The sandbox accepts only keys that begin with sk_sandbox_.');
        }
        if (preg_match('~^sk_sandbox_[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)?$~D', $key)) {
            return $key;
        }
        if (str_starts_with((string) base64_decode($key, true), 'sk_')) {
            throw new Problem(401, 'The key is base64-encoded. Send it unencoded: Authorization: Basic sk_sandbox_...');
        }
        throw new Problem(401, 'This is not a sandbox key. Send Authorization: Basic sk_sandbox_...');
    }

    public static function customerSecret(Request $request): string
    {
        $secret = self::credentials($request);
        if (!preg_match('~^cs_[A-Za-z0-9_-]+$~D', $secret)) {
            throw new Problem(401, 'This call needs the customer\'s secret instead of the key: Authorization: Basic cs_...');
        }

        return $secret;
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
