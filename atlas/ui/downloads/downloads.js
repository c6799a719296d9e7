// @ts-check
// Shows on the page that a file could not be made, until somebody has read it.
// Streamlit's own sign disappears after five seconds, is in English, and offers no next step.
import { DOWNLOAD, DOWNLOAD_FAILED } from "../inside/dom.js";
import { make, makeButton } from "../map/elements.js";
import { learn } from "../words/learn.js";
import { WORDS } from "./words.js";

const NOTE = "atlas-download-failed";

/**
 * The name of the button beside a sign.
 * @param {Element} sign
 */
const nameOf = (sign) => sign.closest(DOWNLOAD)?.querySelector("button")?.innerText.trim() ?? "";

function close() {
  document.getElementById(NOTE)?.remove();
}

/**
 * Put the note where it stays when the box with the button closes.
 * @param {string} name
 */
function tell(name) {
  close();
  const said = [make("strong", {}, name), make("p", {}, WORDS.failed), make("p", {}, WORDS.remedy)];
  document.body.append(make("div", { id: NOTE, role: "alert" }, ...said, makeButton("button", WORDS.close, close)));
}

const told = new WeakSet();

new MutationObserver(async () => {
  const sign = document.querySelector(DOWNLOAD_FAILED);
  if (!sign || told.has(sign)) return;
  told.add(sign);
  const name = nameOf(sign);
  const spoken = document.documentElement.lang;
  await learn(WORDS, spoken === "en" ? "" : spoken);
  tell(name);
}).observe(document.body, { childList: true, subtree: true });
