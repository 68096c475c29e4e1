// Impatient customers, old tabs and hostile texts: nothing is paid twice, and no script runs.

import assert from 'node:assert/strict';
import { CARDS, heading, pay, payButton, presser, says, typeCard } from '../src/checkout.mjs';
import { gbp } from '../src/dojo.mjs';
import { look } from '../src/look.mjs';
import { buy, isPaid } from '../src/shop.mjs';
import { until } from '../src/until.mjs';

const SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>';

export default {
    async 'a double click pays once'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop);
        await typeCard(page, CARDS.pays);
        await payButton(page).dblclick();
        await says(page, 'Your order is paid.');
        await isPaid({ page, shop, dojo }, bought);
        assert.ok(await dojo.formsSent(bought.id) <= 2);
    },

    async 'a second click before the response arrives pays once'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop);
        await typeCard(page, CARDS.pays);
        await dojo.call('POST', '/sandbox/faults', { fault: 'delay=20', path: `/checkout/${bought.id}`, method: 'POST', times: 1 });
        const press = await presser(page, payButton(page));
        await press();
        const first = await dojo.payment(bought.id);
        await press();
        await says(page, 'Your order is paid.');
        assert.equal(await dojo.formsSent(bought.id), 2, 'both clicks were sent');
        assert.equal(await dojo.transaction(bought.id), first, 'it is still the first payment');
        await isPaid({ page, shop, dojo }, bought);
    },

    async 'two tabs: the second one shows the order as paid, and pays nothing'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop);
        const other = await page.context().newPage();
        await other.goto(page.url());
        await pay(page, CARDS.pays);
        await isPaid({ page, shop, dojo }, bought);
        const first = await dojo.transaction(bought.id);
        await pay(other, CARDS.pays);
        await isPaid({ page: other, shop, dojo }, bought);
        assert.equal(await dojo.transaction(bought.id), first, 'it is still the first payment');
    },

    async 'Back after paying shows that it is paid'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop);
        await pay(page, CARDS.pays);
        await isPaid({ page, shop, dojo }, bought);
        const first = await dojo.transaction(bought.id);
        await page.goBack();
        assert.equal(await heading(page), 'Payment successful');
        assert.equal(await page.getByRole('textbox').count(), 0, 'no form is left to be sent');
        await page.getByRole('link', { name: 'Back to the shop' }).click();
        await isPaid({ page, shop, dojo }, bought);
        assert.equal(await dojo.transaction(bought.id), first);
    },

    async 'reloading the page of a declined card does not try the card again'({ visit, dojo }) {
        const { id, paymentLink } = await dojo.createIntent();
        const page = await visit.page();
        await page.goto(paymentLink);
        await pay(page, CARDS.isDeclined);
        await says(page, 'The card was declined.');
        await page.reload();
        assert.match(await page.getByRole('alert').innerText(), /out of date, so nothing was paid/);
        assert.equal(await dojo.formsSent(id), 2, 'the browser did send the form again');
        await pay(page, CARDS.pays);
        assert.equal(await dojo.status(id), 'Captured');
    },

    async 'answering the bank twice pays once'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop);
        await pay(page, CARDS.asksTheBank);
        await page.getByRole('button', { name: 'Approve' }).dblclick();
        await says(page, 'Your order is paid.');
        const first = await dojo.transaction(bought.id);
        await page.goBack();
        assert.equal(await heading(page), 'Payment successful');
        assert.equal(await dojo.transaction(bought.id), first);
    },

    async 'a lost response: the link shows that it was paid'({ visit, dojo }) {
        const { id, paymentLink } = await dojo.createIntent();
        const page = await visit.page();
        await page.goto(paymentLink);
        await typeCard(page, CARDS.pays);
        await dojo.call('POST', '/sandbox/faults', { fault: 'close-after', path: `/checkout/${id}`, method: 'POST', times: 5 });
        await (await presser(page, payButton(page)))();
        await until(() => page.url().startsWith('chrome-error:'), 'the browser to show that there was no response');
        const first = await dojo.payment(id);
        await dojo.call('DELETE', '/sandbox/faults');
        await page.goto(paymentLink);
        assert.equal(await heading(page), 'Payment successful');
        assert.equal(await dojo.transaction(id), first);
    },

    async 'if the shop changes the amount while the page is open, the old total is not paid'({ visit, dojo }) {
        const { id, paymentLink } = await dojo.createIntent({ config: { payment: { customAmountAllowed: true } } });
        const page = await visit.page();
        await page.goto(paymentLink);
        await typeCard(page, CARDS.pays);
        await dojo.call('POST', `/payment-intents/${id}/amount`, { amount: gbp(2500) });
        await page.getByRole('button', { name: 'Pay £10.00' }).click();
        await says(page, 'nothing was paid');
        assert.equal(await dojo.status(id), 'Created');
        await pay(page, CARDS.pays);
        await says(page, '£25.00 has been paid');
    },

    async 'texts of shops and customers are shown, never run as scripts'({ visit, dojo }) {
        const { id, paymentLink } = await dojo.createIntent({
            amount: gbp(3000), reference: SCRIPT, description: SCRIPT, config: { title: SCRIPT, customerEmail: { collectionRequired: true } },
            customer: { emailAddress: 'ada@example.com' },
            itemLines: [{ name: SCRIPT, quantity: 1, amountTotal: gbp(2500) }], taxLines: [{ caption: SCRIPT, subCaption: SCRIPT, amountTotal: gbp(500) }],
        });
        const page = await visit.page();
        await page.goto(paymentLink);
        assert.equal(await heading(page), SCRIPT);
        assert.equal(await page.locator('img, main script').count(), 0);
        await look(visit, page, 'checkout-script');
        await page.getByLabel('Email address').fill(SCRIPT);
        await typeCard(page, CARDS.pays);
        await page.getByLabel('Name on card').fill(SCRIPT);
        await payButton(page).click();
        assert.equal(await page.getByLabel('Name on card').inputValue(), SCRIPT);
        await page.getByLabel('Email address').fill('ada@example.com');
        await pay(page, CARDS.pays);
        await says(page, SCRIPT);
        assert.equal(await page.locator('img, main script').count(), 0);
        assert.equal(await dojo.status(id), 'Captured');
    },

    async 'long words do not break the page'({ visit, dojo }) {
        const { paymentLink } = await dojo.createIntent({
            amount: gbp(999999999), reference: 'R'.repeat(60), description: 'd'.repeat(300), config: { title: 'T'.repeat(100) },
            itemLines: [{ name: 'I'.repeat(100), quantity: 1000000, amountTotal: gbp(999999999) }],
        });
        const page = await visit.page();
        await page.goto(paymentLink);
        await look(visit, page, 'checkout-long-words');
    },

    async 'cancelled, refunded, reversed and expired: the page says so and takes no card'({ visit, dojo }) {
        const page = await visit.page();
        const paid = async () => {
            const intent = await dojo.createIntent();
            await page.goto(intent.paymentLink);
            await pay(page, CARDS.pays);
            await says(page, 'has been paid');

            return intent;
        };
        const shows = async ({ paymentLink }, title, status) => {
            const response = await page.goto(paymentLink);
            assert.deepEqual([await heading(page), response.status()], [title, status]);
            assert.equal(await page.getByRole('textbox').count() + await page.getByRole('button').count(), 0, `${title}: nothing to fill in or press`);
            await look(visit, page, `checkout-${title.split(' ').at(-1)}`);
        };
        const canceled = await dojo.createIntent({ config: { cancelUrl: 'http://127.0.0.1/cart' } });
        await dojo.call('DELETE', `/payment-intents/${canceled.id}`);
        await shows(canceled, 'Payment cancelled', 410);
        const refunded = await paid();
        await dojo.call('POST', `/payment-intents/${refunded.id}/refunds`, { amount: 1000 }, { idempotencyKey: refunded.id });
        await shows(refunded, 'Payment refunded', 200);
        const reversed = await paid();
        await dojo.call('POST', `/payment-intents/${reversed.id}/reversal`);
        await shows(reversed, 'Payment reversed', 200);

        const expiring = await dojo.createIntent({ expireAt: new Date(Date.now() + 3600_000).toISOString() });
        await page.goto(expiring.paymentLink);
        await typeCard(page, CARDS.pays);
        await dojo.call('POST', '/sandbox/clock', { advance: 3601 });
        await payButton(page).click();
        assert.equal(await heading(page), 'Payment link expired');
        assert.equal(await dojo.status(expiring.id), 'Canceled', 'the form that was open pays nothing');
        await shows(expiring, 'Payment link expired', 410);
    },
};
