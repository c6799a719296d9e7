// @ts-check
// The visitor's own story, stored in this browser: a reload starts a new session without it.
/** @import {Component} from "../types.js" */
/** @import {MeetWire} from "../wire.js" */

const NAME = "atlas-own-story";
let sent = false;

/**
 * Store the page's story; if the page has none, return the stored one.
 * @param {Component<MeetWire>} component
 */
export function keepStory({ data: { keep }, setTriggerValue }) {
  try {
    const kept = localStorage.getItem(NAME);
    if (keep === "") localStorage.removeItem(NAME);
    else if (keep) localStorage.setItem(NAME, keep);
    else if (!sent && kept) {
      sent = true;
      setTriggerValue("restored", kept);
    }
  } catch (error) {
    // A browser without storage still shows the story, but has lost it after a reload.
    console.warn("The story is not kept in this browser.", error);
  }
}
