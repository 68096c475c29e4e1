<?php

// A page that asks nobody: what php-fpm and nginx cost by themselves.
header('Content-Type: application/json');
echo json_encode(['id' => 'pi_sandbox_example']);
