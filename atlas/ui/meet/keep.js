/** The visitor's own story, kept in this browser: a reload starts a new session, which knows nothing. */
const NAME = "atlas-own-story";
let sent = false;

/** Keep what the page says; where the page knows of no story, hand back the one that is kept. */
export function keepStory({ data, setTriggerValue }) {
  const { keep } = data;
  try {
    if (keep === "") localStorage.removeItem(NAME);
    else if (keep) localStorage.setItem(NAME, keep);
    else if (!sent && localStorage.getItem(NAME)) {
      sent = true;
      setTriggerValue("restored", localStorage.getItem(NAME));
    }
  } catch (error) {
    // A browser that keeps nothing still tells the story; it is only not there after a reload.
    console.warn("The story is not kept in this browser.", error);
  }
}
