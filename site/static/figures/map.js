// A map of a function over a plot: its areas and its contours, by d3-contour.
(() => {
  "use strict";
  const { Plot } = firstNeuron;
  const CELLS = 64; // along each axis

  /** Return a range that is wider by a cell at each end: contours reach the frame. */
  function widened([low, high]) {
    const cell = (high - low) / (CELLS - 2);
    return [low - cell, high + cell];
  }

  /** Return f at the middles of the cells, row by row from the lowest y. */
  function sampled(f, [left, right], [low, high]) {
    const at = (from, to, i) => from + ((i + 0.5) / CELLS) * (to - from);
    return Array.from({ length: CELLS ** 2 }, (_, i) =>
      f(at(left, right, i % CELLS), at(low, high, Math.floor(i / CELLS))));
  }

  /**
   * Draw where f(x, y) is above each level: an area, a line around it, or both.
   * `looks` has a look for each level: { area: "example tint", line: "helper thin" }.
   */
  Plot.prototype.map = function map(key, f, levels, looks) {
    const [x, y] = [this.options.x, this.options.y].map(widened);
    const values = sampled(f, x, y);
    const place = ([i, j]) => [x[0] + (i / CELLS) * (x[1] - x[0]), y[0] + (j / CELLS) * (y[1] - y[0])];
    // d3 closes an area along the edge of the map; that is no contour, and is not drawn.
    const inside = ([i, j]) => i > 0 && j > 0 && i < CELLS && j < CELLS;
    levels.forEach((level, n) => {
      const rings = d3.contours().size([CELLS, CELLS]).thresholds([level])(values)[0].coordinates.flat();
      if (looks[n].area) this.rings(`${key} area ${n}`, rings.map((ring) => ring.map(place)), looks[n].area);
      if (looks[n].line) {
        rings.flatMap((ring) => pieces(ring, inside)).forEach((piece, i) =>
          this.path(`${key} line ${n} ${i}`, piece.map(place), looks[n].line));
      }
    });
  };

  /** Return the parts of a ring that are inside, each of at least two points. */
  function pieces(ring, inside) {
    const found = [[]];
    for (const point of ring) {
      if (inside(point)) found.at(-1).push(point);
      else if (found.at(-1).length) found.push([]);
    }
    return found.filter((piece) => piece.length > 1);
  }

  /** Draw areas with holes, as one path. */
  Plot.prototype.rings = function rings(key, rings, look) {
    const d = rings.map((ring) =>
      `M${ring.map((point) => this.at(point).map((n) => n.toFixed(2))).join("L")}Z`).join("");
    return this.element("marks", key, "path", { d, class: `fn-area ${look}`, "fill-rule": "evenodd" })[0];
  };
})();
