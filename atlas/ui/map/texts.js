/** How many areas one answer holds; the same number as on the server. */
const CHUNK = 512;
const PATIENCE = 5000;
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
        // Not asked for again at once, or a server that is gone would be asked without end.
        entry.failed = true;
        setTimeout(() => kept.delete(address), PATIENCE);
      });
    kept.set(address, entry);
  }
  return kept.get(address);
}

/**
 * The text of area `i` on a layer: `value`, `plain` for a hall, `gap` and, for the layer of names, `around`. Null when
 * it is not here yet; `again` is called when it is.
 */
export function textOf(base, layer, i, again) {
  const { content, coming, failed } = load(`${base}/${layer}/${Math.floor(i / CHUNK)}.json`);
  if (!content) {
    if (!failed) coming.then(again);
    return null;
  }
  const place = i % CHUNK;
  const value = content.values[place] ?? "";
  return {
    value,
    plain: content.plain?.[place] ?? value,
    gap: content.gaps[place] ?? "",
    around: content.around?.[place] ?? "",
  };
}

/** The text of area `i` on a layer that came with the map's own data, and is at no address. */
export function ownTextOf({ values, reasons }, i) {
  const text = values[i] ?? "";
  return typeof text === "number" ? { value: "", gap: reasons[text] ?? "" } : { value: text, gap: "" };
}
