<?php

declare(strict_types=1);

namespace Dojo\Sandbox;

/** What the checkout page shows besides the intent. */
final class FormState
{
    /**
     * @param array<string, string> $typed      by field
     * @param array<string, string> $errors     messages by field
     * @param list<SavedCard>       $savedCards
     */
    public function __construct(
        public readonly string $token,
        public readonly array $typed,
        public readonly array $errors,
        public readonly ?string $message,
        public readonly array $savedCards,
    ) {
    }
}
