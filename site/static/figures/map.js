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

  /** Return the outlines of the places where f is above each level: areas, and lines. */
  function outlined(plot, f, levels) {
    const [x, y] = [plot.options.x, plot.options.y].map(widened);
    const values = sampled(f, x, y);
    const along = ([from, to], cell) => from + (cell / CELLS) * (to - from);
    const pixels = ([i, j]) => plot.at([along(x, i), along(y, j)]).map((n) => n.toFixed(2));
    const through = (points) => `M${points.map(pixels).join("L")}`;
    // d3 closes an area along the edge of the map; that is no contour, and is not drawn.
    const inside = ([i, j]) => i > 0 && j > 0 && i < CELLS && j < CELLS;
    return levels.map((level) => {
      const rings = d3.contours().size([CELLS, CELLS]).thresholds([level])(values)[0].coordinates.flat();
      return {
        area: rings.map((ring) => `${through(ring)}Z`).join(""),
        line: rings.flatMap((ring) => pieces(ring, inside)).map(through).join(""),
      };
    });
  }

  /** Return the parts of a ring that are inside, each of at least two points. */
  function pieces(ring, inside) {
    const found = [[]];
    for (const point of ring) {
      if (inside(point)) found.at(-1).push(point);
      else if (found.at(-1).length) found.push([]);
    }
    return found.filter((piece) => piece.length > 1);
  }

  /**
   * Draw where f(x, y) is above each level: an area, a line around it, or both.
   * `looks` has a look for each level: { area: "example tint", line: "helper thin" }.
   * As long as f is the same function as last time, it is not computed again.
   */
  Plot.prototype.map = function map(key, f, levels, looks) {
    this.maps ??= new Map();
    const where = JSON.stringify([levels, this.frame]);
    const last = this.maps.get(key);
    if (last?.f !== f || last.where !== where) {
      this.maps.set(key, { f, where, outlines: outlined(this, f, levels) });
    }
    this.maps.get(key).outlines.forEach(({ area, line }, n) => {
      const { area: filled, line: drawn } = looks[n];
      if (filled) {
        const look = { class: `fn-area ${filled}`, "fill-rule": "evenodd" };
        this.element("marks", `${key} area ${n}`, "path", { d: area, ...look });
      }
      if (drawn) this.element("marks", `${key} line ${n}`, "path", { d: line, class: `fn-line ${drawn}` });
    });
  };
})();
