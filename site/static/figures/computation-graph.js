// A computation graph: values forward, slopes back one box at a time, and beside it the
// loss for every weight, a curve that is computed without any slope.
firstNeuron.define("computation-graph", (figure) => {
  const { data: { x, y, kernel, last, nudge }, words, spec } = figure;
  const { binaryCrossentropy, dense, linspace, sigmoid, slopes } = firstNeuron.maths;
  const { written } = firstNeuron;

  // Each box: its symbol, its indices, and where it stands.
  const BOXES = [
    ["w", "", "", 0, 0], ["z", "1", "[1]", 1.05, 0], ["a", "1", "[1]", 2.28, 0],
    ["z", "1", "[2]", 3.38, 1], ["z", "2", "[2]", 3.38, -1], ["L", "", "", 4.4, 0],
  ];
  const LINKS = [[0, 1], [1, 2], [2, 3], [2, 4], [3, 5], [4, 5]];
  const ORDER = [5, 3, 4, 2, 1, 0]; // in which the boxes get their slopes
  const HALF = [18, 16]; // of a box, in pixels

  const graph = figure.plot({
    x: [-0.38, 4.76], y: [-1.7, 1.7], axes: false, share: 0.6, height: 300, label: words.graph,
  });
  const curve = figure.plot({
    x: [spec.w.low, spec.w.high], y: [0, 7], xlabel: "w", ylabel: "L", xticks: [-2, 0, 2],
    share: 0.4, height: [300, 220], label: words.curve,
  });
  for (const name of ["w", "to_xor", "to_and"]) figure.slider(name);
  const step = figure.button(words.step, () => figure.set({ back: figure.state.back + 1 }));
  figure.button(words.clear, () => figure.set({ back: 0 }));

  /** The network with these weights, forward. */
  function forward(w, to_xor, to_and) {
    const sums = dense(x, [[w, kernel[0][1]], kernel[1]], [0, 0]);
    const hidden = sums.map(Math.tanh);
    const scores = dense(hidden, [[to_xor, to_and], last[1]], [0, 0]);
    return { z: sums[0], a: hidden[0], scores, loss: 2 * binaryCrossentropy(y, scores) };
  }

  /** A number as it stands in a product: in brackets if it is negative. */
  const factor = (value, digits = 3) => {
    const text = written(value, digits);
    return text.startsWith("−") ? `(${text})` : text;
  };

  // A letter; where it has indices, it moves to the left for them.
  function symbol(number, at, [letter, below, above]) {
    const beside = below ? { anchor: "end", dx: -4, dy: 5 } : { dy: 5 };
    graph.text(`letter ${number}`, at, letter, "symbol", beside);
    if (!below) return;
    graph.text(`below ${number}`, at, below, "small", { anchor: "start", dx: -3, dy: 11 });
    graph.text(`above ${number}`, at, above, "small", { anchor: "start", dx: -3, dy: -2 });
  }

  // From the right edge of a box to the left edge of the next one.
  function link(number, [from, to], value, isBack) {
    const ends = [from, to].map((box, end) => {
      const [left, top] = graph.at(BOXES[box].slice(3));
      return graph.from([left + (end ? -1 : 1) * (HALF[0] + 2), top]);
    });
    graph.arrow(`link ${number}`, ...(isBack ? ends.toReversed() : ends), isBack ? "model" : "helper");
    if (!isBack) return;
    const level = ends[0][1] === ends[1][1];
    const at = [0, 1].map((axis) => (ends[0][axis] + ends[1][axis]) / 2);
    const text = `×${written(value, 3).replace(/\.?0+$/, "")}`;
    graph.text(`factor ${number}`, at, text, "model small halo", { dy: level ? -7 : 4 });
  }

  function box(number, value, slope, isNewest) {
    const [left, top] = graph.at(BOXES[number].slice(3));
    const corners = [-1, 1].map((side) => graph.from([left + side * HALF[0], top + side * HALF[1]]));
    const look = number ? "plain" : "given";
    graph.rect(`box ${number}`, ...corners, `box ${look}${isNewest ? " newest" : ""}`);
    const at = BOXES[number].slice(3);
    symbol(number, at, BOXES[number]);
    graph.text(`value ${number}`, at, written(value, number ? 3 : 1), "example bold halo", { dy: -23 });
    if (slope === undefined) return;
    graph.text(`slope ${number}`, at, written(slope, number === 5 ? 0 : 3), "model bold halo", { dy: 33 });
  }

  return ({ w, to_xor, to_and, back }) => {
    const { z, a, scores, loss } = forward(w, to_xor, to_and);
    const [d1, d2] = scores.map((score, i) => sigmoid(score) - y[i]);
    const parts = [d1 * to_xor, d2 * to_and];
    const through = slopes.tanh(z);
    const at_a = parts[0] + parts[1];
    const at_z = at_a * through;
    const at_w = at_z * x[0];
    const found = [at_w, at_z, at_a, d1, d2, 1];
    const factors = [x[0], through, to_xor, to_and, d1, d2];

    const done = ORDER.slice(0, back);
    LINKS.forEach((ends, i) => link(i, ends, factors[i], done.includes(ends[0])));
    [w, z, a, ...scores, loss].forEach((value, i) =>
      box(i, value, done.includes(i) ? found[i] : undefined, i === done.at(-1)));
    graph.text("xor", BOXES[3].slice(3), "XOR", "small helper", { dy: -41 });
    graph.text("and", BOXES[4].slice(3), "AND", "small helper", { dy: 51 });
    if (done.includes(2)) {
      const sum = `= ${written(parts[0], 3)} + ${factor(parts[1])}`;
      graph.text("sum", BOXES[2].slice(3), sum, "model small halo", { anchor: "end", dx: 2, dy: 50 });
    }
    step.disabled = back === spec.back.high;

    const lossAt = (one) => forward(one, to_xor, to_and).loss;
    curve.path("curve", linspace(spec.w.low, spec.w.high, 61).map((one) => [one, lossAt(one)]), "example");
    if (done.includes(0)) {
      curve.path("slope", [-1.5, 1.5].map((far) => [w + far, loss + far * at_w]), "model thick dashed");
    }
    curve.handle("weight", {
      at: [w, loss], step: [spec.w.step, 0], move: ([to]) => figure.set({ w: to }),
      label: words.dot, says: `w ${written(w, 1)}, L ${written(loss, 3)}`,
    });

    const says = [back ? "lost" : "state", `back${back}`];
    if (back >= 4 && parts[0] * parts[1] !== 0) says.push(parts[0] * parts[1] > 0 ? "together" : "against");
    if (back === 6) says.push("nudge");
    return {
      z, a, z1: scores[0], z2: scores[1], loss, d1, d2, part1: parts[0], part2: parts[1], through,
      at_a, at_z, at_w, moved: lossAt(w + nudge) - loss, promised: at_w * nudge, says,
      _d1: factor(d1), _d2: factor(d2), _v1: factor(to_xor, 1), _v2: factor(to_and, 1),
      _part2: factor(parts[1]),
    };
  };
});
