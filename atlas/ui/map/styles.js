// @ts-check
// One constructed style sheet per address, shared by every instance: a remount costs no request and no flash.
import { loadOnce } from "./fetch.js";

const load = loadOnce(async (answer) => new CSSStyleSheet().replace(await answer.text()));

/**
 * Give a shadow root these style sheets, in this order; resolves once they apply.
 * @param {Node} root
 * @param {string[]} addresses
 */
export async function adopt(root, addresses) {
  const wanted = await Promise.all(addresses.map(load));
  // A component without isolation is in the document's own tree.
  const owner = /** @type {Document | ShadowRoot} */ ("adoptedStyleSheets" in root ? root : root.getRootNode());
  const missing = wanted.filter((sheet) => !owner.adoptedStyleSheets.includes(sheet));
  if (missing.length) owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, ...missing];
}
