// The batch size: the path of stochastic gradient descent on the map of the MSE, and its
// distance from the star over the epochs. The cereals come in the order that NumPy drew.
firstNeuron.define("batch-size", (figure) => {
  const { data: { sugars, calories, orders, start, view, levels, left }, words, spec } = figure;
  const { bowl, mean, std } = firstNeuron.maths;
  const { written } = firstNeuron;
  const x = sugars.map((one) => (one - mean(sugars)) / std(sugars));
  const all = bowl(x, calories);
  const best = [all.best.w, all.best.b];
  const map = figure.plot({
    x: view.w, y: view.b, xlabel: "w", ylabel: "b", label: words.map, height: 312, equal: true,
  });
  const over = figure.plot({
    x: [0, spec.epochs.high], y: [0, 50], xlabel: words.epoch, ylabel: words.distance,
    label: words.over, height: 312,
  });
  figure.choice("size");
  figure.slider("epochs");
  figure.slider("rate");
  figure.button(words.run, () => {
    if (figure.state.epochs === spec.epochs.high) figure.change({ epochs: spec.epochs.low });
    let [ticks, taken] = [0, 0];
    figure.run(() => {
      ticks += 1;
      if (taken < 3 && ticks % 2) return true; // the first three slowly
      taken += 1;
      figure.change({ epochs: figure.state.epochs + 1 });
      return figure.state.epochs < spec.epochs.high;
    }, 190);
  });

  // The weight and the bias after each step: one for each batch of each epoch.
  function walk({ size, epochs, rate }) {
    let [w, b] = start;
    const path = [start];
    for (const order of orders.slice(0, epochs)) {
      for (let begin = 0; begin < order.length; begin += Number(size)) {
        const rows = order.slice(begin, begin + Number(size));
        let [slopeW, slopeB] = [0, 0];
        for (const row of rows) {
          const error = w * x[row] + b - calories[row];
          slopeW += (2 * error * x[row]) / rows.length;
          slopeB += (2 * error) / rows.length;
        }
        w -= rate * slopeW;
        b -= rate * slopeB;
        path.push([w, b]);
      }
    }
    return path;
  }

  function drawMap(path, last, away, kind) {
    for (const level of levels.toReversed()) {
      const ring = all.ring(level);
      map.area(`area ${level}`, ring, "example tint");
      map.path(`ring ${level}`, [...ring, ring[0]], "helper thin");
      const [mark] = ring.filter(([to]) => to < view.w[1] - 6).sort(([, one], [, other]) => one - other)
        .filter(([, up]) => up > view.b[0] + 3);
      map.text(`level ${level}`, mark, String(level), "helper halo");
    }
    map.path("path", path, "model thin faint");
    map.star("best", best);
    map.dots("last", last, "model", path.length > last.length ? 2.5 : 3.5);
    if (kind === "swarms") {
      const ring = all.ring(all.loss(...best) + away ** 2); // the bowl is round
      map.path("cloud", [...ring, ring[0]], "third");
    }
    map.dot("start", start, "model", 5);
  }

  function drawDistances(distances, each, epochs, away, kind) {
    over.path("way", distances.map((distance, i) => [i / each, distance]), "model thin");
    if (kind === "swarms") {
      over.path("cloud", [0, spec.epochs.high].map((at) => [at, away]), "third");
      over.text("away", [spec.epochs.high, away], `${words.typical} ${written(away, 1)}`, "third halo", { anchor: "end", dy: -8 });
    }
    over.handle("end", {
      at: [epochs, distances.at(-1)], step: [1, 0], move: ([to]) => figure.set({ epochs: to }),
      label: words.end, says: `${words.epochs} ${epochs}, ${words.distance} ${written(distances.at(-1), 1)}`,
    });
  }

  return (state) => {
    const { size, epochs, rate } = state;
    const path = walk(state);
    const steps = path.length - 1;
    const each = Math.ceil(x.length / Number(size));
    const distances = path.map(([w, b]) => Math.hypot(w - best[0], b - best[1]));
    const away = Math.sqrt(mean(distances.slice(-each).map((one) => one ** 2)));
    const arrived = Math.abs(1 - 2 * rate) ** steps < left;
    const kind = arrived ? (each === 1 ? "stands" : "swarms") : "far";
    drawMap(path, path.slice(-each), away, kind);
    drawDistances(distances, each, epochs, away, kind);
    return { each, steps, place: path.at(-1), mse: all.loss(...path.at(-1)), away, says: ["state", kind] };
  };
});
