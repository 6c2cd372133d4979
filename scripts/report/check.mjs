// One report.html in a browser. Usage: node check.mjs RESULT_FOLDER
import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const folder = resolve(process.argv[2]);
const shots = join(dirname(fileURLToPath(import.meta.url)), "pictures", basename(folder));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { mkdirSync } = await import("node:fs");
mkdirSync(shots, { recursive: true });

let checks = 0;
const problems = [];
const expect = (holds, what) => {
  checks += 1;
  if (!holds) problems.push(what);
};

// RFC 4180, as the tables are written.
const table = (name) => {
  const rows = [[""]];
  let isQuoted = false;
  const text = readFileSync(join(folder, name), "utf8");
  for (let at = 0; at < text.length; at += 1) {
    const row = rows.at(-1);
    if (isQuoted && text[at] === '"' && text[at + 1] === '"') {
      row[row.length - 1] += '"';
      at += 1;
    } else if (text[at] === '"') isQuoted = !isQuoted;
    else if (!isQuoted && text[at] === ",") row.push("");
    else if (!isQuoted && text[at] === "\n") rows.push([""]);
    else row[row.length - 1] += text[at];
  }
  rows.pop();
  const [heads, ...lines] = rows;
  return lines.map((line) => Object.fromEntries(heads.map((head, index) => [head, line[index]])));
};

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
});
const page = await browser.newPage();
const url = pathToFileURL(join(folder, "report.html")).href;
page.on("console", (message) => problems.push("the console says: " + message.text()));
page.on("pageerror", (error) => problems.push("the script failed: " + error.message));
page.on("request", (request) => {
  if (request.url() !== url && !request.url().startsWith(url + "#")) problems.push("the page asks for " + request.url());
});
await page.setViewport({ width: 1280, height: 900 });
await page.goto(url, { waitUntil: "load" });

// Sections and headings.
const sections = await page.$$eval("main > section", (all) => all.map((section) => section.id));
const wanted = ["answer", "map", "land", "ledger", "methods", "provenance"];
for (const id of wanted) expect(sections.includes(id), "there is no section " + id);
const levels = await page.$$eval("h1, h2, h3, h4", (all) => all.map((heading) => Number(heading.tagName[1])));
expect(levels[0] === 1 && levels.filter((level) => level === 1).length === 1, "there is not one h1");
expect(levels.every((level, index) => index === 0 || level <= levels[index - 1] + 1), "headings jump: " + levels);
const lines = await page.$$eval(".answer li", (all) => all.length);
expect(lines === 5, "the answer has " + lines + " lines");

// Every number of a table on the page is that of the file, in the file's order.
for (const name of ["values", "compensation", "ledger"]) {
  const shown = await page.$$eval(`table[data-table="${name}"]`, (tables) =>
    tables.flatMap((table) => {
      const columns = Array.from(table.querySelectorAll("thead th"), (head) => head.dataset.column);
      return Array.from(table.tBodies[0].rows, (row) =>
        Object.fromEntries(Array.from(row.cells, (cell, index) => [columns[index], cell.dataset.value ?? cell.textContent])));
    }));
  if (!sections.includes(name)) continue;
  const rows = table(name + ".csv").slice(0, shown.length);
  expect(shown.length > 0, name + " is empty");
  expect(JSON.stringify(shown) === JSON.stringify(rows), name + " differs from " + name + ".csv");
}

// Without the script nothing pretends to work.
{
  const plain = await browser.newPage();
  await plain.setJavaScriptEnabled(false);
  await plain.goto(url, { waitUntil: "load" });
  const idle = await plain.$$eval("select, input, #theme", (all) => all.filter((control) => control.checkVisibility()).length).catch(() => -1);
  expect(idle === 0, "controls show without the script: " + idle);
  await plain.close();
}

// The map: each choice changes colours and numbers, and the numbers are those of the table.
const zones = await page.$$("#map .zone");
if (zones.length) {
  const state = () =>
    page.$$eval("#map .zone", (all) =>
      all.map((zone) => ({ zone: zone.dataset.zone, value: zone.dataset.value, fill: zone.querySelector("path").getAttribute("fill"), says: zone.getAttribute("aria-label") })));
  const choices = await page.$$eval("#map-choice option", (all) => all.map((option) => option.value));
  let before = JSON.stringify(await state());
  for (const choice of choices.slice(1)) {
    await page.select("#map-choice", choice);
    const now = await state();
    expect(JSON.stringify(now) !== before, "choosing " + choice + " does not change the map");
    before = JSON.stringify(now);
    const column = { compensation: "compensation", priority: "priority" }[choice];
    if (column) {
      const rows = table("compensation.csv");
      expect(now.every((zone, index) => zone.zone === rows[index].zone && zone.value === rows[index][column]), choice + " on the map is not that of the table");
    }
    if (choice.startsWith("share-")) {
      const code = choice.slice(6);
      const rows = table("areas.csv");
      const last = rows.at(-1).year;
      const shares = new Map(rows.filter((row) => row.code === code && row.year === last).map((row) => [row.zone, row.share]));
      expect(now.every((zone) => Number(zone.value ?? 0) === Number(shares.get(zone.zone) ?? 0)), choice + " on the map is not that of the table");
    }
  }
  await page.select("#map-choice", choices[0]);
  // By keyboard.
  await page.$eval("#map .zone", (zone) => zone.focus());
  if (zones.length > 1) await page.keyboard.press("ArrowRight");
  const focused = await page.evaluate(() => document.activeElement.dataset.index);
  expect(focused === (zones.length > 1 ? "1" : "0"), "arrow keys do not lead from zone to zone");
  const called = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  expect(called && called.includes(": "), "a zone has no name for screen readers");
  expect(await page.$eval(".tip", (tip) => !tip.hidden && tip.textContent.length > 0), "a zone with the focus says nothing");
  await page.evaluate(() => document.activeElement.blur());
}

// Flows: another region, another drawing; its numbers are those of the table.
const regions = await page.$$eval("#flows-region option", (all) => all.map((option) => [option.value, option.textContent]));
if (regions.length > 1) {
  const [key, name] = regions.at(-1);
  await page.select("#flows-region", key);
  const period = await page.$eval("#flows-period", (select) => select.value);
  const flows = await page.$$eval("#flows .mark", (all) => all.map((mark) => ({ ...mark.dataset })));
  const [from, to] = period.split("-");
  const rows = table("transitions.csv").filter((row) => row.zone === name && row.from_year === from && row.to_year === to);
  const sum = (numbers) => numbers.reduce((a, b) => a + Number(b), 0);
  const close = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  expect(flows.length > 0 && rows.length > 0, "no flows of " + name);
  expect(close(sum(flows.map((flow) => flow.value)), sum(rows.map((row) => row.area_ha))), "flows of " + name + " do not add up to the table");
  for (const flow of flows.filter((one) => one.fromCode !== "other" && one.toCode !== "other")) {
    const row = rows.find((one) => one.from_code === flow.fromCode && one.to_code === flow.toCode);
    expect(row && row.area_ha === flow.value, "flow " + flow.fromCode + " to " + flow.toCode + " of " + name + " is not that of the table");
  }
  await page.select("#flows-region", "study");
}

// Sorting and filtering.
const sorted = await page.$("#table-ledger thead th:nth-child(3) button");
if (sorted) {
  await sorted.click();
  const column = await page.$$eval("#table-ledger tbody tr", (rows) => rows.map((row) => Number(row.cells[2].dataset.value)));
  expect(column.every((value, index) => index === 0 || value >= column[index - 1]), "the ledger does not sort");
  expect((await page.$eval("#table-ledger thead th:nth-child(3)", (head) => head.getAttribute("aria-sort"))) === "ascending", "aria-sort is not set");
  const first = await page.$eval("#table-ledger tbody th", (cell) => cell.textContent);
  await page.type('[data-filters="table-ledger"]', first);
  const left = await page.$$eval("#table-ledger tbody tr", (rows) => rows.filter((row) => !row.hidden).map((row) => row.cells[0].textContent));
  expect(left.length > 0 && left.every((name) => name.includes(first)), "the filter does not filter");
  await page.$eval('[data-filters="table-ledger"]', (input) => { input.value = ""; input.dispatchEvent(new Event("input")); });
}

// Both themes, seen by axe. Best practices are left out: they are opinions, not failures.
for (const theme of ["light", "dark"]) {
  const isDark = await page.$eval("#theme", (button) => button.getAttribute("aria-pressed") === "true");
  if (isDark !== (theme === "dark")) await page.click("#theme");
  const client = await page.createCDPSession();
  await client.send("Runtime.evaluate", { expression: axe });
  const found = await client.send("Runtime.evaluate", {
    expression: `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((r) => JSON.stringify(r.violations.map((v) => [v.impact, v.id, v.help, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary])))`,
    awaitPromise: true,
    returnByValue: true,
  });
  for (const violation of JSON.parse(found.result.value)) {
    problems.push(theme + ": axe finds " + JSON.stringify(violation));
  }
  checks += 1;
  await page.screenshot({ path: join(shots, theme + "-1280.png"), fullPage: true });
}
await page.click("#theme");

// Narrow: nothing may reach beyond the screen.
await page.setViewport({ width: 390, height: 844, isMobile: true });
const wide = await page.evaluate(() => document.documentElement.scrollWidth);
expect(wide <= 390, "at 390 pixels the page is " + wide + " wide");
await page.screenshot({ path: join(shots, "light-390.png"), fullPage: true });
await page.setViewport({ width: 1280, height: 900 });
await page.pdf({ path: join(shots, "report.pdf"), preferCSSPageSize: true, printBackground: true });
await browser.close();

problems.forEach((problem) => console.error(problem));
console.log(`${basename(folder)}: ${checks} checks, ${problems.length} problems; pictures in ${shots}`);
process.exitCode = problems.length ? 1 : 0;
