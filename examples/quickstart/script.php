<?php

declare(strict_types=1);

/* What the scripts share: they run on the command line only, and say in a sentence what went wrong. */

use Dojo\AuthenticationException;
use Dojo\DojoException;
use Dojo\PermissionException;
use Dojo\Shop\UnconfirmedSite;
use Dojo\Shop\Words;
use Dojo\ValidationException;

if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}

require __DIR__ . '/config.php';

/** @param Closure(): int $work returns the exit status */
function run_script(Closure $work): never
{
    try {
        exit($work());
    } catch (AuthenticationException | PermissionException $e) {
        $why = Words::of($e)->staff . "\nThe key is in DOJO_API_KEY.";
    } catch (ValidationException $e) {
        $why = ($e->field === 'apiKey' ? 'DOJO_API_KEY: ' : '') . $e->getMessage();
    } catch (DojoException $e) {
        $why = Words::of($e)->staff . "\nNothing is lost. Run it again.";
    } catch (UnconfirmedSite $e) {
        $why = "{$e->getMessage()}\nRun setup.php --moved or setup.php --copy.";
    } catch (PDOException $e) {
        $why = "The database (SHOP_DSN) can't be used: {$e->getMessage()}\nIf the shop is new, run setup.php.";
    } catch (Exception $e) {
        $why = $e->getMessage();
    }
    fwrite(STDERR, "$why\n");
    exit(1);
}

/**
 * The options on the command line. Prints the usage and ends the script if there are others.
 *
 * @param list<string> $names `name` or, with a value, `name:`
 * @return array<string, string> '' for an option without a value
 */
function script_options(array $names, string $usage): array
{
    /** @var list<string> $arguments */
    $arguments = $_SERVER['argv'] ?? [];
    $script = (string) array_shift($arguments);
    $options = [];
    while (is_string($argument = array_shift($arguments))) {
        $name = substr($argument, 2);
        $takesValue = in_array("$name:", $names, true) && $arguments !== [];
        if (!str_starts_with($argument, '--') || (!$takesValue && !in_array($name, $names, true))) {
            fwrite(STDERR, 'usage: php ' . basename($script) . " $usage\n");
            exit(2);
        }
        $options[$name] = $takesValue ? (string) array_shift($arguments) : '';
    }

    return $options;
}
