// Survived or not, by the fare: a sigmoid by two handles, and what it costs in each bin.
firstNeuron.define("survival", (figure) => {
  const { data: { bins, edges, best, highest }, words, spec } = figure;
  const { binaryCrossentropy, dot, linspace, sigmoid, sum } = firstNeuron.maths;
  const { written } = firstNeuron;
  const HANDLES = [50, 150]; // pounds
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  for (const bin of bins) {
    bin.size = sum(bin.yes) + sum(bin.no);
    bin.middle = (dot(bin.yes, bin.fares) + dot(bin.no, bin.fares)) / bin.size;
    bin.share = sum(bin.yes) / bin.size;
  }
  const sizes = bins.map(({ size }) => size);
  const starts = sizes.map((_, i) => sum(sizes.slice(0, i)));
  const average = (values) => dot(values, sizes) / sum(sizes);

  const chart = figure.plot({
    x: [-8, 350], y: [-0.05, 1.05], xlabel: words.fare, ylabel: words.share, label: words.curve,
    height: [300, 260],
  });
  const costs = figure.plot({
    x: [0, sum(sizes)], y: [0, highest], xticks: starts.map((start, i) => [start, String(edges[i])]),
    xlabel: words.fare, ylabel: words.surprise, label: words.bars, height: [300, 260],
  });
  figure.slider("w");
  figure.slider("b");
  figure.button(words.best, () => figure.glide(best));

  /** The average surprise in a bin: the part of those who survived, and of the others. */
  const surprise = ({ fares, yes, no, size }, { w, b }) => [[1, yes], [0, no]].map(([y, counts]) =>
    dot(counts, fares.map((fare) => binaryCrossentropy([y], [w * fare + b]))) / size);
  const logLoss = (state) => average(bins.map((bin) => sum(surprise(bin, state))));
  const share = average(bins.map((bin) => bin.share));
  const lazy = logLoss({ w: 0, b: Math.log(share / (1 - share)) });
  const lowest = logLoss(best);

  // The curve through one handle at a new height, and the other where it is.
  function lift({ w, b }, moved, height) {
    const p = clamp(height, 0.01, 0.99);
    const score = Math.log(p / (1 - p));
    const [at, other] = moved ? [HANDLES[1], HANDLES[0]] : HANDLES;
    const slope = clamp((score - (w * other + b)) / (at - other), spec.w.low, spec.w.high);
    figure.set({ w: slope, b: score - slope * at });
  }

  function drawCurve(state) {
    const p = (fare) => sigmoid(state.w * fare + state.b);
    bins.forEach(({ middle, share: height, size }, i) => {
      chart.dot(`bin ${i}`, [middle, height], "example faint", Math.sqrt(size / 2.6));
    });
    chart.path("curve", linspace(-8, 350, 90).map((fare) => [fare, p(fare)]), "model thick");
    HANDLES.forEach((at, i) => chart.handle(`end ${i}`, {
      at: [at, p(at)], step: [0, 0.02], move: ([, height]) => lift(state, i, height),
      label: i ? words.right : words.left, says: written(p(at), 2), value: p(at), low: 0, high: 1,
    }));
  }

  function drawBars(parts, loss) {
    const all = sum(sizes);
    bins.forEach(({ size }, i) => {
      const [from, to] = [starts[i] + 2, starts[i] + size - 2];
      const [survivors, height] = [parts[i][0], sum(parts[i])];
      costs.rect(`yes ${i}`, [from, 0], [to, survivors], "example faint");
      costs.rect(`no ${i}`, [from, survivors], [to, height], "helper faint");
    });
    costs.path("loss", [[0, loss], [all, loss]], "model");
    costs.path("lazy", [[0, lazy], [all, lazy]], "dashed");
    drawLabels(parts[0], loss);
  }

  // Of the first bin, the widest, its two parts; of the two lines, each on its own side.
  function drawLabels([survivors, others], loss) {
    const middle = sizes[0] / 2;
    const top = Math.min(survivors + others, highest);
    if (survivors > 0.12) costs.text("yes", [middle, survivors / 2], "y = 1");
    if (top - survivors > 0.12) costs.text("no", [middle, (survivors + top) / 2], "y = 0");
    const [above, below] = [-6, 15];
    const [lazily, here] = loss > lazy ? [below, above] : [above, below];
    const lazyWords = `${words.lazy_model} ${written(lazy, 3)}`;
    costs.text("lazy", [8, lazy], lazyWords, "halo", { anchor: "start", dy: lazily });
    const at = [8, Math.min(loss, highest - 0.1)];
    costs.text("loss", at, written(loss, 3), "model bold halo", { anchor: "start", dy: here });
  }

  function verdict(more) {
    if (Math.abs(more) < 5e-4) return "same";
    return more > 0 ? "above" : "below";
  }

  return (state) => {
    const parts = bins.map((bin) => surprise(bin, state));
    const bars = parts.map(sum);
    const loss = average(bars);
    drawCurve(state);
    drawBars(parts, loss);
    const near = loss < lowest + 3e-4 ? ["near"] : [];
    return { loss, lazy, lowest, bars, says: ["state", verdict(loss - lazy), ...near] };
  };
});
