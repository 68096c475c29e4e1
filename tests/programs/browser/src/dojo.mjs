// The offline Dojo as the shop sees it: its API, and its helpers for tests.

import assert from 'node:assert/strict';
import { until } from './until.mjs';

export const gbp = (value) => ({ value, currencyCode: 'GBP' });

export class Dojo {
    constructor(url) {
        this.url = url;
    }

    async call(method, path, body, headers = {}) {
        const response = await fetch(this.url + path, {
            method,
            headers: { Authorization: 'Basic sk_sandbox_example', version: '2026-02-27', 'Content-Type': 'application/json', ...headers },
            body: body === undefined ? undefined : JSON.stringify(body),
        });
        const text = await response.text();
        assert.ok(response.ok, `${method} ${path} answered ${response.status}: ${text}`);

        return text === '' ? null : JSON.parse(text);
    }

    createIntent(request = {}) {
        return this.call('POST', '/payment-intents', { amount: gbp(1000), reference: 'Order 1', ...request });
    }

    intent(id) {
        return this.call('GET', `/payment-intents/${id}?returnCanceled=true`);
    }

    async status(id) {
        return (await this.intent(id)).status;
    }

    /** The id of the intent's payment. */
    async transaction(id) {
        const { status, paymentDetails } = await this.intent(id);
        assert.equal(status, 'Captured', `${id} should be paid`);

        return paymentDetails.transactionId;
    }

    /** The same, once it is paid. */
    async payment(id) {
        await until(async () => await this.status(id) === 'Captured', `the payment of ${id}`);

        return this.transaction(id);
    }

    /** How often the form of the intent's checkout page was sent. */
    async formsSent(id) {
        const { requests } = await this.call('GET', `/sandbox/requests?path=/checkout/${id}&method=POST`);

        return requests.length;
    }
}
