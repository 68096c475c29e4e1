<?php

declare(strict_types=1);

namespace Dojo\Tests;

/** npm packages, installed below build/ in the versions of a package-lock.json, and kept from one run to the next. */
final class NodePackages
{
    /**
     * @param string $name of a program in tests/programs, which has package.json and package-lock.json; and of the folder below build/
     * @param string $least the oldest version of Node.js that they run on
     * @return string the folder that has node_modules
     */
    public static function install(string $name, string $least): string
    {
        self::needNode($least);
        $source = Checkout::root() . "/tests/programs/$name";
        $folder = Checkout::build() . "/$name";
        is_dir($folder) || mkdir($folder, 0777, true);
        $lock = Build::lock($name);
        $wanted = (string) hash_file('sha256', "$source/package-lock.json");
        if (@file_get_contents("$folder/installed") === $wanted) {
            return $folder;
        }
        Folder::remove("$folder/installed");
        copy("$source/package.json", "$folder/package.json");
        copy("$source/package-lock.json", "$folder/package-lock.json");
        [$status, $output] = Command::run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error',
            '--fetch-retries=1', '--fetch-timeout=30000', '--prefix', $folder], isMerged: true);
        if ($status !== 0) {
            throw new Skip("npm could not install the packages of $name: " . strtok(trim($output), "\n"));
        }
        file_put_contents("$folder/installed", $wanted);

        return $folder;
    }

    private static function needNode(string $least): void
    {
        [, $version] = Executable::find('node') === null ? [0, ''] : Command::run(['node', '--version']);
        if ($version === '' || Executable::find('npm') === null) {
            throw new Skip('node or npm is missing (Debian: apt-get install nodejs npm)');
        }
        if (version_compare(ltrim(trim($version), 'v'), $least, '<')) {
            throw new Skip('node is too old: it is ' . trim($version) . " and has to be $least or newer");
        }
    }
}
