<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The listening sockets. */
final class HttpServer
{
    /** stream_select() takes only descriptors below 1024; further clients wait in the backlog. */
    private const MAX_CONNECTIONS = 400;

    /** @var array<int, HttpConnection> */
    private array $connections = [];
    /** @var list<array{resource, bool}> */
    private array $listeners = [];
    private bool $full = false;

    /**
     * @param callable(Request, callable): void $handler
     * @param callable(HttpError): Response     $onBadRequest
     */
    public function __construct(private readonly EventLoop $loop, private $handler, private $onBadRequest)
    {
    }

    /**
     * @param array{cert: string, key: string}|null $tls
     * @return int the port, chosen by the system if 0 was given
     * @throws \RuntimeException if it cannot listen there
     */
    public function listen(string $host, int $port, ?array $tls = null): int
    {
        $options = ['socket' => ['backlog' => 128, 'so_reuseaddr' => true]];
        if ($tls !== null) {
            $options['ssl'] = ['local_cert' => $tls['cert'], 'local_pk' => $tls['key'], 'disable_compression' => true];
        }
        $context = stream_context_create($options);
        $address = 'tcp://' . (str_contains($host, ':') ? "[$host]" : $host) . ':' . $port;
        $stream = @stream_socket_server($address, $code, $message, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $context);
        if ($stream === false) {
            throw new \RuntimeException("cannot listen on $host port $port: $message");
        }
        stream_set_blocking($stream, false);
        $this->listeners[] = [$stream, $tls !== null];
        $this->loop->onReadable($stream, fn () => $this->accept($stream, $tls !== null));

        return (int) substr((string) strrchr((string) stream_socket_get_name($stream, false), ':'), 1);
    }

    public function close(): void
    {
        foreach ($this->listeners as [$stream]) {
            $this->loop->forget($stream);
            fclose($stream);
        }
        $this->listeners = [];
        foreach ($this->connections as $connection) {
            $connection->close();
        }
    }

    /** @param resource $listener */
    private function accept($listener, bool $secure): void
    {
        $stream = @stream_socket_accept($listener, 0);
        if ($stream === false) {
            return;
        }
        $connection = new HttpConnection(
            $stream,
            $this->loop,
            $secure,
            $this->handler,
            $this->onBadRequest,
            function (HttpConnection $connection): void {
                unset($this->connections[spl_object_id($connection)]);
                $this->pause(false);
            },
        );
        $this->connections[spl_object_id($connection)] = $connection;
        $this->pause(count($this->connections) >= self::MAX_CONNECTIONS);
    }

    private function pause(bool $full): void
    {
        if ($full === $this->full) {
            return;
        }
        $this->full = $full;
        foreach ($this->listeners as [$stream, $secure]) {
            $this->loop->onReadable($stream, $full ? null : fn () => $this->accept($stream, $secure));
        }
    }
}
