<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** Who wants to pay, for the limits of Guard. Only hashes of it are stored. */
final readonly class Visitor
{
    /**
     * @param string $session the id of the visitor's session; '' if there is none, which is not counted
     * @param string $address the visitor's IP address, as the shop's own web server or its trusted proxy has it; '' if unknown, which is
     *     not counted: for staff who take an order by telephone
     */
    public function __construct(#[\SensitiveParameter] public string $session, public string $address)
    {
    }

    /**
     * The visitor of the current request.
     *
     * @param list<string> $proxies the addresses of the shop's own proxies. X-Forwarded-For is believed only from these, because anybody
     *     else could send a new address each time and never reach a limit
     * @param array<string, mixed> $server
     */
    public static function fromGlobals(#[\SensitiveParameter] string $session, array $proxies = [], ?array $server = null): self
    {
        $server ??= $_SERVER;
        $address = is_string($server['REMOTE_ADDR'] ?? null) ? $server['REMOTE_ADDR'] : '';
        $forwarded = is_string($server['HTTP_X_FORWARDED_FOR'] ?? null) ? explode(',', $server['HTTP_X_FORWARDED_FOR']) : [];
        $trusted = array_map(self::binary(...), $proxies);
        while ($forwarded !== [] && in_array(self::binary($address), $trusted, true)) {
            $address = self::withoutPort(trim((string) array_pop($forwarded)));
        }

        return new self($session, $address);
    }

    /** What counts as one address: with IPv6, a /64 network, because a customer has all of it. */
    public function network(): string
    {
        $bytes = self::binary($this->address);

        return strlen($bytes) === 16 ? bin2hex(substr($bytes, 0, 8)) : bin2hex($bytes);
    }

    /** Some proxies add the port, which differs for each connection, so no limit would ever be reached. */
    private static function withoutPort(string $address): string
    {
        return preg_match('/^(?:\[([0-9A-Fa-f:.]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/D', $address, $match) === 1 ? $match[2] ?? $match[1] : $address;
    }

    /** 4 or 16 bytes, or the text itself if it is no address; an IPv4 address that is written as IPv6 is an IPv4 address. */
    private static function binary(string $address): string
    {
        $bytes = @inet_pton($address);
        if ($bytes === false) {
            return $address;
        }

        return str_starts_with($bytes, "\0\0\0\0\0\0\0\0\0\0\xFF\xFF") ? substr($bytes, 12) : $bytes;
    }
}
