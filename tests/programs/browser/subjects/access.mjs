// Without a mouse, without JavaScript and on a phone; and no other host is asked for anything.

import assert from 'node:assert/strict';
import { isHere, PHONE } from '../src/browser.mjs';
import { CARDS, heading, intentId, pay, payButton, says } from '../src/checkout.mjs';
import { fits } from '../src/look.mjs';
import { buy, fact, isPaid, openAsStaff, status } from '../src/shop.mjs';
import { until } from '../src/until.mjs';

/** Presses Tab until the control of that name has the focus, and can be seen to have it. */
async function tabTo(page, name) {
    const seen = [];
    for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(() => {
            const element = document.activeElement;
            const { outlineStyle, outlineWidth } = getComputedStyle(element);

            return {
                name: (element.labels?.[0]?.innerText ?? element.getAttribute('aria-label') ?? element.innerText ?? '').trim(),
                ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
            };
        });
        seen.push(now.name);
        if (now.name === name) {
            assert.ok(now.ring, `"${name}" has the focus, and nothing shows it`);

            return;
        }
    }
    assert.fail(`Tab does not lead to "${name}", only to ${[...new Set(seen)].join(', ')}`);
}

async function typeWithKeys(page, card) {
    for (const [label, value] of [['Card number', card.number], ['Expiry, MM/YY', card.expiry], ['Security code', card.cvc], ['Name on card', 'Ada Customer']]) {
        await tabTo(page, label);
        await page.keyboard.type(value);
    }
}

export default {
    async 'with the keyboard alone: chosen, mistyped, corrected, approved and paid'({ visit, shop, dojo }) {
        const page = await visit.page();
        await page.goto(`${shop}/`);
        await tabTo(page, 'Buy Teapot for two');
        await page.keyboard.press('Enter');
        await page.waitForURL(`${dojo.url}/checkout/*`);
        const id = intentId(page);
        await typeWithKeys(page, { ...CARDS.asksTheBank, number: '5200 0000 0000 1097' });
        await tabTo(page, 'Pay £42.00');
        await page.keyboard.press('Enter');
        await says(page, 'mistyped digit');
        // The focus is on the card number already.
        await page.keyboard.type(CARDS.asksTheBank.number);
        await tabTo(page, 'Security code');
        await page.keyboard.type('020');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/challenge/*');
        await tabTo(page, 'Approve');
        await page.keyboard.press('Space');
        await page.waitForURL(`${shop}/success.php*`);
        await tabTo(page, 'See your order');
        await page.keyboard.press('Enter');
        await page.waitForURL(`${shop}/order.php*`);
        assert.equal(await dojo.status(id), 'Captured');
    },

    async 'with JavaScript off: declined, approved, paid, refunded'({ visit, shop, dojo, password }) {
        const page = await visit.page({ javaScriptEnabled: false });
        const bought = await buy(page, shop, 'Stoneware mug');
        await payButton(page).click();
        await says(page, 'Enter the card number.');
        await pay(page, CARDS.isDeclined);
        await says(page, 'The card was declined.');
        await pay(page, CARDS.asksTheBank);
        await page.getByRole('button', { name: 'Approve' }).click();
        await isPaid({ page, shop, dojo }, bought);
        await page.getByRole('link', { name: 'See your order' }).click();
        await openAsStaff(page, shop, password, bought.orderId);
        await page.getByRole('button', { name: 'Refund' }).click();
        assert.equal(await fact(page, 'Status'), 'Refunded in full.');
        assert.deepEqual([await status(shop, bought.orderId), await dojo.status(bought.id)], ['Your payment has been refunded.', 'Refunded']);
    },

    async 'on a phone: no page is wider than the screen, and everything is large enough for a thumb'({ visit, shop, dojo, password }) {
        const page = await visit.page(PHONE);
        const check = async (name) => {
            await fits(page, name);
            assert.equal(await page.evaluate(() => window.innerWidth), PHONE.viewport.width, `${name} is shown at its real size`);
            const small = await page.locator('button:not([aria-hidden]), input:not([type=hidden]):not([type=checkbox])').evaluateAll((all) => all
                .map((e) => [e.name || e.innerText, Math.round(e.getBoundingClientRect().height), parseFloat(getComputedStyle(e).fontSize)])
                .filter(([, height, font]) => height < 40 || font < 16)); // below 16 pixels a phone zooms in on a field
            assert.deepEqual(small, [], `${name}: too small for a thumb (name, height, size of letters)`);
        };
        await page.goto(`${shop}/`);
        await check('the goods');
        const bought = await buy(page, shop);
        await check('the checkout page');
        await page.getByRole('button', { name: 'Pay £42.00' }).tap();
        await says(page, 'Enter the card number.');
        await check('its messages');
        await pay(page, CARDS.asksTheBank);
        assert.equal(await heading(page), 'Confirm with your bank');
        await check('the bank\'s page');
        await page.getByRole('button', { name: 'Approve' }).tap();
        await page.waitForURL(`${shop}/success.php*`);
        await isPaid({ page, shop, dojo }, bought);
        await check('the thanks');
        await page.getByRole('link', { name: 'See your order' }).tap();
        await page.waitForURL(`${shop}/order.php*`);
        await check('the order');
        await openAsStaff(page, shop, password, bought.orderId);
        await check('the payment');
    },

    async 'the headers of the pages allow no script and no caching'({ visit, shop, dojo }) {
        const page = await visit.page();
        const { paymentLink } = await dojo.createIntent();
        for (const url of [`${shop}/`, paymentLink]) {
            const headers = (await page.goto(url)).headers();
            assert.match(headers['content-security-policy'] ?? '', /default-src 'none'/, url);
            assert.doesNotMatch(headers['content-security-policy'], /script-src|unsafe-eval/, url);
            assert.equal(headers['cache-control'], 'no-store', url);
        }
    },

    async 'these tests notice a request to another host, and a script that runs'({ visit, shop }) {
        const away = await visit.page();
        await away.goto('http://shop.example/').catch(() => {});
        assert.match(visit.takeFindings().join(), /asked another host: GET http:\/\/shop\.example\//);
        const page = await visit.page();
        await page.goto(`${shop}/`);
        await page.evaluate(() => { globalThis.alert(1); });
        assert.match(visit.takeFindings().join(), /a script ran: alert "1"/);
        await page.setContent('<img src="http://shop.example/x.png">');
        await until(() => /another host|Content Security Policy/.test(visit.takeFindings().join()), 'the finding');
        assert.ok(isHere('http://127.0.0.1:1/') && !isHere('http://127.0.0.1.shop.example/') && !isHere('wss://shop.example/'));
    },
};
