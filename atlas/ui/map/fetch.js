// @ts-check
// Fetches files whose addresses change with their content: each once.

/**
 * Fetch an address, and fail where the answer is not the file.
 * @param {string} address
 */
export async function fetchFile(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/**
 * Return a function that loads what is at an address, once; a failure is forgotten, so that it can be tried again.
 * @template Content
 * @param {(answer: Response) => Promise<Content>} read
 */
export function loadOnce(read) {
  /** @type {Map<string, Promise<Content>>} */
  const kept = new Map();
  return (/** @type {string} */ address) => {
    const known = kept.get(address);
    if (known) return known;
    const coming = fetchFile(address).then(read);
    coming.catch(() => kept.delete(address));
    kept.set(address, coming);
    return coming;
  };
}

/**
 * An address of ours, from the app's own; what is in braces is filled in by MapLibre and stays as it is.
 * @param {string} path
 */
export const ours = (path) => `${new URL(".", document.baseURI).href}${path}`;
