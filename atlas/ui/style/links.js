// Follows links from page to page inside the visit, as Streamlit's own menu does: loading the page
// anew would begin another visit, and what somebody uploaded and did not save would be gone.
const folder = (url) => url.pathname.slice(0, url.pathname.lastIndexOf("/") + 1);

function pageOf(event) {
  const link = event.composedPath().find((one) => one.tagName === "A" && one.hasAttribute("href"));
  if (!link || link.hasAttribute("download") || !["", "_self"].includes(link.target)) return null;
  const url = new URL(link.href);
  // Pages stand side by side; what lies deeper is a file.
  const isPage = url.origin === location.origin && folder(url) === folder(location);
  const isHere = url.pathname === location.pathname && url.search === location.search;
  return isPage && !isHere ? url : null;
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = pageOf(event);
  if (!url) return;
  event.preventDefault();
  history.pushState(null, "", url);
  // Streamlit reads the address when somebody goes back or forward.
  dispatchEvent(new PopStateEvent("popstate"));
});
