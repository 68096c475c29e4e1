// The quickstart shop as its customers and its staff use it.

import assert from 'node:assert/strict';
import { heading, intentId, rows } from './checkout.mjs';
import { until } from './until.mjs';

/** Chooses a product; the browser ends on the checkout page. */
export async function buy(page, shop, product = 'Teapot for two') {
    await page.goto(`${shop}/`);
    await page.getByRole('button', { name: `Buy ${product}` }).click();
    const id = intentId(page);
    assert.equal(await heading(page), 'Corner Tea Shop');
    const [, orderId] = /Reference:\s*(order-[0-9a-f]{16})/.exec(await page.locator('main').innerText()) ?? [];
    assert.ok(orderId, 'the checkout page shows no order');
    assert.ok((await rows(page)).some(([name]) => name === `1 × ${product}`), `the checkout page does not list ${product}`);

    return { id, orderId };
}

export async function order(shop, orderId) {
    const response = await fetch(`${shop}/order.php?format=json&id=${orderId}`);
    assert.equal(response.status, 200, `the shop's view of ${orderId}`);

    return response.json();
}

/** Waits until the shop has handled the webhook with that status. */
export async function webhook(shop, orderId, status) {
    return until(
        async () => (await order(shop, orderId)).events.find((one) => one.status === status && Number(one.handled) === 1),
        `a webhook that says ${status} of ${orderId}`,
    );
}

/** The shop's success page is shown, and the shop's database and Dojo have the payment. */
export async function isPaid({ page, shop, dojo }, { id, orderId }) {
    assert.equal(page.url(), `${shop}/success.php?order=${orderId}`);
    assert.equal(await heading(page), 'Thank you');
    assert.equal((await order(shop, orderId)).status, 'paid');
    assert.equal((await order(shop, orderId)).paymentIntentId, id);
    assert.equal(await dojo.status(id), 'Captured');
}
