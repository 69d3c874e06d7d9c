// What is left of a nudge, layer by layer, on a scale of powers of ten. The networks were
// followed in Python (`_vanishing.py`), because their random weights are NumPy's.
firstNeuron.define("vanishing", (figure) => {
  const { data, words, spec } = figure;
  const [LOW, HIGH] = [-15, 9]; // the powers of ten that are drawn
  const LOOKS = { sigmoid: "example", tanh: "third", ReLU: "fourth" };
  const GAP = 17; // pixels between two labels
  const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 6: "⁶", 9: "⁹" };
  const powerOfTen = (power) => (power ? "10" + [...String(power)].map((sign) => RAISED[sign]).join("") : "1");
  const plot = figure.plot({
    x: [0.5, 25.5], y: [LOW, HIGH], xticks: [1, 5, 10, 15, 20],
    yticks: [-12, -9, -6, -3, 0, 3, 6, 9].map((power) => [power, powerOfTen(power)]),
    xlabel: words.layer, ylabel: words.share, label: words.plot, height: 330, margin: { left: 60 },
  });
  figure.choice("activation");
  figure.choice("weights");
  figure.slider("layers");

  function sentences(power, layers, saturated) {
    const begin = [power < 0 ? "less" : "more", ...(layers > 1 ? ["rate"] : [])];
    if (Math.abs(power) >= 1) return [...begin, power < 0 ? "vanishes" : "explodes"];
    return [...begin, "arrives", ...(saturated ? ["saturated"] : [])];
  }

  // At the end of each line, what it is; where two ends are close, one below the other.
  function drawLabels(ends) {
    const height = ({ at }) => plot.at(at)[1];
    let free = -Infinity;
    for (const end of ends.toSorted((one, other) => height(one) - height(other))) {
      const y = Math.max(height(end), free);
      const beside = { anchor: "start", dx: 12, dy: y - height(end) + 4 };
      plot.text(`end ${end.name}`, end.at, end.name, `${end.look} halo`, beside);
      free = y + GAP;
    }
  }

  return ({ layers, activation, weights }) => {
    plot.rect("band", [0.5, -1], [25.5, 1], "third tint");
    plot.path("all", [[0.5, 0], [25.5, 0]], "helper dashed thin");
    const { powers, left, rate, saturated } = data[activation][weights];
    const last = layers - 1;
    const power = powers[last];
    const ends = spec.activation.options.map((name) => {
      const chosen = name === activation;
      const line = data[name][weights].powers.slice(0, layers).map((one, i) => [i + 1, one]);
      plot.path(name, line, chosen ? "model thick" : LOOKS[name]);
      if (chosen) line.forEach((point, i) => plot.dot(`layer ${i}`, point, "model", 3.5));
      return { name, at: [layers, Math.min(line.at(-1)[1], HIGH)], look: chosen ? "model" : LOOKS[name] };
    });
    drawLabels(ends);
    const { at } = ends.find(({ name }) => name === activation);
    // A line that leaves the plot goes on above it.
    if (power > HIGH) {
      const leaves = powers.findIndex((one) => one > HIGH) + 1;
      plot.path("beyond", [[leaves, HIGH], at], "model dashed thin");
    }
    plot.handle("end", {
      at, step: [1, 0], move: ([x]) => figure.set({ layers: x }), label: words.end,
      says: String(layers), low: spec.layers.low, high: spec.layers.high,
    });
    return {
      powers: powers.slice(0, layers),
      left: left[last],
      rate: rate[last],
      says: sentences(power, layers, saturated[last]),
    };
  };
});
