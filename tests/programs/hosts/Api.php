<?php

declare(strict_types=1);

namespace Dojo\Tests\Hosts;

use Dojo\Tests\Extension;
use Dojo\Tests\Process;

require_once __DIR__ . '/../../support/certificates.inc';

/** An API with TLS that counts connections, handshakes and requests; api_server.php says what it answers. */
final class Api
{
    public readonly string $url;
    public readonly string $caFile;
    private readonly string $control;
    private readonly Process $process;

    /** @param string $folder where its CA is put, for users other than this one, too */
    public function __construct(string $folder)
    {
        $certificates = new \Certificates();
        $this->caFile = "$folder/ca.pem";
        copy($certificates->ca(), $this->caFile);
        $this->process = new Process(
            [PHP_BINARY, '-n', ...Extension::shared('openssl'), __DIR__ . '/api_server.php', $certificates->chain(), $certificates->key()],
            Process::plainEnvironment(),
        );
        $addresses = $this->process->await(
            $this->process->output,
            static fn (string $text): ?array => preg_match('~^listening (\S+) (\S+)\n~', $text, $match) ? $match : null,
        );
        $this->url = "https://$addresses[1]";
        $this->control = $addresses[2];
    }

    /** @return array<string, string> the environment for what calls it */
    public function environment(): array
    {
        return ['HOSTS_API' => $this->url, 'HOSTS_CA' => $this->caFile];
    }

    /** What was seen since the last time. @return array{connections: int, handshakes: int, requests: array<int, int>, errors: list<string>, open: int, waiting: int} */
    public function take(): array
    {
        return $this->say('take');
    }

    public function look(): array
    {
        return $this->say('look');
    }

    public function closeAll(): void
    {
        $this->say('close');
    }

    /**
     * The errors that a client causes if it shares its connections with another process. A client that is killed resets its
     * connection, which is not counted; OpenSSL 3 reports that as an error of the system library.
     *
     * @return list<string>
     */
    public static function tlsErrors(array $seen): array
    {
        return array_values(array_filter(
            $seen['errors'],
            static fn (string $error): bool => str_contains($error, 'SSL operation failed') && !str_contains($error, 'system library'),
        ));
    }

    private function say(string $word): array
    {
        $stream = stream_socket_client("tcp://$this->control", timeout: 10) ?: throw new \RuntimeException('The API server is gone.');
        fwrite($stream, "$word\n");

        return json_decode((string) stream_get_contents($stream), true, flags: JSON_THROW_ON_ERROR);
    }

    public function stop(): void
    {
        $this->process->stop();
    }
}
