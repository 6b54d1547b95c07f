// tests/documents/look_with_axe.js · each page opened in a browser and looked at by axe-core; exit 1 where it finds anything.
// Use:   NODE_PATH=<modules> BROWSER=<program> node look_with_axe.js <page.html>...
const browsers = require("puppeteer-core");

async function main(pages) {
  const browser = await browsers.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox", "--headless=new"] });
  let found = 0;
  for (const file of pages) {
    const page = await browser.newPage();
    await page.setBypassCSP(true); // the page itself lets no script in
    await page.goto("file://" + file);
    await page.addScriptTag({ path: require.resolve("axe-core") });
    const result = await page.evaluate(() => axe.run(document));
    console.log(`${file.split("/").pop()}: ${result.passes.length} rules held, ${result.violations.length} broken`);
    for (const broken of result.violations) {
      found += 1;
      console.log(`  ${broken.id}: ${broken.help}`);
      for (const node of broken.nodes) console.log(`    ${node.html.slice(0, 120)}`);
    }
    await page.close();
  }
  await browser.close();
  process.exit(found ? 1 : 0);
}

main(process.argv.slice(2));
