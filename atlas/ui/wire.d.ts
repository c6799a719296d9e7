// Made from wire.json by `npm run types` in tests/javascript; do not change it by hand.

/**
 * A number per area in the order of the outlines, one character each: 0 is "0" and so on in the order of ASCII; a dash is none.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Digits".
 */
export type Digits = string;
/**
 * Longitude, latitude and zoom.
 *
 * @minItems 3
 * @maxItems 3
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "View".
 */
export type View = [number, number, number];
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Streets".
 */
export type Streets = StreetsFault | StreetsAddress | StreetsFile;
/**
 * West, south, east, north.
 *
 * @minItems 4
 * @maxItems 4
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Box".
 */
export type Box = [number, number, number, number];
/**
 * A number, or null where there is none, and how it is written.
 *
 * @minItems 2
 * @maxItems 2
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "NumberCell".
 */
export type NumberCell = [number | null, string];

/**
 * All that goes between Python and the browser's own files, described once. The types in wire.d.ts are made from it.
 */
export interface Wire {
  map: MapWire;
  legend: LegendWire;
  table: TableWire;
  finder: FinderWire;
  meet: MeetWire;
  search: SearchWire;
  multiples: MultiplesWire;
}
export interface MapWire {
  data: MapData;
  states: {
    view: View;
    /**
     * The map is on screen, or has failed.
     */
    settled: true;
  };
  triggers: {
    picked: Pick;
  };
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "MapData".
 */
export interface MapData {
  assets: Assets;
  /**
   * Where a map was left is remembered under this.
   */
  map: string;
  /**
   * The map's name for who does not see it.
   */
  label: string;
  classes: Digits;
  /**
   * The colour of each class.
   */
  colours: string[];
  /**
   * A number per area in the order of the outlines, one character each: 0 is "0" and so on in the order of ASCII; a dash is none.
   */
  state: string;
  /**
   * The layer whose texts are shown of an area, below `assets.texts`.
   */
  layer: string;
  /**
   * The layer of a second text, or none.
   */
  note: string | null;
  own: OwnTexts | null;
  /**
   * A text with {value} and {place}.
   */
  sentence: string;
  fit: Fit;
  view: View | null;
  /**
   * Two fingers, or Ctrl and the wheel, move the map.
   */
  cooperative?: boolean;
  /**
   * Something waits for the word that the map has settled.
   */
  awaited?: boolean;
  /**
   * Addresses of lists of points, by identity.
   */
  overlays?: {
    [k: string]: string;
  };
  streets?: Streets;
}
/**
 * Addresses of what the map is made of, from the app's own.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Assets".
 */
export interface Assets {
  maplibre: string;
  maplibre_css: string;
  outlines: string;
  texts: string;
}
/**
 * Texts of a layer that is at no address: a text for each area, or the place of one of the reasons.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "OwnTexts".
 */
export interface OwnTexts {
  values: (string | number)[];
  reasons: string[];
}
/**
 * A new id makes these areas fill the view, and all where there are none; with a view the map goes there.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Fit".
 */
export interface Fit {
  id: number;
  codes: string[];
  view?: View | null;
}
/**
 * Streets that cannot be drawn, and why.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "StreetsFault".
 */
export interface StreetsFault {
  id: string;
  fault: string;
}
/**
 * Streets from elsewhere: a style, or tiles that a TileJSON describes.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "StreetsAddress".
 */
export interface StreetsAddress {
  id: string;
  kind: "style" | "tiles";
  address: string;
  attribution: string;
  page: string;
  host: string;
  letters: string;
}
/**
 * Streets from a file on this server.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "StreetsFile".
 */
export interface StreetsFile {
  id: string;
  kind: "vector" | "raster";
  tiles: string;
  /**
   * @minItems 2
   * @maxItems 2
   */
  zooms: [number, number];
  bounds: Box;
  layers: string[];
  attribution: string;
  host: string;
  letters: string;
}
/**
 * What was picked; no code clears the selection, and `toggle` adds to it or takes out of it.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Pick".
 */
export interface Pick {
  code: string | null;
  mode: "one" | "toggle";
}
export interface LegendWire {
  data: LegendData;
  states: Nothing;
  triggers: {
    toggled: Toggle;
  };
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "LegendData".
 */
export interface LegendData {
  title: string;
  unit: string;
  classes: LegendClass[];
  others: LegendOther[];
  histogram: Histogram | null;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "LegendClass".
 */
export interface LegendClass {
  colour: string;
  label: string;
  count: number;
  off: boolean;
  /**
   * What keeps it apart on paper, in matplotlib's letters.
   */
  pattern: string;
}
/**
 * Areas of no class, or that stand out by more than their class.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "LegendOther".
 */
export interface LegendOther {
  kind: "doubtful" | "missing" | "filtered" | "selected";
  colour: string;
  label: string;
  count: number;
  off: boolean;
  /**
   * What keeps it apart on paper, in matplotlib's letters.
   */
  pattern: string;
  /**
   * Why areas have no figure.
   */
  note?: string;
}
/**
 * Heights and places are shares of the room there is, 0 to 1.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Histogram".
 */
export interface Histogram {
  bars: {
    height: number;
    class: number;
  }[];
  marks: Mark[];
  from: string;
  to: string;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Mark".
 */
export interface Mark {
  x: number;
  label: string;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Nothing".
 */
export interface Nothing {}
/**
 * The class that was switched off or on; null shows all again.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Toggle".
 */
export interface Toggle {
  class: number | null;
}
export interface TableWire {
  data: TableData;
  states: Nothing;
  triggers: {
    picked: Pick;
    sorted: Sorting;
  };
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "TableData".
 */
export interface TableData {
  caption: string;
  columns: Column[];
  /**
   * A code, and a cell for each column.
   */
  rows: [string, ...(string | NumberCell)[]][];
  /**
   * Rows that stay above all others: what the areas are compared with, a name and a cell for each other column.
   */
  beside?: (string | NumberCell)[][];
  /**
   * The column that stands beside the name where there is room for one.
   */
  shown?: string;
  selected: string[];
  sort: Sorting | null;
  /**
   * The first of the selected is brought into sight when it is another one.
   */
  follows?: boolean;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Column".
 */
export interface Column {
  id: string;
  label: string;
  numeric: boolean;
  note: string;
  /**
   * The first click puts the lowest on top.
   */
  rising?: boolean;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Sorting".
 */
export interface Sorting {
  column: string;
  descending: boolean;
}
export interface FinderWire {
  data: FinderData;
  states: Nothing;
  triggers: {
    chosen: Found;
  };
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "FinderData".
 */
export interface FinderData {
  label: string;
  /**
   * Address of a LayerIndex, from the app's own.
   */
  index: string;
  chosen: {
    id: string;
    name: string;
  };
  /**
   * The topic whose layers are listed before anything is typed; all for none.
   */
  topic: string;
  /**
   * Figures only, and no types.
   */
  figures: boolean;
  /**
   * The visitor's own layers, which no index holds.
   */
  own: {
    id: string;
    name: string;
    topic: string;
  }[];
  /**
   * What their topic is called.
   */
  own_topic: string;
}
/**
 * The layer that was chosen.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Found".
 */
export interface Found {
  layer: string;
}
export interface MeetWire {
  data: MeetData;
  states: Nothing;
  triggers: {
    /**
     * The visitor's own story, as this browser kept it.
     */
    restored: string;
  };
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "MeetData".
 */
export interface MeetData {
  /**
   * The visitor's own story, for the browser to keep; empty to forget it; null where none is known.
   */
  keep: string | null;
  story: string;
  slides: Slide[];
  /**
   * The step to go on from, counted from 1; 0 for none.
   */
  step: number;
  speaker: boolean;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Slide".
 */
export interface Slide {
  what: "map" | "chart" | "actions" | "lost";
  title: string;
  sentence: string;
  note: string;
  source: string;
  told: string[];
  changed: string;
  faults: string[];
  level?: string;
  heading?: string;
  legend: SlideLegend[];
  bars: Bar[];
  actions: SlideAction[];
  map: MapData | null;
  ask?: Ask | null;
}
/**
 * A row of the legend.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SlideLegend".
 */
export interface SlideLegend {
  kind: "class" | "doubtful" | "missing" | "filtered" | "selected";
  colour: string;
  label: string;
}
/**
 * A bar from nought; where it begins and how wide it is are parts of a hundred.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Bar".
 */
export interface Bar {
  name: string;
  text: string;
  value: number;
  colour?: string;
  from: number;
  width: number;
  own: boolean;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SlideAction".
 */
export interface SlideAction {
  name: string;
  summary: string;
  works: string;
  answer: string;
}
/**
 * What is said of an area that is asked about: a layer's text in a sentence, and the layer that names whose figure it is.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Ask".
 */
export interface Ask {
  layer: string;
  sentence: string;
  place?: string;
}
export interface SearchWire {
  data: SearchData;
  states: Nothing;
  triggers: {
    chosen: Chosen;
  };
}
/**
 * A search of places and areas.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SearchData".
 */
export interface SearchData {
  label: string;
  /**
   * What stands in the empty box.
   */
  hint: string;
  /**
   * Where answers are asked for, relative to the app; what is typed is added as q.
   */
  address: string;
}
/**
 * An answer that was chosen.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Chosen".
 */
export interface Chosen {
  id: string;
}
export interface MultiplesWire {
  data: MultiplesData;
  states: Nothing;
  triggers: {
    picked: Pick;
  };
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "MultiplesData".
 */
export interface MultiplesData {
  said: string;
  /**
   * Width and height of every map in its own units.
   */
  size: number[];
  selected: string[];
  maps: SmallMap[];
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SmallMap".
 */
export interface SmallMap {
  name: string;
  value: string;
  facts: string;
  label: string;
  /**
   * Of each area its code, the steps of its outline, its fill, and what is said of it.
   */
  areas: [string, string, string, string][];
}
/**
 * What the search for layers looks in: a file fetched once.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "LayerIndex".
 */
export interface LayerIndex {
  /**
   * By identity, in order.
   */
  topics: {
    [k: string]: {
      name: string;
      /**
       * The layer that the topic opens with.
       */
      leader: string;
    };
  };
  layers: {
    id: string;
    name: string;
    topic: string;
    /**
     * What people call it, the closest first.
     */
    words: string[];
  }[];
  /**
   * What people look for and is not held, with the layers that come nearest.
   */
  missing: {
    words: string[];
    reason: string;
    nearest: string[];
  }[];
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Label".
 */
export interface Label {
  name: string;
  lon: number;
  lat: number;
  areas: number;
}
/**
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "Outline".
 */
export interface Outline {
  type: "Feature";
  /**
   * The place of the area: classes and states come in this order.
   */
  id: number;
  properties: {
    code: string;
  };
  geometry: import("geojson").Polygon | import("geojson").MultiPolygon;
}
/**
 * What is at `assets.outlines`: GeoJSON with members of ours.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "OutlinesFile".
 */
export interface OutlinesFile {
  type: "FeatureCollection";
  bbox: Box;
  bounds: Box;
  /**
   * The places of the areas that border on each.
   */
  neighbours: number[][];
  /**
   * The zoom from which the outlines look rough; 0 where none does.
   */
  rough_from: number;
  /**
   * The places of the areas whose outlines never do.
   */
  detailed: number[];
  wards: Label[];
  neighbourhoods: Label[];
  features: Outline[];
}
/**
 * What is below `assets.texts`: the texts of 512 areas; `gaps` and `plain` by the area's place among them.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "TextsFile".
 */
export interface TextsFile {
  values: string[];
  gaps: {
    [k: string]: string;
  };
  plain?: {
    [k: string]: string;
  };
  around?: string[];
}
/**
 * What is at the address of a list of points: GeoJSON with members of ours.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "PointsFile".
 */
export interface PointsFile {
  type: "FeatureCollection";
  features: import("geojson").Feature[];
  symbol: "circle" | "square" | "triangle" | "diamond" | "cross" | "star";
  colour: string;
  title: string;
  plural: string;
  [k: string]: unknown;
}
/**
 * What the search's address sends: the answers, best first, or what to say instead.
 *
 * This interface was referenced by `Wire`'s JSON-Schema
 * via the `definition` "SearchAnswer".
 */
export interface SearchAnswer {
  hits: SearchHit[];
  told: string;
}
export interface SearchHit {
  id: string;
  name: string;
  /**
   * Its level, and what it lies in.
   */
  detail: string;
}
