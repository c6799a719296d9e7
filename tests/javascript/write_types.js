// Writes the types of what goes between Python and the browser from their description; with
// --check it only says whether they are those that would be written.
import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const UI = new URL("../../atlas/ui/", import.meta.url);
const SAID = "// Made from wire.json by `npm run types` in tests/javascript; do not change it by hand.";

const described = JSON.parse(await readFile(new URL("wire.json", UI), "utf-8"));

const written = await compile(described, "Wire", {
  bannerComment: SAID,
  unreachableDefinitions: true,
  $refOptions: { resolve: { external: false } },
});
const target = new URL("wire.d.ts", UI);
if (!process.argv.includes("--check")) await writeFile(target, written);
else if ((await readFile(target, "utf-8")) !== written) {
  console.error("atlas/ui/wire.d.ts is not what wire.json says: run `npm run types`.");
  process.exitCode = 1;
}
