<?php

declare(strict_types=1);

/*
 * Where the stub's responses differ from the published document on purpose. The path begins with the method's name; `*` matches
 * anything. A row that matches no difference fails the test.
 */
$always = 'the document requires almost nothing; this is in every one of its examples, and a response without it would be useless';
$examples = 'the document\'s own examples have it, its schema does not';

return [
    '*.id: lacks null' => $always,
    '*.id: is required' => $always,
    '*.status: is required' => $always,
    '*.amount: lacks null' => $always,
    '*.amount: is required' => $always,
    'capturePaymentIntent.captureId: *' => $always,
    'chargePaymentIntent.paymentIntentId: *' => $always,
    'getCustomerPaymentMethods.customerId: *' => $always,
    '*.refundId: *' => $always,
    '*.secret: *' => $always,
    '*.secrets: is required' => $always,
    '*.url: is required' => $always,
    '*.events: is required' => $always,
    '*.model: is required' => $always,

    '*.paymentSource: is extra' => $examples,
    '*.paymentEvents: is extra' => $examples,
    '*.config.tradingName: is extra' => $examples,
    '*.config.branding: is extra' => $examples,
    '*.customerReceipt: is extra' => $examples,
    '*.merchantReceipt: is extra' => $examples,
    '*.lastUsedAt: is extra' => $examples,
    'reversePaymentIntent.id: is extra' => $examples,
    '*undPaymentIntent.message: is extra' => 'the reference\'s guide to refunds shows it',
    'getRefund.message: is extra' => 'the reference\'s guide to refunds shows it',

    '*: is named Amount, not Money' => 'Dojo\Money is a class',
    '*.actionLink.action: *' => 'a link that was read can be sent again, so it is one shape',
];
