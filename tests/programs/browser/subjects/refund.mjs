// The shop's staff refund payments on the order's page.

import assert from 'node:assert/strict';
import { CARDS, heading, pay, presser, says } from '../src/checkout.mjs';
import { look } from '../src/look.mjs';
import { buy, isPaid, order, webhook } from '../src/shop.mjs';

/** A paid order whose refund form is open. */
async function refundForm({ visit, shop, dojo }) {
    const page = await visit.page();
    const bought = await buy(page, shop);
    await pay(page, CARDS.pays);
    await isPaid({ page, shop, dojo }, bought);
    await webhook(shop, bought.orderId, 'Captured');
    await page.goto(`${shop}/order.php?id=${bought.orderId}`);
    await page.getByRole('link', { name: /Refund/ }).click();

    return { page, ...bought };
}

async function fill(page, amount, password) {
    await page.getByLabel(/^Amount/).fill(amount);
    await page.getByLabel('Reason').fill('"><script>alert(1)</script>');
    await page.getByLabel('Staff password').fill(password);
}

export default {
    async 'a double click, and a second click before Dojo has responded: one refund'(t) {
        const { visit, shop, dojo, password } = t;
        const { page, id, orderId } = await refundForm(t);
        assert.equal(await page.getByLabel('Amount in GBP').inputValue(), '42.00', 'the whole amount is offered');
        await look(visit, page, 'shop-refund');
        await fill(page, '12.00', password);
        await dojo.call('POST', '/sandbox/faults', { fault: 'delay=0.5', path: `/payment-intents/${id}/refunds`, method: 'POST', times: 1 });
        const press = await presser(page, page.getByRole('button', { name: 'Refund' }));
        await press();
        await press();
        await page.waitForTimeout(200);
        await press();
        await says(page, '12.00 GBP: done');
        assert.equal(page.url(), `${shop}/order.php?id=${orderId}`);
        await look(visit, page, 'shop-order-refunded');
        const { refunds, refundedAmount } = await order(shop, orderId);
        assert.deepEqual([refunds.length, refundedAmount, refunds[0].state], [1, 1200, 'done']);
        assert.equal((await dojo.intent(id)).refundedAmount, 1200);
    },

    async 'the form then offers the remaining amount; more is refused with a message'(t) {
        const { visit, shop, dojo, password } = t;
        const { page, id, orderId } = await refundForm(t);
        await fill(page, '12.00', password);
        await page.getByRole('button', { name: 'Refund' }).click();
        await page.getByRole('link', { name: /Refund/ }).click();
        assert.equal(await page.getByLabel('Amount in GBP').inputValue(), '30.00');
        await fill(page, '30.01', password);
        await page.getByRole('button', { name: 'Refund' }).click();
        assert.equal(await heading(page), 'Not refunded');
        await says(page, 'is left');
        await look(visit, page, 'shop-refund-refused');
        await page.getByRole('link', { name: 'Back to the order' }).click();
        await says(page, '30.01 GBP: refused');
        assert.equal((await dojo.intent(id)).refundedAmount, 1200);
        assert.equal((await order(shop, orderId)).status, 'paid');
    },

    async 'a wrong password or amount refunds nothing, and Back leads to the form'(t) {
        const { shop, dojo, password } = t;
        const { page, id, orderId } = await refundForm(t);
        for (const [amount, typed, message] of [['12.00', 'guess', 'The password is not right.'], ['-1', password, 'Please write the amount like 12.50.'], ['12,00', password, 'Please write the amount like 12.50.']]) {
            await fill(page, amount, typed);
            await page.getByRole('button', { name: 'Refund' }).click();
            await says(page, message);
            await page.goBack();
        }
        assert.equal((await dojo.intent(id)).refundedAmount, 0);
        assert.deepEqual((await order(shop, orderId)).refunds, []);
    },
};
