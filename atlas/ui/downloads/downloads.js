// Says on the page that a file could not be made, until it is read: Streamlit's own sign goes
// after five seconds, is in English, and says no way on.
import { DOWNLOAD, DOWNLOAD_FAILED } from "../inside/dom.js";
import { learn } from "../words/learn.js";
import { WORDS } from "./words.js";

const NOTE = "atlas-download-failed";

/** The name of the button beside a sign. */
function nameOf(sign) {
  return sign.closest(DOWNLOAD)?.querySelector("button")?.innerText.trim() ?? "";
}

function close() {
  document.getElementById(NOTE)?.remove();
}

function write(kind, text) {
  const element = document.createElement(kind);
  element.textContent = text;
  return element;
}

/** Put the note where it stays when the box with the button closes. */
function tell(name) {
  close();
  const note = document.createElement("div");
  note.id = NOTE;
  note.setAttribute("role", "alert");
  const button = write("button", WORDS.close);
  button.type = "button";
  button.addEventListener("click", close);
  note.append(write("strong", name), write("p", WORDS.failed), write("p", WORDS.remedy), button);
  document.body.append(note);
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
