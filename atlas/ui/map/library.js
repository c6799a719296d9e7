let library = null;

/** MapLibre, put into the page once; a failure is forgotten, so that it can be tried again. */
export function loadLibrary(address) {
  if (globalThis.maplibregl) return Promise.resolve(globalThis.maplibregl);
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.async = true;
    script.onload = () => resolve(globalThis.maplibregl);
    script.onerror = () => {
      script.remove();
      library = null;
      reject(new Error(`${address} did not load`));
    };
    document.head.append(script);
  });
  return library;
}
