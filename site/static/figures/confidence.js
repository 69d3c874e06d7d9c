// A fruit dragged off the data: the shares of its classes, the nearest fruit that the
// network has learned from, and a map of how sure it is.
firstNeuron.define("confidence", (figure) => {
  const { data: { fruit, classes, std, kernel, bias, levels }, words, spec } = figure;
  const { argmax, dense, softmax } = firstNeuron.maths;
  const { written } = firstNeuron;
  const NAMES = ["apple", "grape", "pear"];
  const LOOKS = ["model", "example", "third"];
  const plane = figure.plot({
    x: [spec.length.low, spec.length.high], y: [spec.sugar.low, spec.sugar.high],
    xlabel: words.length, ylabel: words.sugar, label: words.plane, height: [340, 300],
  });
  const strip = figure.plot({ x: [0, 1], y: [0, 1], axes: false, label: words.strip, height: 48, row: 1 });
  figure.slider("length");
  figure.slider("sugar");
  figure.toggle("map");

  // The logarithm of p / (1 - p): smooth where the share itself is a cliff. One function
  // a class, made once, so that the map is not computed anew while the fruit moves.
  const odds = NAMES.map((_, j) => (length, sugar) => {
    const z = dense([length, sugar], kernel, bias);
    const others = z.filter((_, i) => i !== j);
    const largest = Math.max(...others);
    return z[j] - largest - Math.log(others.reduce((total, one) => total + Math.exp(one - largest), 0));
  });
  const heights = levels.map((share) => Math.log(share / (1 - share)));

  function drawMap() {
    odds.forEach((f, j) => {
      plane.map(NAMES[j], f, heights, levels.map(() => ({ area: `${LOOKS[j]} tint`, line: "helper thin" })));
    });
  }

  /** The names of the classes: in their regions, or beside their fruit. */
  function drawNames(map) {
    const places = map ? [[2.5, 4], [4, 56], [25, 12]] : [[6, 5], [2.5, 24], [11, 5]];
    places.forEach((place, j) => plane.text(NAMES[j], place, words[NAMES[j]], `${LOOKS[j]} halo`));
  }

  function drawStrip(shares) {
    let from = 0;
    shares.forEach((share, j) => {
      strip.rect(`share ${j}`, [from, 0], [from + share, 1], `${LOOKS[j]} faint`);
      if (share * strip.width > 72) {
        strip.text(`share ${j}`, [from + share / 2, 0.5], `${words[NAMES[j]]} ${written(share, 2)}`);
      }
      from += share;
    });
    strip.path("all", [[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]], "thin");
  }

  return ({ length, sugar, map }) => {
    const shares = softmax(dense([length, sugar], kernel, bias));
    const off = fruit.map((one) => [Math.abs(one[0] - length), Math.abs(one[1] - sugar)]);
    const far = off.map(([across, up]) => Math.hypot(across / std[0], up / std[1]));
    const nearest = far.indexOf(Math.min(...far));
    const answer = NAMES[argmax(shares)];
    const top = Math.max(...shares);
    if (map) drawMap();
    drawNames(map);
    plane.path("way", [[length, sugar], fruit[nearest]], "dashed thin");
    LOOKS.forEach((look, j) => plane.dots(NAMES[j], fruit.filter((_, i) => classes[i] === j), look, 2));
    plane.dot("nearest", fruit[nearest], `${LOOKS[classes[nearest]]} hollow`, 4);
    plane.handle("fruit", {
      at: [length, sugar], step: [0.5, 1], move: ([across, up]) => figure.set({ length: across, sugar: up }),
      label: words.fruit,
      says: `${written(length, 1)} cm, ${written(sugar, 1)} %: ${words[answer]} ${written(top, 2)}`,
    });
    drawStrip(shares);
    return {
      shares, nearest, top, off_length: off[nearest][0], off_sugar: off[nearest][1],
      says: [`answer_${answer}`, ...(top < 0.9 ? ["doubt"] : []), far[nearest] > 1 ? "strange" : "known"],
    };
  };
});
