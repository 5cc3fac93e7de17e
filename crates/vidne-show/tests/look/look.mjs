// Looks at a report in a real browser: pictures of it at two widths, in light and dark, a PDF, and axe-core's verdict.
//
//   npm install --prefix FOLDER playwright-core axe-core
//   NODE_PATH=FOLDER/node_modules node look.mjs CHROMIUM OUTPUT REPORT.html...
//
// Ends with 1 where axe-core finds something, where a page scrolls sideways at 320 pixels, where anything is loaded, or
// where the page's own policy is broken.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const require = createRequire(join(process.env.NODE_PATH ?? ".", "index.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [executablePath, output, ...reports] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
let faults = 0;

const fault = (text) => {
  faults += 1;
  console.log(`  FAULT ${text}`);
};

for (const report of reports) {
  const name = basename(report, ".html");
  console.log(name);
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 360, 320]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: false });
      const page = await context.newPage();
      page.on("console", (message) => /error|warning/.test(message.type()) && fault(message.text()));
      page.on("request", (request) => /^(file|data):/.test(request.url()) || fault(`loads ${request.url()}`));
      await page.goto(`file://${resolve(report)}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) fault(`scrolls sideways by ${wide} pixels at ${width}`);
      if (width !== 320) {
        await page.screenshot({ path: join(output, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
      const results = await judge(page);
      for (const { id, nodes } of results.violations) fault(`${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      const open = results.incomplete.map(({ id, nodes }) => `${id} (${nodes.length})`).join(", ");
      console.log(`  ${width} ${colorScheme}: axe ${results.violations.length} faults, ${results.passes.length} passed, left open: ${open || "none"}`);
      await context.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(`file://${resolve(report)}`);
  await page.pdf({ path: join(output, `${name}.pdf`), preferCSSPageSize: true, tagged: true, outline: true, printBackground: false });
  await page.close();
}

await browser.close();
console.log(faults === 0 ? "no faults" : `${faults} faults`);
process.exit(faults === 0 ? 0 : 1);

// The page's policy forbids every script, ours included: through the protocol it runs in a world of its own.
async function judge(page) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  await session.send("Runtime.evaluate", { contextId, expression: axe });
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    contextId,
    awaitPromise: true,
    returnByValue: true,
    expression: "axe.run({ resultTypes: ['violations', 'incomplete', 'passes'] }).then(({ violations, incomplete, passes }) => ({ violations, incomplete, passes }))",
  });
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  return result.value;
}
