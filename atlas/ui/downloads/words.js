// @ts-check
/** Texts for a file that could not be made, in English. */
export const WORDS = {
  failed: "This file could not be made, and nothing was downloaded. The page and all that is on it are as they were.",
  remedy:
    "Try another format, or fewer areas. If it happens again, tell whoever runs the atlas: the server's log says why.",
  close: "Close",
};
