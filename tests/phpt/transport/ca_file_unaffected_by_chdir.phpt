--TEST--
A relative caFile names the same file after the script changes its directory
--EXTENSIONS--
dojo
openssl
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/faults/fault_server.inc';
require __DIR__ . '/../../support/run_php.inc';

$server = new FaultServer(tls: true);
$other = new FaultCertificates();
$server->set(['ok']);
$root = sys_get_temp_dir() . '/dojo-ca-' . bin2hex(random_bytes(4));
foreach (['right' => $server->ca, 'wrong' => $other->ca] as $folder => $ca) {
    mkdir("$root/$folder", 0700, true);
    copy($ca, "$root/$folder/ca.pem");
}
$code = <<<'PHP'
    $make = static fn (string $caFile) => new Dojo\Client('sk_sandbox_example', baseUrl: getenv('SERVER'), caFile: $caFile, maxRetries: 0);
    $say = static function (string $label, callable $call): void {
        Dojo\Client::resetPool();
        try {
            $outcome = json_encode($call()->getPaymentIntent('pi_1'));
        } catch (Dojo\DojoException $error) {
            $message = $error instanceof Dojo\ValidationException ? " $error->field: {$error->getMessage()}" : '';
            $outcome = get_class($error) . preg_replace('~(x/){50,}.*~', 'x/...', str_replace(getenv('ROOT'), 'ROOT', $message));
        }
        echo "$label: $outcome\n";
    };
    chdir(getenv('ROOT') . '/right');
    PHP;
$walk = <<<'PHP'
    $right = $make('ca.pem');
    $up = $make('../right/./ca.pem');
    chdir('../wrong');
    $say('made in the folder of the right one', fn () => $right);
    $say('by way of the parent', fn () => $up);
    $say('made in the folder of the wrong one', fn () => $make('ca.pem'));
    $say('by way of the parent', fn () => $make('../right/ca.pem'));
    $say('no such file', fn () => $make('none.pem'));
    $say('empty', fn () => $make(''));
    $say('with a NUL byte', fn () => $make("ca.pem\0.txt"));
    $say('too long', fn () => $make(str_repeat('x/', 5000)));
    PHP;
$confined = <<<'PHP'
    set_error_handler(static function (int $level, string $message): bool { echo "a warning: $message\n"; return true; });
    $say('inside', fn () => $make('ca.pem'));
    $say('outside', fn () => $make('../wrong/ca.pem'));
    $say('outside, by its full name', fn () => $make(getenv('ROOT') . '/wrong/ca.pem'));
    $say('a link to the outside', fn () => $make('link.pem'));
    $say('no such file', fn () => $make('none.pem'));
    PHP;
symlink("$root/wrong/ca.pem", "$root/right/link.pem");
$environment = ['SERVER' => $server->url('tls'), 'ROOT' => $root];
echo run_php($code . $walk, [], $environment), "\n";
echo "with open_basedir:\n", run_php($code . $confined, ["open_basedir=$root/right"], $environment), "\n";
array_map(unlink(...), ["$root/right/ca.pem", "$root/right/link.pem", "$root/wrong/ca.pem"]);
array_map(rmdir(...), ["$root/right", "$root/wrong", $root]);
?>
--EXPECT--
made in the folder of the right one: {"id":"CELL"}
by way of the parent: {"id":"CELL"}
made in the folder of the wrong one: Dojo\TlsException
by way of the parent: {"id":"CELL"}
no such file: Dojo\ValidationException caFile: caFile can't be read, or is empty: ROOT/wrong/none.pem
empty: Dojo\ValidationException caFile: caFile can't be read, or is empty: 
with a NUL byte: Dojo\ValidationException caFile: caFile can't be read, or is empty: ca.pem
too long: Dojo\ValidationException caFile: caFile can't be resolved to an absolute path: x/...
with open_basedir:
inside: {"id":"CELL"}
outside: Dojo\ValidationException caFile: caFile is outside open_basedir
outside, by its full name: Dojo\ValidationException caFile: caFile is outside open_basedir
a link to the outside: Dojo\ValidationException caFile: caFile is outside open_basedir
no such file: Dojo\ValidationException caFile: caFile can't be read, or is empty: ROOT/right/none.pem
