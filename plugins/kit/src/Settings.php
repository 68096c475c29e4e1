<?php

declare(strict_types=1);

namespace Dojo\Shop;

require_once __DIR__ . '/extension.php';

/** What a shop decides about the kit. */
final readonly class Settings
{
    /**
     * @param string $siteUrl the shop's public address, such as `https://shop.example`; never taken from the Host header. A copy of the
     *     shop with another address does nothing until somebody confirms it; see Identity
     * @param string $tablePrefix of the kit's tables
     * @param int $patience for how many seconds another process's call may be under way: more than the client's timeout
     * @param int $unpaidPerSession how many unpaid payments one session may begin within an hour
     * @param int $unpaidPerAddress the same for one address
     * @param int $secretsPerSession how many client session secrets it may have; each allows one try with a card
     * @param int $secretsPerAddress the same for one address
     * @param ?\Closure(string): void $log error_log() if null; gets no key, secret or card data
     */
    public function __construct(
        public string $siteUrl,
        public string $tablePrefix = 'dojo_',
        public int $patience = 45,
        public int $unpaidPerSession = 6,
        public int $unpaidPerAddress = 20,
        public int $secretsPerSession = 12,
        public int $secretsPerAddress = 40,
        private ?\Closure $log = null,
    ) {
        if (preg_match('/^[A-Za-z0-9_]{0,40}$/D', $tablePrefix) !== 1) {
            throw new \InvalidArgumentException('tablePrefix may have letters, digits and _, and at most 40 of them.');
        }
    }

    public function log(string $line): void
    {
        $this->log === null ? error_log($line) : ($this->log)($line);
    }
}
