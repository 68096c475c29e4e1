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

    /** @return array<string, Field> the fields other than the card's, by name, with the values that the intent already has */
    public static function fields(Intent $intent): array
    {
        $fields = [];
        if (self::asksFor('customerEmail', $intent)) {
            $fields['email'] = new Field('Email address', true, 254, 'email', $intent->fields()->object('customer')->textOrNull('emailAddress'), 'email');
        }
        if (self::asksFor('billingAddress', $intent)) {
            $fields += self::address('billing', 'billing', $intent->fields()->object('billingAddress'));
        }
        if (self::asksFor('shippingDetails', $intent)) {
            $shipping = $intent->fields()->object('shippingDetails');
            $fields['shipping_name'] = new Field('Recipient', true, 100, 'shipping name', $shipping->textOrNull('name'));
            $fields += self::address('shipping', 'shipping', $shipping->object('address'));
            $fields['shipping_notes'] = new Field('Delivery notes (optional)', false, 1024, 'off', $shipping->textOrNull('deliveryNotes'));
        }

        return $fields;
    }

    /**
     * @param array<string, string> $typed
     * @return array{array<string, string>, JsonObject} messages by field; what to keep on the intent, as Checkout::pay() takes it
     */
    public static function check(Intent $intent, array $typed): array
    {
        $errors = [];
        foreach (self::fields($intent) as $name => $field) {
            $value = trim($typed[$name] ?? '');
            if ($value === '' && $field->required) {
                $errors[$name] = 'This field is required.';
            } elseif (str_ends_with($name, 'countryCode') && $value !== '' && !preg_match('~^[A-Za-z]{2}$~D', $value)) {
                $errors[$name] = 'Enter two letters, for example GB.';
            } elseif (Text::length($value) > $field->max || !Text::isUtf8($value)) {
                $errors[$name] = "This must be at most {$field->max} characters of text.";
            } elseif ($name === 'email' && !filter_var($value, FILTER_VALIDATE_EMAIL)) {
                $errors[$name] = 'Enter an email address.';
            }
        }
        if ($intent instanceof SetupIntent && ($typed['terms'] ?? '') !== 'yes') {
            $errors['terms'] = 'Please accept the terms.';
        }

        return [$errors, self::details($intent, $typed)];
    }

    /** @param array<string, string> $typed */
    private static function details(Intent $intent, array $typed): JsonObject
    {
        $details = ['saveCard' => ($typed['save_card'] ?? '') === 'yes'];
        if (self::asksFor('customerEmail', $intent)) {
            $details['emailAddress'] = trim($typed['email'] ?? '');
        }
        if (self::asksFor('billingAddress', $intent)) {
            $details['billingAddress'] = self::typedAddress('billing', $typed) + $intent->fields()->object('billingAddress')->all();
        }
        if (self::asksFor('shippingDetails', $intent)) {
            $details['shippingDetails'] = array_filter([
                'name' => trim($typed['shipping_name'] ?? ''),
                'deliveryNotes' => trim($typed['shipping_notes'] ?? ''),
                'address' => self::typedAddress('shipping', $typed) + $intent->fields()->object('shippingDetails')->object('address')->all(),
            ]);
        }

        return new JsonObject($details);
    }

    private static function asksFor(string $part, Intent $intent): bool
    {
        return $intent->config()->object($part)->flag('collectionRequired');
    }

    /**
     * @param array<string, string> $typed
     * @return array<string, string>
     */
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

    /** @return array<string, Field> */
    private static function address(string $prefix, string $section, JsonObject $known): array
    {
        $fields = [];
        foreach (self::ADDRESS as $part => [$label, $required, $max, $autocomplete]) {
            $fields[$prefix . '_' . $part] = new Field($label, $required, $max, "$section $autocomplete", $known->textOrNull($part));
        }

        return $fields;
    }
}
