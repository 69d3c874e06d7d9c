// How many units? A network's curve through twelve readings, and its two errors over its
// number of units. The networks were trained beforehand; epochs are a second slider.
firstNeuron.define("hidden-units", (figure) => {
  const { data, words, spec } = figure;
  const { written, unpacked } = firstNeuron;
  const UNITS = spec.units.stops;
  const NAMED = 7; // the place across where the curves have their names
  const [curves, errors] = [unpacked(data.curves), unpacked(data.errors)];
  const pairs = (x, y) => x.map((at, i) => [at, y[i]]);
  const moment = (epochs) => epochs / spec.epochs.step - 1;
  const shown = (error) => written(error, 1);
  const least = (pairs) => shown(Math.min(...pairs.map(([, apart]) => apart)));
  const lowest = least(errors.flat());

  const day = figure.plot({
    x: [0, 24], y: [2, 28], xticks: [0, 6, 12, 18, 24], xlabel: words.hour, ylabel: "°C", label: words.day,
    height: [300, 240],
  });
  const sizes = figure.plot({
    x: [-0.4, UNITS.length - 0.6], y: [0, 6.6], xticks: UNITS.map((units, i) => [i, String(units)]),
    xlabel: words.units, ylabel: words.error, label: words.errors, height: [300, 240],
  });
  figure.slider("units");
  figure.slider("epochs");
  figure.button(words.train, () => {
    figure.set({ epochs: spec.epochs.low });
    figure.run(() => {
      figure.change({ epochs: figure.state.epochs + spec.epochs.step });
      return figure.state.epochs < spec.epochs.high;
    }, 120);
  });

  function drawDay(curve) {
    day.dots("apart", pairs(data.hours_apart, data.readings_apart), "third faint", 2);
    day.path("truth", pairs(data.places, data.truth), "helper dashed");
    day.dots("readings", pairs(data.hours, data.readings), "example", 4.5);
    day.path("curve", pairs(data.places, curve), "model thick");
    const key = [["network", 26.6, "model thick"], ["truth", 24.3, "helper dashed"]];
    for (const [name, up, look] of key) {
      day.path(`key ${name}`, [[0.5, up], [2.8, up]], look);
      day.text(`key ${name}`, [3.3, up], words[name], `${look.split(" ")[0]} halo`, { anchor: "start" });
    }
  }

  function drawErrors(now, network, { units }) {
    const [own, apart] = [0, 1].map((which) => now.map((pair, i) => [i, pair[which]]));
    sizes.path("here", [[network, 0], [network, 6.6]], "helper thin");
    sizes.path("own", own, "example");
    sizes.path("apart", apart, "third dashed");
    ["training", "validation"].forEach((name, which) => {
      const [here, next, other] = [now[NAMED][which], now[NAMED + 1][which], now[NAMED][1 - which]];
      const above = here > other;
      const anchor = next > here === above ? "end" : "start"; // on the curve's hollow side
      sizes.text(name, [NAMED, here], words[name], `${which ? "third" : "example"} bold halo`, { anchor, dy: above ? -10 : 20 });
    });
    sizes.dot("own here", own[network], "example", 6);
    sizes.handle("size", {
      at: apart[network], step: [1, 0], low: 1, high: 64, value: units, label: words.size, look: "third",
      says: `${units}: ${shown(own[network][1])} °C, ${shown(apart[network][1])} °C`,
      move: ([to]) => figure.set({ units: UNITS[Math.min(Math.max(Math.round(to), 0), UNITS.length - 1)] }),
    });
  }

  return ({ units, epochs }) => {
    const network = UNITS.indexOf(units);
    const now = errors.map((one) => one[moment(epochs)]);
    const [own, apart] = now[network];
    drawDay(curves[network][moment(epochs)]);
    drawErrors(now, network, { units });
    const [reached, missed] = [shown(apart), own < data.noise ? "heart" : "more"];
    const hint = reached === lowest ? "lowest" : reached === least(now) ? "best" : missed;
    return { own, apart, noise: data.noise, parameters: units * units + 4 * units + 1, says: ["state", hint] };
  };
});
