// The quickstart shop as its customers and its staff use it.

import assert from 'node:assert/strict';
import { heading, intentId, rows } from './checkout.mjs';
import { until } from './until.mjs';

/** Chooses a product; the browser ends on the checkout page. */
export async function buy(page, shop, product = 'Teapot for two') {
    await page.goto(`${shop}/`);
    await page.getByRole('button', { name: `Buy ${product}` }).click();
    await page.waitForURL('**/checkout/*'); // by way of a page of the shop
    const id = intentId(page);
    assert.equal(await heading(page), 'Corner Tea Shop');
    const [, orderId] = /Reference:\s*(order-[0-9a-f]{16})/.exec(await page.locator('main').innerText()) ?? [];
    assert.ok(orderId, 'the checkout page shows no order');
    assert.ok((await rows(page)).some(([name]) => name === `1 × ${product}`), `the checkout page does not list ${product}`);

    return { id, orderId };
}

/** What the customer reads of the order. */
export async function status(shop, orderId) {
    const response = await fetch(`${shop}/order.php?id=${orderId}`);
    assert.equal(response.status, 200, `the page of ${orderId}`);

    return /<dt>Status<\/dt><dd>(.*?)<\/dd>/.exec(await response.text())[1].replaceAll('&apos;', '\'');
}

export const PAID = 'Thank you. Your order is paid.';
export const OPEN = /^We have not heard of your payment yet\./;

/** Waits until Dojo has delivered the webhook of that intent with that status, and the shop has accepted it. */
export async function webhook(dojo, id, said) {
    const isAccepted = ({ payload, attempts }) => payload.includes(id) && payload.includes(said) && attempts.some((one) => one.status === 200);

    return until(
        async () => (await dojo.call('GET', '/sandbox/deliveries')).deliveries.find(isAccepted),
        `a webhook that says ${said} of ${id}`,
    );
}

/** The shop's success page is shown, and the shop's database and Dojo have the payment. */
export async function isPaid({ page, shop, dojo }, { id, orderId }) {
    await page.waitForURL(`${shop}/success.php?order=${orderId}`);
    await page.getByRole('heading', { level: 1, name: 'Thank you' }).waitFor(); // the page opens itself again until then
    assert.equal(await status(shop, orderId), PAID);
    assert.deepEqual([await dojo.status(id), (await dojo.intent(id)).reference], ['Captured', orderId]);
}

/** Somebody of the staff signs in and opens the order from the list. */
export async function openAsStaff(page, shop, password, orderId) {
    await page.goto(`${shop}/staff.php`);
    await page.getByLabel('Staff password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: orderId }).click();
    assert.equal(await heading(page), 'Payment');
}

/** What the page says of something in its list of terms. */
export function fact(page, term) {
    return page.locator(`dt:text-is("${term}") + dd`).innerText();
}
