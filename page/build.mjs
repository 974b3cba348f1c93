// Bundle the pinned packages (npm ci has checked their hashes) into the folder of the page's scripts, with their licences.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url);
const out = new URL("../src/megaroth/web/static/vendor/", here);
mkdirSync(out, { recursive: true });
const bundled = await build({
  absWorkingDir: here.pathname,
  entryPoints: ["charts.js"],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "charts",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  outfile: new URL("charts.js", out).pathname,
});
copyFileSync(new URL("node_modules/htmx.org/dist/htmx.min.js", here), new URL("htmx.js", out));

const used = new Set(["htmx.org"]);
for (const input of Object.keys(bundled.metafile.inputs)) {
  const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) used.add(found[1]);
}
const licences = [...used].sort().map((name) => {
  const folder = new URL(`node_modules/${name}/`, here);
  const { version, license } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file && existsSync(new URL(file, folder)) ? readFileSync(new URL(file, folder), "utf8").trim() : "";
  return `${name} ${version} (${license})\n\n${text}`;
});
writeFileSync(new URL("LICENCES.txt", out), licences.join(`\n\n${"-".repeat(72)}\n\n`) + "\n");
