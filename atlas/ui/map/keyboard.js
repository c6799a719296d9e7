const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** The area that lies in a direction from another: a neighbour if there is one that way, else the nearest. */
export function findNext(outlines, from, [dx, dy]) {
  const { centres, neighbours, count } = outlines;
  const shrink = Math.cos((centres[2 * from + 1] * Math.PI) / 180);
  const look = (candidates, narrowest, cost) => {
    let [best, least] = [null, Infinity];
    for (const i of candidates) {
      if (i === from) continue;
      const x = (centres[2 * i] - centres[2 * from]) * shrink;
      const y = centres[2 * i + 1] - centres[2 * from + 1];
      const far = Math.hypot(x, y);
      const along = (x * dx + y * dy) / far;
      if (!(along > narrowest)) continue;
      const price = cost(far, along);
      if (price < least) [best, least] = [i, price];
    }
    return best;
  };
  const near = neighbours[from] ?? [];
  const straightest = (far, along) => -along;
  return (
    look(near, 0.5, straightest) ??
    look(near, 0.25, straightest) ??
    look(Array(count).keys(), 0.7, (far, along) => far / along ** 2)
  );
}

/** Join keys to what they do. Keys with a modifier are left to the browser, but for Enter. */
export function listenForKeys(stage, does) {
  stage.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const adding = ctrlKey || metaKey || shiftKey;
    let done = true;
    if (key === "Enter" || key === " ") does.pick(adding);
    else if (ctrlKey || metaKey || altKey) done = false;
    else if (ARROWS[key]) does.move(ARROWS[key]);
    else if (key === "Escape") does.leave();
    else if (key === "+" || key === "=") does.zoom(1);
    else if (key === "-" || key === "_" || key === "−") does.zoom(-1);
    else if (key === "0" || key === "Home") does.fit();
    else if (key === "?") does.help();
    else done = false;
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
}
