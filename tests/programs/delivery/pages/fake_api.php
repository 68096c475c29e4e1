<?php

declare(strict_types=1);

/* An API for setup.php that answers with the files in its folder. */

$path = (string) parse_url((string) $_SERVER['REQUEST_URI'], PHP_URL_PATH);
$file = getenv('FAKE_API') . '/' . $_SERVER['REQUEST_METHOD'] . strtr($path, '/', '-') . '.json';
header('Content-Type: application/json');
if (!is_file($file)) {
    http_response_code(404);
    echo json_encode(['status' => 404, 'title' => 'Not Found', 'detail' => 'There is no ' . basename($file)]);
    exit;
}
readfile($file);
