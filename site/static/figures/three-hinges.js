// Three hinges: each is dragged by the dot where it bends and by the end of its arm, and
// below them their sum bends with them.
firstNeuron.define("three-hinges", (figure) => {
  const { data: { targets, end }, words, spec } = figure;
  const { range, relu, sum } = firstNeuron.maths;
  const { say } = firstNeuron;
  const ARM = 2; // so far to the right of its bend a hinge is held
  const LOOKS = ["example", "third", "fourth"];
  const number = (value) => String(value).replace("-", "−");

  const upper = figure.plot({
    x: [0, end], y: [-9, 9], yticks: [-8, -4, 0, 4, 8], ylabel: "y", label: words.hinges, height: 220,
  });
  const lower = figure.plot({
    x: [0, end], y: [-3, 15], yticks: [0, 5, 10, 15], xlabel: "x", ylabel: "y", label: words.total,
    height: 250, row: 1,
  });
  figure.choice("target");

  const total = (hinges, x) => sum(hinges.map(({ place, weight }) => weight * relu(x - place)));
  const ends = (hinges) => [0, ...hinges.map(({ place }) => place), end];
  const target = ([places, weights]) => places.map((place, i) => ({ place, weight: weights[i] }));

  // On how many of the target's pieces the sum lies: both are straight between `stops`.
  function piecesRight(hinges, wanted) {
    return range(4).filter((i) => {
      const [from, to] = [ends(wanted)[i], ends(wanted)[i + 1]];
      const between = hinges.map(({ place }) => place).filter((place) => from < place && place < to);
      const stops = [from, to, ...between];
      return stops.every((x) => Math.abs(total(hinges, x) - total(wanted, x)) < 1e-6);
    }).length;
  }

  function drawHinge(place, weight, i) {
    upper.path(`hinge ${i}`, [[0, 0], [place, 0], [end, weight * (end - place)]], LOOKS[i]);
    for (const plot of [upper, lower]) {
      plot.path(`bend ${i}`, plot.options.y.map((y) => [place, y]), "helper dashed thin");
    }
  }

  function drawHandles(place, weight, i) {
    const [at, label, look] = [[place + ARM, ARM * weight], { number: i + 1 }, LOOKS[i]];
    const { low, high } = spec[`weight${i + 1}`];
    const signed = (weight > 0 ? "+" : "") + number(weight);
    const beside = { anchor: "end", dx: -13, dy: weight < 0 ? 17 : -8 };
    upper.text(`weight ${i}`, at, signed, `${look} bold halo`, beside);
    upper.handle(`place ${i}`, {
      at: [place, 0], step: [spec.place1.step, 0], move: ([x]) => figure.set({ [`place${i + 1}`]: x }),
      label: say(words.place, label), says: number(place), look,
    });
    upper.handle(`weight ${i}`, {
      at, step: [0, ARM * spec.weight1.step], move: ([, y]) => figure.set({ [`weight${i + 1}`]: y / ARM }),
      label: say(words.weight, label), says: number(weight), value: weight, low, high, look,
    });
  }

  // The slopes stand beside the pieces of the sum that are long enough.
  function drawSum(hinges, slopes) {
    const x = ends(hinges);
    const points = x.map((one) => [one, total(hinges, one)]);
    lower.path("sum", points, "model thick");
    slopes.forEach((slope, i) => {
      const middle = [0, 1].map((axis) => (points[i][axis] + points[i + 1][axis]) / 2);
      if (x[i + 1] - x[i] < 1 || middle[1] < -2 || middle[1] > 14) return;
      const beside = slope && { anchor: slope > 0 ? "end" : "start", dx: slope > 0 ? -6 : 6 };
      lower.text(`slope ${i}`, middle, number(slope), "model bold halo", { dy: -9, ...beside });
    });
    points.slice(1, -1).forEach((point, i) => lower.dot(`corner ${i}`, point, "model", 5));
  }

  // Much as the chapter writes it.
  function written(hinges) {
    const terms = hinges.map(({ place, weight }, i) => {
      const sign = weight < 0 ? "−" : "+";
      const before = i ? ` ${sign} ` : sign.replace("+", "");
      return `${before}${Math.abs(weight)}·relu(x−${place})`;
    });
    return terms.join("");
  }

  return (state) => {
    const hinges = range(3).map((i) => ({ place: state[`place${i + 1}`], weight: state[`weight${i + 1}`] }));
    const wanted = target(targets[state.target]);
    lower.path("target", ends(wanted).map((x) => [x, total(wanted, x)]), "helper pale broad");
    // The first lies on the others where all are flat.
    for (const i of [2, 1, 0]) drawHinge(hinges[i].place, hinges[i].weight, i);
    hinges.forEach(({ place, weight }, i) => drawHandles(place, weight, i));
    hinges.sort((one, other) => one.place - other.place || one.weight - other.weight);
    const slopes = range(4).map((i) => sum(hinges.slice(0, i).map(({ weight }) => weight)));
    drawSum(hinges, slopes);
    const right = piecesRight(hinges, wanted);
    return {
      heights: range(end + 1).map((x) => total(hinges, x)),
      sum: written(hinges),
      slopes: slopes.filter((_, i) => ends(hinges)[i] < ends(hinges)[i + 1]).map(number).join(", "),
      right,
      says: ["state", right === 4 ? "all" : "some", `${state.target}_corners`],
    };
  };
});
