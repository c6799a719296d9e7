// @ts-check
// MapLibre's own script, loaded into the page once.

/** @typedef {typeof import("maplibre-gl")} Library */
/** @type {Promise<Library> | null} */
let library = null;

/**
 * Load MapLibre; a failure is forgotten, so that it can be retried.
 * @param {string} address
 * @returns {Promise<Library>}
 */
export function loadLibrary(address) {
  if (globalThis.maplibregl) return Promise.resolve(globalThis.maplibregl);
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      script.remove();
      library = null;
      reject(new Error(`${address} did not load`));
    };
    script.src = address;
    script.async = true;
    script.onload = () => (globalThis.maplibregl ? resolve(globalThis.maplibregl) : fail());
    script.onerror = fail;
    document.head.append(script);
  });
  return library;
}
