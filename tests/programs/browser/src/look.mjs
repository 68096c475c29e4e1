// Checks for every page: no barrier that axe-core finds, and no sideways scrolling on a phone. Takes pictures to look at.

import assert from 'node:assert/strict';
import { join } from 'node:path';

const WIDTHS = [320, 390]; // 320: a small phone, or a page enlarged to 400%

// The pictures in docs/images/ and their heights, by the page's name here. They are written to the folder that DOJO_PICTURES names,
// if it is set.
const PUBLISHED = { 'checkout-shop': ['checkout', 740], 'shop-order-paid': ['order-paid', 470], 'shop-order-refunded': ['order-refunded', 470] };

/** Nothing is wider than the window, except in elements with their own scrollbar. */
export async function fits(page, name) {
    const { wide, culprits } = await page.evaluate(() => {
        const width = document.documentElement.clientWidth;

        return {
            wide: document.documentElement.scrollWidth - width,
            culprits: [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1)
                .slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
        };
    });
    assert.ok(wide <= 0 && culprits.length === 0, `${name}: ${wide} pixels wider than the window:\n${culprits.join('\n')}`);
}

async function audit(page, name, source) {
    await page.evaluate(source);
    const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`));
    assert.deepEqual(violations, [], `${name}: what axe-core finds serious or critical`);
}

export async function look(visit, page, name) {
    const { browser } = visit;
    const size = page.viewportSize();
    await audit(page, name, browser.axe);
    await page.screenshot({ path: join(browser.pictures, `${name}-desktop.png`), fullPage: true });
    for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 844 });
        await fits(page, `${name} at ${width} pixels`);
    }
    await page.screenshot({ path: join(browser.pictures, `${name}-phone.png`), fullPage: true });
    if (process.env.DOJO_PICTURES && PUBLISHED[name]) {
        const [file, height] = PUBLISHED[name];
        const clip = { x: 0, y: 0, width: 390, height };
        await page.screenshot({ path: join(process.env.DOJO_PICTURES, `${file}.png`), clip });
    }
    await page.setViewportSize(size);
}
