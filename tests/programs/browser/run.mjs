// node run.mjs FOLDER DOJO SHOP [SUBJECT]...   run.sh beside this file says what they are and calls it.

import { readdirSync } from 'node:fs';
import { Browser } from './src/browser.mjs';
import { Dojo } from './src/dojo.mjs';

const LIMIT = 20_000;

const [folder, dojoUrl, shopUrl, ...wanted] = process.argv.slice(2);
const here = new URL('subjects/', import.meta.url);
const subjects = readdirSync(here).sort().map((file) => file.replace(/\.mjs$/, '')).filter((name) => wanted.length === 0 || wanted.includes(name));
const count = { passed: 0, failed: 0 };

function report(name, problem) {
    count[problem ? 'failed' : 'passed']++;
    console.log(`${problem ? 'not ok' : 'ok'} - ${name}`);
    if (problem) {
        console.log(String(problem.stack ?? problem).replace(/\u001b\[[\d;]*m/g, '').split('\n').slice(0, 24).map((line) => `    ${line}`).join('\n'));
    }
}

function limited(promise) {
    let timer;
    const late = new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`it did not end within ${LIMIT / 1000} seconds`)), LIMIT);
    });

    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const browser = await Browser.launch(folder, process.env.CHROMIUM);
try {
    for (const subject of subjects) {
        const { default: tests } = await import(new URL(`${subject}.mjs`, here));
        for (const [name, test] of Object.entries(tests)) {
            const visit = browser.visit(`${subject} ${name}`);
            let problem = null;
            try {
                await limited(test({ visit, dojo: new Dojo(dojoUrl), shop: shopUrl, password: process.env.SHOP_PASSWORD ?? '' }));
            } catch (error) {
                problem = error;
                await visit.photographFailure();
            }
            await visit.end();
            // What the browser noticed explains more than the step that failed by it.
            report(`${subject}: ${name}`, visit.findings.length > 0 ? visit.findings.join('\n') + (problem ? `\n${problem.stack}` : '') : problem);
        }
    }
} finally {
    await browser.close();
}
console.log(`${count.passed} passed, ${count.failed} failed, 0 skipped`);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);
