<?php

declare(strict_types=1);

namespace Dojo\Tests\Kit;

use Dojo\Tests\Checkout;
use Dojo\Tests\Folder;
use Dojo\Tests\MariaDb;

/** The offline Dojo and the databases that the subjects share. */
final class Bench
{
    public const DATABASES = ['sqlite', 'mariadb'];

    public readonly \Sandbox $sandbox;
    public readonly string $folder;
    private ?MariaDb $mariaDb = null;
    private int $shops = 0;

    public function __construct()
    {
        require_once Checkout::root() . '/plugins/kit/autoload.php';
        $this->folder = Folder::make('kit');
        $this->sandbox = new \Sandbox();
    }

    /** A shop with empty tables, and its own account at the offline Dojo. */
    public function shop(string $name, string $database = 'sqlite'): TestShop
    {
        [$name, $dsn] = $this->database($name, $database);
        $shop = new TestShop($this->sandbox->url, $name, $dsn);
        $shop->install();

        return $shop;
    }

    /** The same, one that counts. @param array<int, mixed> $attributes of the connection */
    public function till(string $name, string $database = 'sqlite', array $attributes = []): Till
    {
        [$name, $dsn] = $this->database($name, $database);
        $this->sandbox->clearFaults();

        return (new Till($this->sandbox->url, $name, $dsn, $attributes, $this->sandbox))->install();
    }

    /** @return array{string, string} a new name, and the DSN of an empty database */
    public function database(string $name, string $database): array
    {
        $name .= ++$this->shops;
        if ($database === 'sqlite') {
            $dsn = "sqlite:$this->folder/$name.sqlite";
        } else {
            $this->mariaDb ??= new MariaDb($this->folder);
            $dsn = (string) preg_replace('/dbname=\w+/', "dbname=$name", $this->mariaDb->dsn);
            (new \PDO($this->mariaDb->dsn, 'root', ''))->exec("CREATE DATABASE $name");
        }

        return [$name, $dsn];
    }
}
