// @ts-check
// The visitor's own story, kept in this browser: a reload starts a new session, which knows nothing.
/** @import {Component} from "../types.js" */
/** @import {MeetWire} from "../wire.js" */

const NAME = "atlas-own-story";
let sent = false;

/**
 * Keep what the page says; where the page knows of no story, hand back the one that is kept.
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
    // A browser that keeps nothing still tells the story; it is only not there after a reload.
    console.warn("The story is not kept in this browser.", error);
  }
}
