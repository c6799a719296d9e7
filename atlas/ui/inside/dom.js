// @ts-check
// What our scripts know of Streamlit's pages: the names of their parts, and how to change the address.
// None of this is guaranteed; tests/inside finds each part on a page.
export const APP = "[data-testid=stApp]";
const STATE = "data-test-script-state";
const STILL = "notRunning";
export const PAGE_LINK = "[data-testid=stPageLink-NavLink]";
export const BOX_BUTTON = "[data-testid=stPopoverButton], [data-testid=stPopover] button";
export const BOX = "[data-testid=stPopoverBody]";
export const DOWNLOAD = "[data-testid=stDownloadButton]";
export const DOWNLOAD_FAILED = "[data-testid=stDownloadButtonError]";

/** Whether the server still draws the page. */
export function isDrawing() {
  return document.querySelector(APP)?.getAttribute(STATE) !== STILL;
}

/**
 * Navigates to another page within the visit: Streamlit reads the address when somebody goes back or forward.
 * @param {URL} url
 */
export function visit(url) {
  history.pushState(null, "", url);
  dispatchEvent(new PopStateEvent("popstate"));
}
