// Searches an index of layers with the browser's own functions: what a folder holds as index.json and queries.json
// is answered in answers.json.
import { readFile, writeFile } from "node:fs/promises";
import { prepare } from "../../atlas/ui/finder/rank.js";
import { listFound } from "../../atlas/ui/finder/rows.js";

const folder = process.argv[2];
const read = async (name) => JSON.parse(await readFile(`${folder}/${name}.json`, "utf-8"));
const [index, queries] = [await read("index"), await read("queries")];
const prepared = prepare(index);
const begun = performance.now();
const answers = queries.map((query) => ({ query, ...listFound(index, prepared, query) }));
const each = (performance.now() - begun) / queries.length;
await writeFile(`${folder}/answers.json`, JSON.stringify({ answers, each }));
