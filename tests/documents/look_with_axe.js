// tests/documents/look_with_axe.js · each page opened in a browser and looked at by axe-core, all its foldings open and
// nothing scrolled away (it is not looked at otherwise); exit 1 where it finds anything, and where it cannot tell: but for two things that a
// person has looked at, the words in drawings (ink #1c1f24 on #c9d3e0, the darkest ground there, has a contrast of 10:1) and the
// headings of groups of rows (each group is a <tbody>, as HTML has it; axe-core looks for data cells in the heading's own row).
// Use:   NODE_PATH=<modules> BROWSER=<program> node look_with_axe.js <page.html>...
const paths = require("path");
const browsers = require("puppeteer-core");

async function look_at(page, file) {
  await page.setBypassCSP(true); // the page itself lets no script in
  await page.goto("file://" + paths.resolve(file));
  await page.addScriptTag({ path: require.resolve("axe-core") });
  return page.evaluate(() => {
    for (const folding of document.querySelectorAll("details")) folding.open = true;
    for (const table of document.querySelectorAll(".scroll")) table.style.overflow = "visible";
    return axe.run(document);
  });
}

function seen_by_a_person(result) {
  const related = (node) => node.any.concat(node.all, node.none).flatMap((check) => check.relatedNodes || []);
  if (result.id === "color-contrast") return result.nodes.every((node) => node.html.startsWith("<text "));
  if (result.id !== "th-has-data-cells") return false;
  return result.nodes.every((node) => related(node).every((one) => one.html.startsWith('<th scope="rowgroup"')));
}

function tell(results, kind) {
  for (const result of results) {
    console.log(`  ${kind}: ${result.id}: ${result.help}`);
    for (const node of result.nodes.slice(0, 5)) console.log(`    ${node.html.slice(0, 160)}`);
    if (result.nodes.length > 5) console.log(`    and ${result.nodes.length - 5} more`);
  }
}

async function main(pages) {
  const browser = await browsers.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox", "--headless=new"] });
  const rules = new Set();
  let found = 0;
  let undecided = 0;
  for (const file of pages) {
    const page = await browser.newPage();
    const result = await look_at(page, file);
    for (const held of result.passes) rules.add(held.id);
    const open = result.incomplete.filter((one) => !seen_by_a_person(one));
    console.log(
      `${paths.basename(file)}: ${result.passes.length} rules held, ${result.violations.length} broken, ` +
        `${open.length} undecided`,
    );
    tell(result.violations, "broken");
    tell(open, "undecided");
    found += result.violations.length;
    undecided += open.length;
    await page.close();
  }
  await browser.close();
  console.log(`${pages.length} pages, ${rules.size} rules: ${found} broken, ${undecided} undecided`);
  process.exit(found + undecided ? 1 : 0);
}

main(process.argv.slice(2)).catch((fault) => {
  console.log(fault);
  process.exit(2);
});
