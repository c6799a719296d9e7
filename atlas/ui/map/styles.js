// One constructed sheet per address, shared by every instance: a remount costs no request and no flash.
const sheets = new Map();

function load(address) {
  if (!sheets.has(address)) {
    const sheet = fetch(address)
      .then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.text();
      })
      .then((text) => new CSSStyleSheet().replace(text));
    sheet.catch(() => sheets.delete(address));
    sheets.set(address, sheet);
  }
  return sheets.get(address);
}

/** Give a shadow root these style sheets, in this order; resolves once they apply. */
export async function adopt(root, addresses) {
  const wanted = await Promise.all(addresses.map(load));
  // `parentElement` is the document's own tree when a page mounts without isolation.
  const owner = root.adoptedStyleSheets ? root : root.getRootNode();
  const missing = wanted.filter((sheet) => !owner.adoptedStyleSheets.includes(sheet));
  if (missing.length) owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, ...missing];
}
