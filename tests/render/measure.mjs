// What axe does not look at: node measure.mjs FILE.html prints, as JSON, by how many pixels the page is wider than a
// screen of 320 (WCAG 2.2, 1.4.10 Reflow), what the first press of the tabulator reaches, and how visible the link to a
// clause is at rest, under the pointer and with the keyboard.
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { chromium } = createRequire(join(root, ".tools", "axe", "package.json"))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 320, height: 640 }, offline: true });
await page.goto(pathToFileURL(resolve(process.argv[2])).href);
const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
await page.keyboard.press("Tab");
const first = await page.evaluate(() => document.activeElement.textContent);

await page.setViewportSize({ width: 1280, height: 900 });
const clause = page.locator("p.clause").first();
const link = clause.locator(".cite");
const opacity = () => link.evaluate((element) => getComputedStyle(element).opacity);
const rest = await opacity();
await clause.hover();
const pointer = await opacity();
await page.mouse.move(0, 0);
await link.focus();
const keyboard = await opacity();
console.log(JSON.stringify({ excess, first, opacity: { rest, pointer, keyboard } }));
await browser.close();
