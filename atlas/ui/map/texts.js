/** How many areas one answer holds; the same number as on the server. */
const CHUNK = 512;
// What was fetched, by its address; these never change.
const kept = new Map();

function load(address) {
  if (!kept.has(address)) {
    const entry = { content: null };
    entry.coming = fetch(address)
      .then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      })
      .then((content) => {
        entry.content = content;
      })
      .catch(() => {
        // Asked for again at the next pointing; until then the area has its name alone.
        kept.delete(address);
      });
    kept.set(address, entry);
  }
  return kept.get(address);
}

/** The text of area `i` on a layer: `{value, gap}` when it is here, null when it is not; `coming` resolves then. */
export function textOf(base, layer, i) {
  if (!layer) return { text: { value: "", gap: "" }, coming: null };
  const { content, coming } = load(`${base}/${layer}/${Math.floor(i / CHUNK)}.json`);
  if (!content) return { text: null, coming };
  const place = i % CHUNK;
  return { text: { value: content.values[place] ?? "", gap: content.gaps[place] ?? "" }, coming: null };
}
