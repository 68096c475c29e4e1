// The hosted checkout page shows exactly what the shop configured, and points out mistyped fields.

import assert from 'node:assert/strict';
import { CARDS, fieldMessage, heading, pay, payButton, rows, says, typeCard } from '../src/checkout.mjs';
import { gbp } from '../src/dojo.mjs';
import { look } from '../src/look.mjs';

const WANTED = { collectionRequired: true };

async function open(visit, dojo, request) {
    const intent = await dojo.createIntent(request);
    const page = await visit.page();
    await page.goto(intent.paymentLink);

    return { page, id: intent.id };
}

const buttons = (page) => page.getByRole('button').allInnerTexts();
const isFocused = (field) => field.evaluate((element) => element === document.activeElement);

export default {
    async 'title, description, item and tax lines, tip, service charge and total as configured'({ visit, dojo }) {
        const { page, id } = await open(visit, dojo, {
            amount: gbp(11390), reference: 'Table 7', description: 'Dinner for two', tipsAmount: gbp(1000), serviceChargeAmount: gbp(250),
            itemLines: [{ name: 'Tasting menu', quantity: 2, amountTotal: gbp(10000) }, { name: 'Voucher', amountTotal: gbp(-510) }],
            taxLines: [{ caption: 'VAT', subCaption: '20%', amountTotal: gbp(1900) }], config: { title: 'The Harbour Kitchen' },
        });
        assert.equal(await heading(page), 'The Harbour Kitchen');
        assert.match(await page.title(), /^The Harbour Kitchen/);
        await says(page, 'Dinner for two');
        await says(page, 'Reference: Table 7');
        assert.deepEqual(await rows(page), [
            ['2 × Tasting menu', '£100.00'], ['Voucher', '-£5.10'], ['VAT 20%', '£19.00'], ['Tip', '£10.00'], ['Service charge', '£2.50'], ['Total', '£126.40'],
        ]);
        assert.deepEqual(await buttons(page), ['Pay £126.40']);
        assert.equal(await page.getByRole('link').count(), 0, 'no link if there is no cancelUrl');
        await look(visit, page, 'checkout-lines');
        await pay(page, CARDS.pays);
        assert.equal(await heading(page), 'Payment successful');
        await says(page, '£126.40 has been paid');
        assert.equal(await dojo.status(id), 'Captured');
        await look(visit, page, 'checkout-paid');
    },

    async 'reference, total, addresses and e-mail are shown only if configured'({ visit, dojo }) {
        const { page } = await open(visit, dojo, { config: { details: { showTotal: false, showReference: false } } });
        assert.deepEqual(await rows(page), []);
        const text = await page.locator('main').innerText();
        for (const absent of ['Reference', 'Total', 'Email', 'Billing', 'Delivery', 'Tip', 'Apple', 'Google', 'Save this card']) {
            assert.ok(!text.includes(absent), `"${absent}" was not asked for`);
        }
        assert.deepEqual(await page.getByRole('textbox').evaluateAll((all) => all.map((input) => input.name)), ['number', 'expiry', 'cvc', 'name']);
    },

    async 'e-mail, billing and delivery address: asked for, checked, and kept on the intent'({ visit, dojo }) {
        const { page, id } = await open(visit, dojo, {
            customer: { emailAddress: 'ada@example.com' },
            config: { customerEmail: WANTED, billingAddress: WANTED, shippingDetails: WANTED },
        });
        await look(visit, page, 'checkout-addresses');
        const email = page.getByLabel('Email address');
        assert.equal(await email.inputValue(), 'ada@example.com', 'what the shop knows is filled in');
        const billing = page.getByRole('group', { name: 'Billing address' });
        const delivery = page.getByRole('group', { name: 'Delivery' });
        const address = { 'Address line 1': '1 High Street', 'Town or city': 'Leeds', Postcode: 'LS1 1AA' };
        await email.fill('ada at example');
        for (const [label, value] of Object.entries(address)) {
            await billing.getByLabel(label).fill(value);
            await delivery.getByLabel(label).fill(value);
        }
        await billing.getByLabel(/^Country code/).fill('Britain');
        await delivery.getByLabel(/^Country code/).fill('gb');
        await pay(page, CARDS.pays);

        assert.match(await page.getByRole('alert').innerText(), /Please check the highlighted fields/);
        assert.ok(await isFocused(email), 'the first wrong field has the focus');
        assert.equal(await fieldMessage(email), 'Enter an email address.');
        assert.equal(await fieldMessage(billing.getByLabel(/^Country code/)), 'Enter two letters, for example GB.');
        assert.equal(await fieldMessage(delivery.getByLabel('Recipient')), 'This field is required.');
        assert.equal(await fieldMessage(delivery.getByLabel('Postcode')), null, 'a valid field has no message');
        assert.equal(await page.locator('[aria-invalid]').count(), 3);
        assert.equal(await billing.getByLabel('Town or city').inputValue(), 'Leeds', 'what was typed is kept');
        assert.equal(await dojo.status(id), 'Created');
        await look(visit, page, 'checkout-addresses-wrong');

        await email.fill('ada@example.com');
        await billing.getByLabel(/^Country code/).fill('GB');
        await delivery.getByLabel('Recipient').fill('Ada Customer');
        await delivery.getByLabel(/^Delivery notes/).fill('Ring twice');
        await pay(page, CARDS.pays);
        assert.equal(await heading(page), 'Payment successful');
        const { customer, billingAddress, shippingDetails } = await dojo.intent(id);
        assert.deepEqual([customer.emailAddress, billingAddress.countryCode, billingAddress.city, shippingDetails.name, shippingDetails.deliveryNotes, shippingDetails.address.postcode],
            ['ada@example.com', 'GB', 'Leeds', 'Ada Customer', 'Ring twice', 'LS1 1AA']);
    },

    async 'a mistyped card: a message at each field, the focus on the first, and the number is not kept'({ visit, dojo }) {
        const { page, id } = await open(visit, dojo, {});
        const field = Object.fromEntries([['number', 'Card number'], ['expiry', 'Expiry, MM/YY'], ['cvc', 'Security code']].map(([name, label]) => [name, page.getByLabel(label)]));
        await payButton(page).click();
        assert.equal(await fieldMessage(field.number), 'Enter the card number.');
        assert.equal(await fieldMessage(field.expiry), 'Enter the expiry date as MM/YY.');
        assert.match(await fieldMessage(field.cvc), /three or four digits/);
        assert.ok(await isFocused(field.number), 'the card number has the focus');
        await look(visit, page, 'checkout-card-wrong');
        await typeCard(page, { number: '5200 0000 0000 1006', expiry: '12/20', cvc: '020' });
        await payButton(page).click();
        assert.match(await fieldMessage(field.number), /mistyped digit/);
        assert.equal(await fieldMessage(field.expiry), 'The card has expired.');
        assert.deepEqual([await field.number.inputValue(), await field.cvc.inputValue(), await field.expiry.inputValue()], ['', '', '12/20']);
        await typeCard(page, { ...CARDS.pays, expiry: '13/29' });
        await payButton(page).click();
        assert.ok(await isFocused(field.expiry), 'now the expiry date has it');
        assert.equal(await dojo.status(id), 'Created');
        await pay(page, CARDS.pays);
        assert.equal(await dojo.status(id), 'Captured');
    },

    async 'wallets and card according to the payment methods'({ visit, dojo }) {
        const offers = async (paymentMethods) => {
            const { page, id } = await open(visit, dojo, { paymentMethods });

            return { page, id, buttons: await buttons(page), hasCard: await page.getByLabel('Card number').isVisible() };
        };
        const both = ['Pay £10.00 with Apple Pay', 'Pay £10.00 with Google Pay'];
        const card = await offers(['Card']);
        assert.deepEqual([card.buttons, card.hasCard], [['Pay £10.00'], true]);
        const all = await offers(['Card', 'Wallet']);
        assert.deepEqual([all.buttons, all.hasCard], [[...both, 'Pay £10.00'], true]);
        await look(visit, all.page, 'checkout-wallets');
        const wallets = await offers(['Wallet']);
        assert.deepEqual([wallets.buttons, wallets.hasCard], [both, false]);
        for (const [{ page, id }, name] of [[all, 'Apple Pay'], [wallets, 'Google Pay']]) {
            await page.getByRole('button', { name }).click();
            assert.equal(await heading(page), 'Payment successful');
            assert.equal(await dojo.status(id), 'Captured');
        }
    },

    async 'Enter in the card form pays with the card, not with the first wallet'({ visit, dojo }) {
        const { page, id } = await open(visit, dojo, { paymentMethods: ['Card', 'Wallet'] });
        await typeCard(page, CARDS.isDeclined);
        await page.getByLabel('Security code').press('Enter');
        await says(page, 'The card was declined.');
        assert.equal(await dojo.status(id), 'Created');
    },

    async 'a saved card: kept with the customer\'s consent, offered the next time, paid with one click'({ visit, dojo }) {
        const customer = await dojo.call('POST', '/customers', { emailAddress: 'ada@example.com' });
        const request = { customer: { id: customer.id }, paymentMethods: ['Card', 'SavedCard'] };
        const first = await open(visit, dojo, request);
        assert.deepEqual(await buttons(first.page), ['Pay £10.00']);
        assert.ok(!await first.page.getByLabel('Save this card for next time').isChecked(), 'nothing is kept unasked');
        await first.page.getByLabel('Save this card for next time').check();
        await pay(first.page, CARDS.pays);
        assert.equal(await heading(first.page), 'Payment successful');
        const next = await open(visit, dojo, request);
        await look(visit, next.page, 'checkout-saved-card');
        await next.page.getByRole('button', { name: 'MASTERCARD ending in 1005' }).click();
        assert.equal(await dojo.status(next.id), 'Captured');
    },

    async 'a card is kept for later charges only if the terms are accepted'({ visit, dojo }) {
        const customer = await dojo.call('POST', '/customers', { emailAddress: 'ada@example.com' });
        const setup = await dojo.call('POST', '/setup-intents', {
            reference: 'Room 12', customer: { id: customer.id }, intendedAmount: gbp(5000), merchantInitiatedTransactionType: 'NoShow',
            terms: 'We charge 50 GBP if you do not come.\nYou can cancel until the day before.',
        });
        const page = await visit.page();
        await page.goto(`${dojo.url}/checkout/${setup.id}`);
        await says(page, 'We charge 50 GBP');
        await look(visit, page, 'checkout-setup');
        await typeCard(page, CARDS.pays);
        await page.getByRole('button', { name: 'Save card' }).click();
        const terms = page.getByLabel('I accept these terms');
        assert.ok(await isFocused(terms), 'the box has the focus');
        assert.match(await terms.evaluate((box) => document.getElementById(box.getAttribute('aria-describedby'))?.innerText), /accept/);
        await look(visit, page, 'checkout-setup-terms');
        await terms.check();
        await typeCard(page, CARDS.pays);
        await page.getByRole('button', { name: 'Save card' }).click();
        assert.equal(await heading(page), 'Card saved');
        assert.equal((await dojo.call('GET', `/setup-intents/${setup.id}`)).status, 'Authorized');
    },

    async 'a virtual terminal says so, and has no 3-D Secure'({ visit, dojo }) {
        const { page, id } = await open(visit, dojo, { cardHolderNotPresent: true });
        await says(page, 'Virtual terminal');
        await pay(page, CARDS.asksTheBank);
        assert.equal(await heading(page), 'Payment successful');
        assert.equal(await dojo.status(id), 'Captured');
    },

    async 'the page lists the test cards'({ visit, dojo }) {
        const { page } = await open(visit, dojo, {});
        await says(page, 'Sandbox: no real money');
        await page.getByText('Test cards', { exact: true }).click();
        for (const { number } of Object.values(CARDS)) {
            await says(page, number);
        }
        await look(visit, page, 'checkout-test-cards');
    },
};
