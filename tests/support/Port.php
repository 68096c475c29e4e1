<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** Ports of the loopback interface, for servers that cannot find one themselves. An address is HOST:PORT. */
final class Port
{
    private const ATTEMPTS = 5;

    /**
     * Starts a server on a port that is free. Another process may take it first, so several are tried.
     *
     * @template T
     * @param callable(string): T $start gets an address; throws a RuntimeException if the server cannot listen there
     * @return T
     */
    public static function take(callable $start): mixed
    {
        for ($attempt = 1; ; $attempt++) {
            try {
                return $start(self::free());
            } catch (\RuntimeException $e) {
                if ($attempt === self::ATTEMPTS) {
                    throw $e;
                }
            }
        }
    }

    /** @return string an address that nothing listens on now */
    private static function free(): string
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0') ?: throw new \RuntimeException('There is no free port.');

        return (string) stream_socket_get_name($socket, false);
    }
}
