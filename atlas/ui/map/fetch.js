// @ts-check
// Fetches files whose addresses change with their content, each once.

/**
 * Fetch an address, and fail if the response is not the file.
 * @param {string} address
 */
export async function fetchFile(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/**
 * Return a function that loads an address once; a failure is forgotten, so that it can be retried.
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
 * One of our addresses, relative to the app; MapLibre fills in what is in braces.
 * @param {string} path
 */
export const ours = (path) => `${new URL(".", document.baseURI).href}${path}`;
