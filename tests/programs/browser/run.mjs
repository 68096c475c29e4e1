// node run.mjs FOLDER DOJO SHOP SUBJECT   program.php in this folder says what they are, calls it, and reports the results,
// which are lines of JSON: {"name": …, "problem": … or ""}

import { Browser } from './src/browser.mjs';
import { Dojo } from './src/dojo.mjs';

const LIMIT = 300_000;

const [folder, dojoUrl, shop, subject] = process.argv.slice(2);

function report(name, problem) {
    const lines = String(problem?.stack ?? problem ?? '').replace(/\u001b\[[\d;]*m/g, '').split('\n').slice(0, 24);
    console.log(JSON.stringify({ name, problem: lines.join('\n') }));
}

function limited(promise) {
    let timer;
    const late = new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`it did not end within ${LIMIT / 1000} seconds`)), LIMIT);
    });

    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const { default: tests } = await import(new URL(`subjects/${subject}.mjs`, import.meta.url));
const browser = await Browser.launch(folder, process.env.CHROMIUM);
try {
    for (const [name, test] of Object.entries(tests)) {
        const visit = browser.visit(`${subject} ${name}`);
        let problem = null;
        try {
            await limited(test({ visit, dojo: new Dojo(dojoUrl), shop, password: process.env.SHOP_PASSWORD }));
        } catch (error) {
            problem = error;
            await visit.photographFailure();
        }
        await visit.end();
        // What the browser noticed explains more than the step that failed because of it.
        report(`${subject}: ${name}`, visit.findings.length > 0 ? visit.findings.join('\n') + (problem ? `\n${problem.stack}` : '') : problem);
    }
} finally {
    await browser.close();
}
