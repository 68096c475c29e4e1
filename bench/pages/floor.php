<?php

// A page without a request to the API: the cost of nginx and PHP-FPM alone.
header('Content-Type: application/json');
echo json_encode(['id' => 'pi_sandbox_example']);
