// The shop's staff refund payments on the order's page for them.

import assert from 'node:assert/strict';
import { CARDS, heading, pay, presser, says } from '../src/checkout.mjs';
import { look } from '../src/look.mjs';
import { buy, fact, isPaid, openAsStaff, PAID, status, webhook } from '../src/shop.mjs';
import { until } from '../src/until.mjs';

/** A paid order that staff have opened. */
async function paidOrder({ visit, shop, dojo, password }) {
    const page = await visit.page();
    const bought = await buy(page, shop);
    await pay(page, CARDS.pays);
    await isPaid({ page, shop, dojo }, bought);
    await webhook(dojo, bought.id, 'Captured');
    const staff = await visit.page();
    await openAsStaff(staff, shop, password, bought.orderId);

    return { page: staff, ...bought };
}

async function fill(page, amount) {
    await page.getByLabel(/^Amount/).fill(amount);
    await page.getByLabel('Reason').fill('"><script>alert(1)</script>');
}

export default {
    async 'a double click, and a second click before Dojo has responded: one refund'(t) {
        const { visit, shop, dojo } = t;
        const { page, id, orderId } = await paidOrder(t);
        assert.equal(await page.getByLabel('Amount in GBP').inputValue(), '42.00', 'the whole amount is offered');
        await look(visit, page, 'shop-refund');
        await fill(page, '12.00');
        await dojo.call('POST', '/sandbox/faults', { fault: 'delay=3', path: `/payment-intents/${id}/refunds`, method: 'POST', times: 3 });
        const press = await presser(page, page.getByRole('button', { name: 'Refund' }));
        await press();
        await press();
        await until(async () => (await dojo.intent(id)).refundedAmount === 1200, 'the refund');
        await press(); // the form is still shown: no response has come yet
        await says(page, '12.00 GBP, done');
        assert.equal(page.url(), `${shop}/payment.php?order=${orderId}`);
        assert.deepEqual([await fact(page, 'Refunded'), await page.getByText('key refund-').count()], ['12.00 GBP', 1]);
        assert.equal((await dojo.intent(id)).refundedAmount, 1200);
        const customer = await visit.page();
        await customer.goto(`${shop}/order.php?id=${orderId}`);
        await says(customer, '12.00 GBP');
        assert.doesNotMatch(await customer.content(), /alert|refund-[0-9a-f]/, 'the customer sees neither the reason nor the key');
        await look(visit, customer, 'shop-order-refunded');
    },

    async 'the form then offers the remaining amount; more is refused with a message'(t) {
        const { visit, shop, dojo } = t;
        const { page, id, orderId } = await paidOrder(t);
        await fill(page, '12.00');
        await page.getByRole('button', { name: 'Refund' }).click();
        await says(page, '12.00 GBP, done');
        assert.equal(await page.getByLabel('Amount in GBP').inputValue(), '30.00');
        await fill(page, '30.01');
        await page.getByRole('button', { name: 'Refund' }).click();
        await says(page, 'Only 30.00 GBP of this payment is left to refund.');
        assert.equal(await heading(page), 'Not refunded');
        await look(visit, page, 'shop-refund-refused');
        await page.getByRole('link', { name: 'Back to the payment' }).click();
        assert.equal(await fact(page, 'Refunded'), '12.00 GBP');
        assert.equal((await dojo.intent(id)).refundedAmount, 1200);
        assert.equal(await status(shop, orderId), PAID);
    },

    async 'a wrong amount refunds nothing, and Back leads to the form'(t) {
        const { dojo } = t;
        const { page, id } = await paidOrder(t);
        for (const amount of ['-1', '12,00', '19,80 GBP']) {
            await fill(page, amount);
            await page.getByRole('button', { name: 'Refund' }).click();
            await says(page, 'amount');
            assert.equal(await heading(page), 'Not refunded');
            await page.goBack();
        }
        assert.equal((await dojo.intent(id)).refundedAmount, 0);
        assert.equal(await fact(page, 'Refunded'), '0.00 GBP');
    },

    async 'a wrong password: a message, and no list of orders'({ visit, shop, password }) {
        const page = await visit.page();
        await page.goto(`${shop}/staff.php`);
        await look(visit, page, 'shop-sign-in');
        await page.getByLabel('Staff password').fill('guess');
        await page.getByRole('button', { name: 'Sign in' }).click();
        await says(page, 'The password is not right.');
        assert.equal(await page.getByText('order-').count(), 0);
        await page.getByLabel('Staff password').fill(password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        assert.equal(await heading(page), 'Orders');
        await look(visit, page, 'shop-orders');
    },
};
