// From the shop's first page to a paid order, directly and by detours.

import assert from 'node:assert/strict';
import { CARDS, heading, pay, payButton, rows, says } from '../src/checkout.mjs';
import { look } from '../src/look.mjs';
import { buy, fact, isPaid, OPEN, PAID, status, webhook } from '../src/shop.mjs';

export default {
    async 'a card that pays: back at the shop, the order is paid'({ visit, shop, dojo }) {
        const page = await visit.page();
        await page.goto(`${shop}/`);
        await look(visit, page, 'shop-goods');
        const bought = await buy(page, shop);
        assert.deepEqual(await rows(page), [['1 × Teapot for two', '£42.00'], ['Total', '£42.00']]);
        await look(visit, page, 'checkout-shop');
        await pay(page, CARDS.pays);
        await isPaid({ page, shop, dojo }, bought);
        await look(visit, page, 'shop-thanks');
        await webhook(dojo, bought.id, 'Captured');
        await page.getByRole('link', { name: 'See your order' }).click();
        await says(page, '42.00 GBP');
        assert.equal(await fact(page, 'Status'), PAID);
        await look(visit, page, 'shop-order-paid');
    },

    async '3-D Secure approved: the order is paid'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop, 'Breakfast tea, 250 g');
        await pay(page, CARDS.asksTheBank);
        assert.equal(await heading(page), 'Confirm with your bank');
        await says(page, '£7.25');
        await says(page, 'ending in 1096');
        assert.equal(await dojo.status(bought.id), 'Created', 'nothing is paid before the answer');
        await look(visit, page, 'checkout-bank');
        await page.getByRole('button', { name: 'Approve' }).click();
        await isPaid({ page, shop, dojo }, bought);
    },

    async '3-D Secure refused: a message, the order stays open, then it is paid'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop, 'Stoneware mug');
        await pay(page, CARDS.asksTheBank);
        await page.getByRole('button', { name: 'Fail the check' }).click();
        await says(page, 'The card was declined. Nothing was paid.');
        assert.equal(await dojo.status(bought.id), 'Created');
        assert.match(await status(shop, bought.orderId), OPEN);
        await pay(page, CARDS.asksTheBank);
        await page.getByRole('button', { name: 'Approve' }).click();
        await isPaid({ page, shop, dojo }, bought);
    },

    async 'a declined card: a message, the intent stays open, another card pays the same one'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop, 'Stoneware mug');
        await pay(page, CARDS.isDeclined);
        const alert = page.getByRole('alert');
        assert.match(await alert.innerText(), /The card was declined\. Nothing was paid\./);
        assert.ok(await alert.evaluate((element) => element === document.activeElement), 'the message has the focus');
        assert.equal(await page.getByLabel('Card number').inputValue(), '', 'the number is not sent back');
        assert.equal(await page.getByLabel('Name on card').inputValue(), 'Ada Customer', 'the name is kept');
        assert.equal(await dojo.status(bought.id), 'Created');
        assert.match(await status(shop, bought.orderId), OPEN);
        await look(visit, page, 'checkout-declined');
        await pay(page, CARDS.pays);
        await isPaid({ page, shop, dojo }, bought);
    },

    async 'cancelling leads back to the order, which can be paid later with the same intent'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop);
        await page.getByRole('link', { name: 'Cancel and go back to the shop' }).click();
        assert.equal(page.url(), `${shop}/order.php?id=${bought.orderId}`);
        await look(visit, page, 'shop-order-open');
        await page.getByRole('button', { name: 'Pay this order' }).click();
        await page.waitForURL(`${dojo.url}/checkout/${bought.id}`);
        await pay(page, CARDS.pays);
        await isPaid({ page, shop, dojo }, bought);
    },

    async 'a success page opened by hand before the payment does not say paid'({ visit, shop, dojo }) {
        const page = await visit.page();
        const bought = await buy(page, shop);
        await page.goto(`${shop}/success.php?order=${bought.orderId}`);
        assert.equal(await heading(page), 'Your payment is on its way');
        assert.match(await status(shop, bought.orderId), OPEN);
        await look(visit, page, 'shop-on-its-way');
        await page.goBack();
        assert.ok(await payButton(page).isVisible(), 'Back leads to the checkout page again');
        await pay(page, CARDS.pays);
        await isPaid({ page, shop, dojo }, bought);
    },

    async 'pages that do not exist say so and lead back'({ visit, shop, dojo }) {
        const page = await visit.page();
        const script = encodeURIComponent('"><script>alert(1)</script><img src=x onerror=alert(2)>');
        for (const path of [`order.php?id=${script}`, `success.php?order=${script}`]) {
            assert.equal((await page.goto(`${shop}/${path}`)).status(), 404);
            assert.equal(await heading(page), 'No such order');
            await page.getByRole('link', { name: 'Back to the shop' }).click();
            assert.equal(await heading(page), 'Our goods');
        }
        await page.goto(`${shop}/order.php?id=none`);
        await look(visit, page, 'shop-no-order');
        assert.equal((await page.goto(`${shop}/checkout.php`)).status(), 405);
        assert.equal((await page.goto(`${dojo.url}/checkout/pi_sandbox_none`)).status(), 404);
        assert.equal(await heading(page), 'Payment not found');
        await look(visit, page, 'checkout-not-found');
    },
};
