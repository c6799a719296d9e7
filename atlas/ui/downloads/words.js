// @ts-check
/** Texts for a file that could not be made, in English. */
export const WORDS = {
  failed: "This file could not be made, and nothing was downloaded. The page has not changed.",
  remedy:
    "Try another format, or fewer areas. If it happens again, tell whoever runs the atlas: the server's log says why.",
  close: "Close",
};
