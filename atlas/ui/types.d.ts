// What Streamlit hands to a component, and what an element's kind makes of it.
interface Messages {
  data: unknown;
  states: object;
  triggers: object;
}

/** A component as Streamlit hands it over at every run, with the messages that wire.json describes. */
export interface Component<M extends Messages> {
  parentElement: HTMLElement | ShadowRoot;
  data: M["data"];
  setStateValue<Name extends keyof M["states"]>(name: Name, value: M["states"][Name]): void;
  setTriggerValue<Name extends keyof M["triggers"]>(name: Name, value: M["triggers"][Name]): void;
}

/** The element of a kind such as "p" or "button.atlas-tool". */
export type ElementOf<Kind extends string> = Kind extends keyof HTMLElementTagNameMap
  ? HTMLElementTagNameMap[Kind]
  : Kind extends `${infer Tag extends keyof HTMLElementTagNameMap}.${string}`
    ? HTMLElementTagNameMap[Tag]
    : HTMLElement;

/** What a component says: a text, or texts in texts. */
export type Said = string | Said[];

declare global {
  /** Set by MapLibre's own script. */
  var maplibregl: typeof import("maplibre-gl") | undefined;

  interface FocusOptions {
    focusVisible?: boolean;
  }

  interface HTMLElement {
    /** The map that is drawn in a box, for the tests in a browser. */
    __atlasMap?: import("maplibre-gl").Map;
  }
}
