// The valley: the cereals over sugars that are centred and divided by switches, and the
// map of the MSE over all lines, whose rings untilt and get round, with a walk down.
firstNeuron.define("valley", (figure) => {
  const { data: { sugars, calories, levels, stops, most, tooHigh, near }, words, spec } = figure;
  const { bowl, mean, std } = firstNeuron.maths;
  const { written } = firstNeuron;
  const [middle, spread] = [mean(sugars), std(sugars)];
  // Both may also be on in part, while the rings glide from one form to the next.
  const scaled = (centre, divide) =>
    sugars.map((x) => (x - centre * middle) / (1 + divide * (spread - 1)));

  const cereals = figure.plot({
    x: [-8, 16], y: [30, 190], xlabel: "x", ylabel: words.calories, label: words.cereals, height: 312,
  });
  const map = figure.plot({
    x: [spec.w.low, spec.w.high], y: [spec.b.low, spec.b.high], xlabel: "w", ylabel: "b",
    label: words.map, height: 312, equal: true,
  });
  figure.toggle("centre");
  figure.toggle("divide");
  figure.slider("rate", { stops });

  // The places of gradient descent until it is near the lowest MSE, or far above.
  function walk(all, { rate, w, b }) {
    const lowest = all.loss(all.best.w, all.best.b);
    const path = [[w, b]];
    let height = all.loss(w, b);
    while (height > near * lowest && height <= tooHigh && path.length <= most) {
      const [w, b] = path.at(-1);
      const [slopeW, slopeB] = all.gradient(w, b);
      path.push([w - rate * slopeW, b - rate * slopeB]);
      height = all.loss(...path.at(-1));
    }
    const steps = path.length - 1;
    const arrived = { 0: "there", 1: "one" }[steps] ?? "arrives";
    const exploded = height > 1.01 * all.loss(w, b) ? "explodes" : "creeps";
    return { path, steps, mse: height, kind: height <= near * lowest ? arrived : exploded };
  }

  function drawCereals(x, { path, kind }) {
    const line = ([w, b]) => cereals.options.x.map((at) => [at, w * at + b]);
    cereals.path("zero", [[0, 30], [0, 190]], "helper thin");
    x.forEach((at, i) => cereals.dot(`cereal ${i}`, [at, calories[i]], "example faint"));
    cereals.path("start", line(path[0]), "model thin dashed");
    if (kind !== "explodes") cereals.path("end", line(path.at(-1)), "model thick");
  }

  function drawMap(all, { path }, { w, b }) {
    for (const level of levels.toReversed()) {
      const ring = all.ring(level);
      map.area(`area ${level}`, ring, "example tint");
      map.path(`ring ${level}`, [...ring, ring[0]], "helper thin");
    }
    // Numbers only where there is room: at the outermost ring, and at the lowest point.
    const [edge] = all.ring(levels.at(-1)).filter(([to, up]) => to < 38 && up > 53 && up < 117)
      .sort(([one], [other]) => other - one);
    map.text("edge", edge, String(levels.at(-1)), "helper halo", { anchor: "start", dx: 5 });
    const best = [all.best.w, all.best.b];
    map.text("lowest", best, written(all.loss(...best)), "helper halo", { dy: -12 });
    map.star("best", best);
    map.path("walk", path, "model thin");
    map.dots("places", path, "model", path.length > 60 ? 1.5 : 3);
    map.handle("start", {
      at: [w, b], step: [spec.w.step, spec.b.step], move: ([to, up]) => figure.set({ w: to, b: up }),
      label: words.start, says: `w ${written(w)}, b ${written(b)}`,
    });
  }

  return (state) => {
    const { centre, divide } = state;
    const shown = scaled(figure.eased("centre"), figure.eased("divide"));
    const [all, drawn] = [scaled(centre, divide), shown].map((x) => bowl(x, calories));
    const found = walk(all, state);
    drawCereals(shown, walk(drawn, state));
    drawMap(drawn, walk(drawn, state), state);

    const [flat, steep] = all.curvatures;
    const rings = centre ? (divide ? "circles" : "upright") : "lean";
    return {
      steps: found.steps, mse: found.mse, longer: Math.sqrt(steep / flat), says: [rings, found.kind],
    };
  };
});
