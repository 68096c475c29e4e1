// Chromium, and a visit for each test: a fresh profile that records what a shop's page must never do.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const DESKTOP = { viewport: { width: 1280, height: 900 } };
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

// Without these Chromium itself sends requests to its vendor. Because of the resolver rule, pages cannot reach other hosts.
const QUIET = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export function isHere(url) {
    return !/^(https?|wss?):/.test(url) || new URL(url).hostname === '127.0.0.1';
}

export class Browser {
    static async launch(folder, executablePath) {
        const require = createRequire(join(folder, 'package.json'));
        const { chromium } = require('playwright-core');
        const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

        return new Browser(await chromium.launch({ executablePath, args: QUIET }), axe, join(folder, 'screenshots'));
    }

    constructor(chromium, axe, pictures) {
        Object.assign(this, { chromium, axe, pictures });
    }

    visit(name) {
        return new Visit(this, name);
    }

    close() {
        return this.chromium.close();
    }
}

export class Visit {
    /** Things that must not happen, but did. Each line fails the test. */
    findings = [];
    #contexts = [];
    #pages = [];

    constructor(browser, name) {
        Object.assign(this, { browser, name });
    }

    /** A page in a new profile. `page.context().newPage()` is a second tab of the same profile. */
    async page(options = {}) {
        const context = await this.browser.chromium.newContext({ ...DESKTOP, locale: 'en-GB', ...options });
        this.#contexts.push(context);
        context.setDefaultTimeout(60_000); // on a busy machine a page may take long
        // No request is intercepted, because an interceptor does not see redirects, while this event does. The resolver rule refuses them.
        context.on('request', (request) => {
            if (!isHere(request.url())) {
                this.findings.push(`asked another host: ${request.method()} ${request.url()}`);
            }
        });
        context.on('dialog', (dialog) => {
            this.findings.push(`a script ran: ${dialog.type()} "${dialog.message()}"`);
            dialog.dismiss();
        });
        context.on('weberror', (error) => this.findings.push(`a script failed: ${error.error()}`));
        context.on('console', (message) => {
            if (/Content Security Policy|Mixed Content/.test(message.text())) {
                this.findings.push(`the browser complains: ${message.text()}`);
            }
        });
        context.on('page', (page) => this.#pages.push(page));

        return context.newPage();
    }

    /** Returns the findings so far and removes them, for tests that cause one. */
    takeFindings() {
        return this.findings.splice(0);
    }

    async photographFailure() {
        const page = this.#pages.at(-1);
        await page?.screenshot({ path: join(this.browser.pictures, `failed-${this.name.replace(/\W+/g, '-')}.png`), fullPage: true }).catch(() => {});
    }

    async end() {
        await Promise.all(this.#contexts.map((context) => context.close().catch(() => {})));
    }
}
