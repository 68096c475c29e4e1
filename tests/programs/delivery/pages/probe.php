<?php

declare(strict_types=1);

/* Prints the result of Dojo\Webhook::fromGlobals() for this request as JSON. ?read=input or ?read=post reads the body first. */

if (($_GET['read'] ?? '') === 'input') {
    file_get_contents('php://input');
} elseif (($_GET['read'] ?? '') === 'part') {
    $input = fopen('php://input', 'rb');
    fread($input, 10);
} elseif (($_GET['read'] ?? '') === 'post') {
    $_POST !== [] && error_log('a form');
}
try {
    $event = Dojo\Webhook::fromGlobals(match ($_GET['secrets'] ?? '') {
        'none' => [],
        'empty' => '',
        'two' => ['another', 'the secret'],
        default => 'the secret',
    });
    $said = ['id' => $event->id, 'secretIndex' => $event->secretIndex];
} catch (Throwable $e) {
    $said = ['class' => $e::class, 'message' => $e->getMessage()];
}
header('Content-Type: application/json');
echo json_encode($said, JSON_THROW_ON_ERROR);
