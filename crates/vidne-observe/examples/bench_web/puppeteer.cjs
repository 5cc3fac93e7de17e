// The least that a run with puppeteer does: launch, load each page, read the cookie jar, end. Everything else is as puppeteer has it.
// Arguments: the package's folder, the browser, the rules for names, the key that the rehearsal answers with, the pages.
"use strict";

const [packageFolder, executablePath, names, key, ...pages] = process.argv.slice(2);
const puppeteer = require(packageFolder);

async function run() {
    const args = [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        `--host-resolver-rules=${names}, EXCLUDE 127.0.0.1`,
        `--ignore-certificate-errors-spki-list=${key}`,
    ];
    const browser = await puppeteer.launch({ executablePath, pipe: true, args });
    const page = await browser.newPage();
    for (const url of pages) {
        await page.goto(url, { waitUntil: "load" });
    }
    const jar = await browser.cookies();
    if (jar.length === 0) {
        throw new Error("the jar is empty");
    }
    await browser.close();
}

run().catch((error) => {
    console.error(error);
    process.exit(1);
});
