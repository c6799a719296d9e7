/** An address of ours, from the app's own; what is in braces is filled in by MapLibre and stays as it is. */
export const ours = (path) => `${new URL(".", document.baseURI).href}${path}`;
