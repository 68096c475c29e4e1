<?php

declare(strict_types=1);

namespace Dojo\Shop;

/** A lock that all web servers see. It ends automatically if its owner dies, so it is renewed before each call. */
final class Lease
{
    private readonly string $owner;

    /** @param int $seconds how long it lasts without renewal: longer than one call may take */
    public function __construct(private readonly Store $store, private readonly string $name, private readonly int $seconds)
    {
        $this->owner = bin2hex(random_bytes(8));
    }

    /** @return bool false if another process has it */
    public function take(): bool
    {
        return $this->store->lease($this->name, $this->owner, $this->seconds);
    }

    /** @return bool false if another process kept renewing it */
    public function await(): bool
    {
        for ($waited = 0.0; !$this->take(); $waited += 0.2) {
            if ($waited > $this->seconds + 1) {
                return false;
            }
            $this->store->time->sleep(0.2);
        }

        return true;
    }

    /** @throws NotPossible if this process was so slow that another one has taken over */
    public function renew(): void
    {
        if (!$this->take()) {
            throw new NotPossible('Another process has taken over. Try again in a minute.');
        }
    }

    public function end(): void
    {
        $this->store->release($this->name, $this->owner);
    }
}
