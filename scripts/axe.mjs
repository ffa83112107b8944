// Check a web page against WCAG 2.2 A and AA with axe-core in headless Chromium.
// node scripts/axe.mjs FILE.html [WIDTHxHEIGHT]: prints a JSON list of violations, `[]` when there is none.
// Exit code: 0 none, 1 some, 2 the call or the set-up is wrong. CHROMIUM names another browser than `chromium`.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const tools = join(dirname(fileURLToPath(import.meta.url)), "..", ".tools", "axe", "package.json");
const flags = [
  "--no-sandbox", // needed by root; the page is our own and the network is cut off below
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function findViolations(file, viewport) {
  const require = createRequire(tools);
  const { chromium } = require("playwright-core");
  const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    // Our pages forbid scripts, and axe is one.
    const page = await browser.newPage({ viewport, offline: true, bypassCSP: true });
    await page.goto(pathToFileURL(resolve(file)).href);
    await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const results = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), tags);
    return results.violations.map(({ id, impact, help, tags: rules, nodes }) => ({
      id,
      impact,
      help,
      tags: rules,
      nodes: nodes.map(({ target, html, failureSummary }) => ({ target, html, summary: failureSummary })),
    }));
  } finally {
    await browser.close();
  }
}

const [file, size = "1280x900"] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
if (!file || !existsSync(file) || !(width > 0 && height > 0)) {
  console.error("usage: node scripts/axe.mjs FILE.html [WIDTHxHEIGHT]");
  process.exit(2);
}
try {
  const violations = await findViolations(file, { width, height });
  console.log(JSON.stringify(violations, null, 2));
  process.exitCode = violations.length ? 1 : 0;
} catch (error) {
  console.error(`axe could not run: ${error.message.split("\n")[0]}; scripts/install_tools.sh installs what it needs`);
  process.exitCode = 2;
}
