--TEST--
fromGlobals() uses $_SERVER as it is at the call, even if a stream wrapper for php:// changes it
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

require __DIR__ . '/../../support/published_event.inc';

final class Input
{
    public $context;
    private string $left = BODY;

    public function stream_open(string $path): bool
    {
        $_SERVER = [];
        $GLOBALS['taken'] = array_map(static fn (int $size): array => range(1, $size), range(8, 200)); // reuses the freed memory

        return true;
    }

    public function stream_read(int $count): string
    {
        $read = substr($this->left, 0, $count);
        $this->left = substr($this->left, $count);

        return $read;
    }

    public function stream_eof(): bool
    {
        return $this->left === '';
    }

    public function stream_stat(): array
    {
        return [];
    }
}

$_SERVER = ['REQUEST_METHOD' => 'POST', 'HTTP_DOJO_SIGNATURE' => signed(BODY)];
stream_wrapper_unregister('php');
stream_wrapper_register('php', Input::class);
try {
    echo Dojo\Webhook::fromGlobals(SECRET)->id, "\n";
} catch (Dojo\DojoException $error) {
    echo get_class($error), ': ', $error->getMessage(), "\n";
}
stream_wrapper_restore('php');
var_dump($_SERVER);
?>
--EXPECT--
evt_hnnHxIKR_Uy6bhZCusCltw
array(0) {
}
