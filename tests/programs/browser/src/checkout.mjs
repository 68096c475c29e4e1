// The checkout page as a customer uses it: elements are found by their visible texts.

import assert from 'node:assert/strict';

export const CARDS = {
    pays: { number: '5200 0000 0000 1005', expiry: '12/29', cvc: '020' },
    asksTheBank: { number: '5200 0000 0000 1096', expiry: '12/29', cvc: '020' },
    isDeclined: { number: '4456 5300 0000 1013', expiry: '12/29', cvc: '341' },
};

const LABELS = { number: 'Card number', expiry: 'Expiry, MM/YY', cvc: 'Security code', name: 'Name on card' };

export async function typeCard(page, card) {
    for (const [field, value] of Object.entries({ ...card, name: 'Ada Customer' })) {
        await page.getByLabel(LABELS[field]).fill(value);
    }
}

export function payButton(page) {
    return page.getByRole('button', { name: /^Pay £[\d.,]+$/ });
}

export async function pay(page, card) {
    await typeCard(page, card);
    await payButton(page).click();
}

/** Presses a button as a finger does, which does not wait for the answer to the last press. */
export async function presser(page, button) {
    const { x, y, width, height } = await button.boundingBox();

    return () => page.mouse.click(x + width / 2, y + height / 2);
}

/** The id of the intent whose page is shown. */
export function intentId(page) {
    const match = /\/checkout\/([^/?]+)/.exec(page.url());
    assert.ok(match, `${page.url()} is not Dojo's checkout page`);

    return match[1];
}

export async function heading(page) {
    return page.getByRole('heading', { level: 1 }).innerText();
}

export async function says(page, text) {
    await page.getByText(text).first().waitFor().catch(async () => {
        assert.fail(`the page should say "${text}"; it says:\n${await page.locator('body').innerText()}`);
    });
}

/** The table of items and total, as rows of texts. */
export async function rows(page) {
    return page.locator('form table tr').evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
}

/** The message of a field, if there is one. A screen reader reads it with the field, and it is right below it. */
export async function fieldMessage(field) {
    return field.evaluate((input) => {
        const message = document.getElementById(input.getAttribute('aria-describedby') ?? '');
        if (!message || input.getAttribute('aria-invalid') !== 'true') {
            return null;
        }
        const gap = message.getBoundingClientRect().top - input.getBoundingClientRect().bottom;

        return gap >= 0 && gap < 12 ? message.innerText : `"${message.innerText}", but ${gap} pixels away`;
    });
}
