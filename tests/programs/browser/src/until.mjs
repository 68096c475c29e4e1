// Waiting for something that the browser, the shop or the offline Dojo does meanwhile.

import assert from 'node:assert/strict';

/** Waits until `find` returns something, and returns that. */
export async function until(find, what) {
    for (let tries = 600; tries > 0; tries--) {
        const found = await find();
        if (found) {
            return found;
        }
        await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    assert.fail(`gave up waiting for ${what}`);
}
