// Fit the cereals: the line by two handles, the squares of its residuals, and its dot in
// the bowl of all lines.
firstNeuron.define("fit-line", (figure) => {
  const { data: { x, y, levels }, words, spec } = figure;
  const { bowl, meanSquaredError } = firstNeuron.maths;
  const { written } = firstNeuron;
  const all = bowl(x, y);
  const ENDS = [1, 14]; // grams of sugar at the two handles
  const cereals = figure.plot({
    x: [-0.5, 16], y: [30, 190], xlabel: words.sugars, ylabel: words.calories, label: words.line,
  });
  const map = figure.plot({
    x: [spec.w.low, spec.w.high], y: [spec.b.low, spec.b.high], xlabel: "w", ylabel: "b", label: words.map,
  });
  figure.slider("w");
  figure.slider("b");
  figure.button(words.best, () => figure.glide(all.best));

  // The line through one handle at a new height, and the other where it is.
  function lift({ w, b }, moved, height) {
    const [at, other] = moved ? [ENDS[1], ENDS[0]] : ENDS;
    const held = w * other + b;
    // Within the limits of both numbers, so that the other handle stays where it is.
    const low = Math.max(spec.w.low, (held - spec.b.high) / other);
    const high = Math.min(spec.w.high, (held - spec.b.low) / other);
    const slope = Math.min(Math.max((height - held) / (at - other), low), high);
    figure.set({ w: slope, b: held - slope * other });
  }

  return ({ w, b }) => {
    const line = (at) => w * at + b;
    // As wide as high on the screen: a residual in kcal, as so many grams.
    const [[left], [right], [, top], [, below]] = [[0, 0], [1, 0], [0, 1], [0, 0]].map((p) => cereals.at(p));
    const grams = (below - top) / (right - left);
    x.forEach((at, i) => {
      cereals.rect(`square ${i}`, [at, y[i]], [at - grams * Math.abs(line(at) - y[i]), line(at)], "model tint");
    });
    cereals.dots("cereals", x.map((at, i) => [at, y[i]]), "example", 4);
    cereals.path("line", [-0.5, 16].map((at) => [at, line(at)]), "model thick");
    ENDS.forEach((at, i) => cereals.handle(`end ${i}`, {
      at: [at, line(at)], step: [0, 1], move: ([, height]) => lift({ w, b }, i, height),
      label: i ? words.right : words.left, says: `${written(line(at), 1)} kcal`,
      value: line(at), low: 30, high: 190,
    }));

    const lowest = all.loss(all.best.w, all.best.b);
    const mse = meanSquaredError(y, x.map(line));
    const found = mse < lowest + 1;
    for (const level of levels.toReversed()) {
      const ring = all.ring(level);
      map.area(`area ${level}`, ring, "example tint");
      map.path(`ring ${level}`, [...ring, ring[0]], "helper thin");
      const [mark] = ring.filter(([to, up]) => to > 0.3 && up < spec.b.high - 4).sort((p, q) => q[1] - p[1]);
      map.text(`level ${level}`, mark, String(level), "helper halo");
    }
    if (found) map.star("best", [all.best.w, all.best.b]);
    map.handle("place", {
      at: [w, b], step: [spec.w.step, spec.b.step], move: ([to, up]) => figure.set({ w: to, b: up }),
      label: words.place, says: `w ${written(w, 2)}, b ${written(b)}`,
    });

    return {
      mse, lowest, best_w: all.best.w, best_b: all.best.b, says: ["state", found ? "near" : "far"],
    };
  };
});
