<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** The fields of the checkout page: which of them an intent asks for, and the checks of what was entered. */
final class CheckoutForm
{
    private const ADDRESS = [
        'address1' => ['Address line 1', true, 100, 'address-line1'],
        'address2' => ['Address line 2 (optional)', false, 100, 'address-line2'],
        'city' => ['Town or city', true, 100, 'address-level2'],
        'postcode' => ['Postcode', true, 50, 'postal-code'],
        'countryCode' => ['Country code, two letters', true, 2, 'country'],
    ];

    /**
     * @return array<string, array{label: string, required: bool, max: int, autocomplete: string, value: string, type: string}>
     *         the fields other than the card's, by name, with the values that the intent already has
     */
    public static function fields(array $intent): array
    {
        $fields = [];
        $config = $intent['config'] ?? [];
        if ($config['customerEmail']['collectionRequired'] ?? false) {
            $fields['email'] = self::field('Email address', true, 254, 'email', $intent['customer']['emailAddress'] ?? '', 'email');
        }
        if ($config['billingAddress']['collectionRequired'] ?? false) {
            $fields += self::address('billing', 'billing', $intent['billingAddress'] ?? []);
        }
        if ($config['shippingDetails']['collectionRequired'] ?? false) {
            $shipping = $intent['shippingDetails'] ?? [];
            $fields['shipping_name'] = self::field('Recipient', true, 100, 'shipping name', $shipping['name'] ?? '');
            $fields += self::address('shipping', 'shipping', $shipping['address'] ?? []);
            $fields['shipping_notes'] = self::field('Delivery notes (optional)', false, 1024, 'off', $shipping['deliveryNotes'] ?? '');
        }

        return $fields;
    }

    /**
     * @param array<string, string> $typed
     * @return array{0: array<string, string>, 1: array} messages by field; what to keep on the intent
     */
    public static function check(array $intent, array $typed): array
    {
        $errors = [];
        foreach (self::fields($intent) as $name => $field) {
            $value = trim($typed[$name] ?? '');
            if ($value === '' && $field['required']) {
                $errors[$name] = 'This field is required.';
            } elseif (str_ends_with($name, 'countryCode') && $value !== '' && !preg_match('~^[A-Za-z]{2}$~D', $value)) {
                $errors[$name] = 'Enter two letters, for example GB.';
            } elseif (Text::length($value) > $field['max'] || !Text::isUtf8($value)) {
                $errors[$name] = "This must be at most {$field['max']} characters of text.";
            } elseif ($name === 'email' && !filter_var($value, FILTER_VALIDATE_EMAIL)) {
                $errors[$name] = 'Enter an email address.';
            }
        }
        if (isset($intent['terms']) && ($typed['terms'] ?? '') !== 'yes') {
            $errors['terms'] = 'Please accept the terms.';
        }

        return [$errors, self::details($intent, $typed)];
    }

    private static function details(array $intent, array $typed): array
    {
        $fields = self::fields($intent);
        $details = ['saveCard' => ($typed['save_card'] ?? '') === 'yes'];
        if (isset($fields['email'])) {
            $details['emailAddress'] = trim($typed['email'] ?? '');
        }
        if (isset($fields['billing_address1'])) {
            $details['billingAddress'] = self::typedAddress('billing', $typed) + ($intent['billingAddress'] ?? []);
        }
        if (isset($fields['shipping_name'])) {
            $details['shippingDetails'] = array_filter([
                'name' => trim($typed['shipping_name'] ?? ''),
                'deliveryNotes' => trim($typed['shipping_notes'] ?? ''),
                'address' => self::typedAddress('shipping', $typed) + ($intent['shippingDetails']['address'] ?? []),
            ]);
        }

        return $details;
    }

    private static function typedAddress(string $prefix, array $typed): array
    {
        $address = [];
        foreach (array_keys(self::ADDRESS) as $part) {
            $value = trim($typed[$prefix . '_' . $part] ?? '');
            if ($value !== '') {
                $address[$part] = $part === 'countryCode' ? strtoupper($value) : $value;
            }
        }

        return $address;
    }

    private static function address(string $prefix, string $section, array $known): array
    {
        $fields = [];
        foreach (self::ADDRESS as $part => [$label, $required, $max, $autocomplete]) {
            $fields[$prefix . '_' . $part] = self::field($label, $required, $max, "$section $autocomplete", $known[$part] ?? '');
        }

        return $fields;
    }

    private static function field(string $label, bool $required, int $max, string $autocomplete, string $value, string $type = 'text'): array
    {
        return compact('label', 'required', 'max', 'autocomplete', 'value', 'type');
    }
}
