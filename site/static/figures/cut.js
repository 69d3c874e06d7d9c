// A perceptron in the plane of its two inputs: the side where it fires, its line, and its
// weights as an arrow, which stands on the line at right angles. The reader may hold it by
// a dot on the line and by the arrow's tip.
(() => {
  "use strict";
  const { Plot, maths: { dot, halfPlane }, written } = firstNeuron;
  const LENGTH = 0.4; // of the arrow, for a weight of 1
  const KNOB = 9; // pixels: the arrow's head ends where the handle begins

  /** The sum of a perceptron, without what floats make of 0.1 + 0.2 − 0.3. */
  firstNeuron.maths.score = (w, b, x) => Number((dot(w, x) + b).toFixed(9));

  const go = (from, far, way) => from.map((one, axis) => one + far * way[axis]);
  const largest = (numbers) => Math.max(...numbers.map(Math.abs));
  const rounded = (value, step) => Number((Math.round(value / step) * step).toFixed(9));

  /** Draw where a perceptron is 0: a line, if it has a weight. */
  Plot.prototype.border = function border(key, { w, b }, look) {
    const length = Math.hypot(...w);
    if (!length) return;
    const near = go([0, 0], -b / length ** 2, w);
    const far = 9 / length; // beyond the frame, where it is clipped
    this.path(key, [-far, far].map((way) => go(near, way, [-w[1], w[0]])), look);
  };

  /**
   * Draw a perceptron.
   *
   * @param options
   *   w, b, look; near: the arrow stands where the line is nearest to this point
   *   tag: a sign beside its foot
   *   names: of the state's parts, [w₁, w₂, b], if the reader may move it; with them
   *   line, arrow: the handles' labels; then: what to do after a move
   */
  Plot.prototype.cut = function cut(key, options) {
    const { w, b, look, tag, names } = options;
    const side = halfPlane(w, b, this.options.x, this.options.y);
    if (side.length) this.area(`${key} side`, side, `${look} tint`);
    this.border(`${key} line`, options, `${look} thick`);
    const length = Math.hypot(...w);
    const anchor = anchored(this, key, options);
    const foot = inside(this, nearest(w, b, anchor));
    const tip = go(foot, LENGTH * room(this, foot, w), w);
    const seen = names || Math.abs(dot(w, foot) + b) < 1e-9; // else it stands on no line
    const short = names ? (KNOB / this.frame.width) * (this.options.x[1] - this.options.x[0]) : 0;
    if (seen && LENGTH * length > short) this.arrow(`${key} arrow`, foot, go(tip, -short / length, w), look);
    if (tag) {
      const [dx, dy] = w.map((one) => (-16 * one) / (length || 1));
      this.text(`${key} tag`, foot, tag, `${look} bold large halo`, { dx, dy: 6 - dy });
    }
    if (names) hold(this, key, { anchor, foot, tip }, options);
  };

  /** Draw a corner of a truth table: filled where the answer should be 1. */
  Plot.prototype.corner = function corner(key, at, wanted, wrong = false) {
    if (wrong) this.text(`${key} wrong`, at, "✗", "fourth bold large halo", { dx: 18, dy: -9 });
    return this.dot(key, at, wanted ? "example" : "example hollow", 8);
  };

  /** The point of the line that is nearest to another. */
  const nearest = (w, b, to) => (w.some(Boolean) ? go(to, -(dot(w, to) + b) / dot(w, w), w) : to);

  /** Where the reader last held it, until something else moves it; or else near some point. */
  function anchored(plot, key, { w, b, near = [0.2, 0.5] }) {
    const held = plot.held?.[key] ?? {};
    held.now ??= `${w} ${b}`; // the first draw after a move
    return held.now === `${w} ${b}` && held.at ? held.at : inside(plot, nearest(w, b, near));
  }

  /** The frame, without the margin in which a handle would be cut off. */
  const frame = ({ options: { x, y } }) => [x, y].map(([low, high]) => {
    const margin = 0.03 * (high - low);
    return [low + margin, high - margin];
  });

  const inside = (plot, point) =>
    frame(plot).map(([low, high], axis) => Math.min(Math.max(point[axis], low), high));

  /** How much of an arrow there is room for: 1, all of it. */
  const room = (plot, foot, w) => Math.min(1, ...frame(plot).map(([low, high], axis) =>
    (w[axis] ? ((w[axis] > 0 ? high : low) - foot[axis]) / (LENGTH * w[axis]) : 1)));

  function hold(plot, key, { anchor, foot, tip }, { w, b, names, look, line, arrow, then }) {
    const { figure, figure: { spec } } = plot;
    const [weight, bias] = [spec[names[0]], spec[names[2]]];
    const move = (to, at) => {
      (plot.held ??= {})[key] = { at };
      figure.set({ [names[0]]: to[0], [names[1]]: to[1], [names[2]]: -dot(to, at) });
      then?.();
    };
    if (w.some(Boolean)) {
      const step = (2 * bias.step) / largest(w);
      plot.handle(`${key} line`, {
        at: foot, step: [step, step], move: (at) => move(w, at), look,
        label: line, says: written(b, 2), value: b, low: bias.low, high: bias.high,
      });
    }
    plot.handle(`${key} tip`, {
      at: tip, step: [0.1 * LENGTH, 0.1 * LENGTH], look,
      label: arrow, says: w.map((one) => written(one, 2)).join(", "),
      value: w[0], low: weight.low, high: weight.high,
      // The line turns about its dot: its weights are new, and the bias that goes with them.
      move: (at) => {
        const to = at.map((one, axis) => (one - foot[axis]) / LENGTH);
        const beyond = Math.max(largest(to) / weight.high, Math.abs(dot(to, anchor)) / bias.high, 1);
        move(to.map((one) => rounded(one / beyond, weight.step)), anchor);
      },
    });
  }
})();
