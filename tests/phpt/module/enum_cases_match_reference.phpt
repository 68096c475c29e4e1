--TEST--
Each enum has the cases of the API reference, with equal names and values
--EXTENSIONS--
dojo
--FILE--
<?php
declare(strict_types=1);

// The cases in version 2026-02-27 of the reference. There, PaymentMethod is an open list described in a field's text.
$expected = [
    'PaymentIntentStatus' => ['Created', 'Authorized', 'Captured', 'Reversed', 'Refunded', 'Canceled'],
    'CaptureMode' => ['Auto', 'Manual'],
    'CaptureStatus' => ['Created', 'Successful', 'Declined', 'Failed'],
    'AutoExpireAction' => ['Release', 'Capture'],
    'PaymentMethod' => ['Card', 'Wallet', 'SavedCard'],
    'SetupIntentStatus' => ['Created', 'Authorized', 'Canceled', 'Completed', 'Expired', 'CardExpired', 'Closed'],
    'TerminalStatus' => ['Available', 'Offline', 'InUse'],
    'TerminalSessionStatus' => [
        'InitiateRequested', 'Initiated', 'Authorized', 'Captured', 'CancelRequested', 'Canceled', 'SignatureVerificationAccepted',
        'SignatureVerificationRejected', 'SignatureVerificationRequired', 'Expired', 'Declined',
    ],
];
// If the published document is available, it is authoritative.
$document = getenv('DOJO_OPENAPI');
if ($document !== false && $document !== '') {
    $schemas = json_decode((string) file_get_contents($document), true, 512, JSON_THROW_ON_ERROR)['components']['schemas'];
    foreach ($expected as $name => $cases) {
        if (isset($schemas[$name]['enum'])) {
            $expected[$name] = $schemas[$name]['enum'];
        } elseif ($name !== 'PaymentMethod') {
            echo "the document has no enum $name\n";
        }
    }
}
foreach ($expected as $name => $values) {
    $enum = new ReflectionEnum("Dojo\\$name");
    if (array_map(static fn (BackedEnum $case): string => $case->value, "Dojo\\$name"::cases()) !== $values
        || array_column("Dojo\\$name"::cases(), 'name') !== $values || (string) $enum->getBackingType() !== 'string') {
        echo "$name differs: ", implode(' ', array_column("Dojo\\$name"::cases(), 'value')), "\n";
    }
}
$enums = array_filter(get_declared_classes(), static fn (string $class): bool => str_starts_with($class, 'Dojo\\') && enum_exists($class));
echo implode(' ', array_diff(array_map(static fn (string $class): string => substr($class, 5), $enums), array_keys($expected))), "none more\n";
?>
--EXPECT--
none more
