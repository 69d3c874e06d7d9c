// Three scores as bars to drag; softmax pours them into one column that is always full,
// three sigmoids each into its own. Arrows: where a step of training would move a score.
firstNeuron.define("three-scores", (figure) => {
  const { words } = figure;
  const { softmax, sigmoid, sparseCategoricalCrossentropy, sum, argmax } = firstNeuron.maths;
  const { written } = firstNeuron;
  const NAMES = ["apple", "grape", "pear"];
  const LOOKS = ["model", "example", "third"];
  const bars = figure.plot({
    x: [-0.5, 2.5], y: [-4.4, 4.8], xticks: [], yticks: [-4, -2, 0, 2, 4], ylabel: words.score,
    label: words.scores, height: [310, 260],
  });
  const parts = figure.plot({
    x: [0, 350], y: [-0.1, 1.1], axes: false, label: words.parts, height: [310, 240],
  });
  figure.choice("truth");
  figure.slider("temperature");
  const moved = (change) =>
    Object.fromEntries(NAMES.map((name, j) => [name, figure.state[name] + change(j)]));
  figure.button(words.step, () => figure.glide(moved((j) => -figure.values[`${NAMES[j]}_slope`])));
  const add = figure.button(words.add, () => figure.glide(moved(() => 1)));

  function drawScores(z, slopes, truth) {
    bars.path("zero", [[-0.5, 0], [2.5, 0]], "thin");
    const below = bars.options.y[0];
    bars.text("p-y", [-0.5, below], "p − y", "", { anchor: "end", dx: -7, dy: 37 });
    NAMES.forEach((name, j) => {
      const look = truth === j ? "bold" : "";
      bars.rect(`bar ${j}`, [j - 0.21, 0], [j + 0.21, z[j]], `${LOOKS[j]} faint`);
      bars.arrow(`arrow ${j}`, [j + 0.36, z[j]], [j + 0.36, z[j] - slopes[j]]);
      bars.text(`z ${j}`, [j, z[j]], written(z[j], 2), "", { dy: -14 });
      bars.text(`name ${j}`, [j, below], words[name], look, { dy: 18 });
      bars.text(`slope ${j}`, [j, below], written(slopes[j], 2), look, { dy: 37 });
      bars.handle(`score ${j}`, {
        at: [j, z[j]], step: [0, 0.1], move: ([, to]) => figure.set({ [name]: to }),
        label: words[`${name}_score`], says: `${written(z[j], 2)}, p − y = ${written(slopes[j], 2)}`,
        value: z[j], low: -4, high: 4,
      });
    });
  }

  /** A column from 0 to 1, between two places across. */
  function glass(key, left, right) {
    parts.path(key, [[left, 0], [left, 1], [right, 1], [right, 0], [left, 0]], "thin");
  }

  function drawShares(shares, truth, loss) {
    let top = 1;
    shares.forEach((share, j) => {
      const [high, low] = [top, top - share];
      parts.rect(`share ${j}`, [4, low], [104, high], `${LOOKS[j]} faint`);
      if (share > 0.06) {
        const text = `${words[NAMES[j]]} ${written(share, 2)}`;
        parts.text(`share ${j}`, [54, (high + low) / 2], text, truth === j ? "bold" : "");
      }
      if (truth === j) { // its part of the total is what the loss looks at
        parts.path("true", [[110, high], [110, low]], `${LOOKS[j]} thick`);
        const middle = Math.min(Math.max((high + low) / 2, 0.03), 0.97);
        parts.text("loss", [117, middle], `L = ${written(loss, 2)}`, "bold", { anchor: "start" });
      }
      top = low;
    });
    glass("all", 4, 104);
    const title = `${words.softmax} Σ = ${written(sum(shares), 2)}`;
    parts.text("softmax", [4, 1], title, "", { anchor: "start", dy: -9 });
  }

  function drawSigmoids(sigmoids) {
    sigmoids.forEach((value, j) => {
      const left = 203 + 50 * j;
      parts.rect(`sigmoid ${j}`, [left, 0], [left + 42, value], `${LOOKS[j]} faint`);
      glass(`glass ${j}`, left, left + 42);
      parts.text(`sigmoid ${j}`, [left + 21, Math.min(value, 0.92)], written(value, 2), "", { dy: -5 });
      parts.text(`name ${j}`, [left + 21, 0], words[NAMES[j]], "", { dy: 18 });
    });
    const title = `${words.sigmoids} Σ = ${written(sum(sigmoids), 2)}`;
    parts.text("sigmoids", [345, 1], title, "", { anchor: "end", dy: -9 });
  }

  return ({ temperature, truth, ...scores }) => {
    const z = NAMES.map((name) => scores[name]);
    const stretched = z.map((one) => one / temperature);
    const shares = softmax(stretched);
    const sigmoids = z.map(sigmoid);
    const label = NAMES.indexOf(truth);
    const loss = sparseCategoricalCrossentropy(label, stretched);
    const slopes = shares.map((share, j) => share - (j === label ? 1 : 0));
    const answer = argmax(shares);
    drawScores(z, slopes, label);
    drawShares(shares, label, loss);
    drawSigmoids(sigmoids);
    add.disabled = Math.max(...z) > 3; // the scores end at 4
    return {
      shares, sigmoids, loss, total: sum(sigmoids), top: shares[answer], share: shares[label],
      apple_slope: slopes[0], grape_slope: slopes[1], pear_slope: slopes[2],
      says: [`answer_${NAMES[answer]}`, answer === label ? "right" : "wrong", "totals"],
    };
  };
});
