<?php

declare(strict_types=1);

namespace Dojo\Shop;

use Dojo\Client;

/** Whether the shop is set up correctly, and what staff have to do. For an admin page or a script. Changes nothing. */
final class SelfTest
{
    private const EXTENSION = 'extension';
    private const SITE = 'site';
    private const KEY = 'key';
    private const ACCOUNT = 'account';

    public function __construct(
        private readonly Client $dojo,
        private readonly Identity $identity,
        private readonly DatabaseChecks $database,
        private readonly WebhookChecks $webhook,
        private readonly BacklogChecks $backlog,
        private readonly Settings $settings,
    ) {
    }

    /**
     * @param string $webhookUrl where the webhook's page is
     * @param list<string> $publicFolders the web server's document root, in which no database may be
     * @return list<Check> each name once; none of them has a key or a secret in it
     */
    public function run(string $webhookUrl, array $publicFolders = []): array
    {
        $checks = [$this->extension(), $this->key()];
        $tables = $this->database->tables();
        array_push($checks, $tables, ...$this->database->file($publicFolders));
        if ($tables->state === Check::PROBLEM) {
            return [...$checks, Check::note('the rest', 'Not looked at, because it is in the database.', 'Run this again when the tables are right.')];
        }

        return [...$checks, $this->site(), $this->account(), ...$this->webhook->all($webhookUrl), ...$this->backlog->all()];
    }

    private function extension(): Check
    {
        $with = self::libraries();
        $text = 'dojo ' . phpversion('dojo') . ($with === '' ? '' : " with $with") . ', PHP ' . PHP_VERSION;

        return PHP_INT_SIZE >= 8 ? Check::ok(self::EXTENSION, $text)
            : Check::problem(self::EXTENSION, "$text, 32 bits: amounts above 21 million are cut.", 'Use a PHP of 64 bits.');
    }

    /** From phpinfo(), which is text on the command line and HTML elsewhere. */
    private static function libraries(): string
    {
        ob_start();
        (new \ReflectionExtension('dojo'))->info();
        $info = strip_tags((string) preg_replace('~\s*</td><td[^>]*>~', ' => ', (string) ob_get_clean()));
        preg_match_all('/^(libcurl|OpenSSL|json-c) => .* => (\S+)\s*$/m', $info, $libraries, PREG_SET_ORDER);

        return implode(', ', array_map(static fn (array $match): string => "$match[1] $match[2]", $libraries));
    }

    private function key(): Check
    {
        try {
            $this->dojo->listWebhookEvents();
        } catch (\Exception $e) {
            return Check::failed(self::KEY, $e, 'Check the API key, and whether this server may open https connections to ' . Client::BASE_URL . '.');
        }

        return $this->dojo->isSandbox()
            ? Check::note(self::KEY, 'Dojo accepts the key. It is a sandbox key: no real money is taken.', 'Set the production key to sell.')
            : Check::ok(self::KEY, 'Dojo accepts the key. It is a production key.');
    }

    private function site(): Check
    {
        $url = $this->settings->siteUrl;
        try {
            $this->identity->mustBeConfirmed();
        } catch (UnconfirmedSite $e) {
            return Check::problem(self::SITE, $e->getMessage(), 'Confirm it as moved or as a copy (Identity::confirmMove() or confirmCopy()).');
        }
        if (!str_starts_with(strtolower($url), 'https://')) {
            return Check::problem(self::SITE, "The shop's address is $url.", 'Use https: Dojo sends webhooks to https addresses only.');
        }

        return Check::ok(self::SITE, "$url is confirmed as this shop's address.");
    }

    private function account(): Check
    {
        $account = $this->identity->account();
        $before = $this->identity->accountBefore();
        if ($account === null) {
            return Check::note(self::ACCOUNT, 'Not known yet: no event and no subscription has named it.');
        }

        return $before === null ? Check::ok(self::ACCOUNT, "The key belongs to $account.")
            : Check::note(self::ACCOUNT, "The key belongs to $account, an earlier one to $before.", "To refund what was paid with $before, set its key.");
    }
}
