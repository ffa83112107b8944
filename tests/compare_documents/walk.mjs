// What the script of a report does: node walk.mjs FILE.html prints how many changes a filter leaves, where the keys
// lead, how many texts stand side by side, and by how many pixels the page is then wider than a screen of 320.
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { chromium } = createRequire(join(root, ".tools", "axe", "package.json"))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, offline: true });
await page.goto(pathToFileURL(resolve(process.argv[2])).href);
const count = () => page.locator(".card:not([hidden])").count();
console.log(`all ${await count()} shown`);
await page.selectOption("select", "weight:normative");
console.log(`normative only: ${await count()}`);
await page.locator("body").click({ position: { x: 2, y: 300 } });
for (const which of ["first", "second"]) {
  await page.keyboard.press("n");
  console.log(`${which}: ${await page.evaluate(() => document.activeElement.id)}`);
}
await page.selectOption("select", "");
await page.getByRole("button", { name: "Side by side" }).click();
await page.setViewportSize({ width: 320, height: 700 });
const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
console.log(`pairs: ${await page.locator(".pair").count()}, excess ${excess}`);
await browser.close();
