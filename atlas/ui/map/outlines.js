// Fetched once per address and kept across remounts; the address carries a content hash.
const kept = new Map();

export function loadOutlines(address) {
  if (!kept.has(address)) {
    const outlines = fetch(address)
      .then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      })
      .then(measure);
    outlines.catch(() => kept.delete(address));
    kept.set(address, outlines);
  }
  return kept.get(address);
}

/** Add what keys, labels and fitting need, in one pass over the coordinates. */
function measure(geojson) {
  const { features } = geojson;
  const count = features.length;
  const boxes = new Float64Array(count * 4);
  const centres = new Float64Array(count * 2);
  const indexOf = new Map();
  for (let i = 0; i < count; i += 1) {
    const { geometry, properties } = features[i];
    indexOf.set(properties.code, i);
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let [west, south, east, north, widest] = [Infinity, Infinity, -Infinity, -Infinity, 0];
    for (const [ring] of polygons) {
      let [area, x, y] = [0, 0, 0];
      for (let k = 0, j = ring.length - 1; k < ring.length; j = k, k += 1) {
        const [ax, ay] = ring[j];
        const [bx, by] = ring[k];
        if (bx < west) west = bx;
        if (bx > east) east = bx;
        if (by < south) south = by;
        if (by > north) north = by;
        // Relative to the first corner: degrees squared lose too many digits otherwise.
        const [ox, oy] = ring[0];
        const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
        area += cross;
        x += (ax + bx - 2 * ox) * cross;
        y += (ay + by - 2 * oy) * cross;
      }
      if (Math.abs(area) > widest) {
        widest = Math.abs(area);
        centres[2 * i] = ring[0][0] + x / (3 * area);
        centres[2 * i + 1] = ring[0][1] + y / (3 * area);
      }
    }
    boxes.set([west, south, east, north], 4 * i);
  }
  const spans = Array.from({ length: count }, (_, i) =>
    Math.sqrt((boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1])),
  ).sort((a, b) => a - b);
  return {
    features,
    count,
    boxes,
    centres,
    indexOf,
    neighbours: geojson.neighbours ?? [],
    wards: geojson.wards ?? [],
    neighbourhoods: geojson.neighbourhoods ?? [],
    bounds: geojson.bounds ?? joinBoxes(boxes, features.keys()),
    span: spans[count >> 1] ?? 0.01,
  };
}

/**
 * The edge of the whole place: the sides that only one area has. Where two areas do not share their corners exactly
 * some inner sides are left over; the edge is drawn under the fills, so those are never seen.
 */
export function findEdge({ features }) {
  const sides = new Map();
  for (const { geometry } of features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const ring of polygons.flat()) {
      for (let k = 1; k < ring.length; k += 1) {
        const ends = [ring[k - 1], ring[k]];
        const key = ends.map(String).sort().join();
        if (!sides.delete(key)) sides.set(key, ends);
      }
    }
  }
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates: [...sides.values()] } };
}

export function joinBoxes(boxes, indices) {
  const whole = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of indices) {
    whole[0] = Math.min(whole[0], boxes[4 * i]);
    whole[1] = Math.min(whole[1], boxes[4 * i + 1]);
    whole[2] = Math.max(whole[2], boxes[4 * i + 2]);
    whole[3] = Math.max(whole[3], boxes[4 * i + 3]);
  }
  return whole;
}

/** The zoom at which an area of middling size is `pixels` wide. */
export function zoomForSize(outlines, pixels) {
  return Math.log2((pixels * 360) / (512 * outlines.span));
}
