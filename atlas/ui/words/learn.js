/** The texts of all modules in other languages, by language; fetched once each. */
const tables = new Map();
/** What each module says in English, as it was written. */
const written = new WeakMap();

function fetchTable(spoken) {
  if (!tables.has(spoken)) {
    const arriving = fetch(new URL(`./${spoken}.json`, import.meta.url))
      .then((answer) => (answer.ok ? answer.json() : {}))
      .catch(() => ({}));
    tables.set(spoken, arriving);
  }
  return tables.get(spoken);
}

const turn = (said, table) =>
  typeof said === "string" ? (table[said] ?? said) : said.map((part) => turn(part, table));

/** Let a module's words be those of a language, a code such as "de"; English for none. */
export async function learn(words, spoken) {
  const english = written.get(words) ?? { ...words };
  written.set(words, english);
  const table = spoken ? await fetchTable(spoken) : {};
  for (const [name, said] of Object.entries(english)) words[name] = turn(said, table);
}

/** Fill `{slots}` of a text. */
export function fill(text, slots) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => slots[name] ?? whole);
}
