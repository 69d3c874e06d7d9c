// A gate: the perceptron's line and arrow, the four corners, and the truth table.
firstNeuron.define("gate", (figure) => {
  const { data: { bits, gates }, words } = figure;
  const { make, maths: { range, score, step, sum }, written } = firstNeuron;
  const plane = figure.plot({
    x: [-0.75, 1.75], y: [-0.75, 1.75], equal: true, xticks: [0, 1], yticks: [0, 1],
    xlabel: "x₁", ylabel: "x₂", label: words.plane, height: [330, 300], share: 1.2,
  });
  const [head, ...rows] = makeTable(figure.panel());
  figure.choice("gate");
  for (const name of ["w1", "w2", "b"]) figure.slider(name).addEventListener("input", count);

  // How often the reader has seen XOR's answers change, to say at last that 3 is the most.
  let before = null;
  let changed = false;
  function count() {
    const { gate, tries } = figure.state;
    if (changed && gate === "XOR") figure.set({ tries: tries + 1 });
  }

  /** Return the cells of the truth table, row by row; the first is its head. */
  function makeTable(box) {
    const cells = (tag) => range(6).map(() => make(tag));
    const all = [cells("th"), ...bits.map(() => cells("td"))];
    const [first, ...others] = all.map((row) => make("tr", {}, ...row));
    box.append(make("table", { class: "fn-truth", "aria-label": words.table },
      make("thead", {}, first), make("tbody", {}, ...others)));
    return all;
  }

  function fill(cells, values) {
    cells.forEach((cell, i) => { cell.textContent = values[i]; });
  }

  return ({ gate, w1, w2, b, tries }) => {
    const w = [w1, w2];
    const wanted = gates[gate];
    const z = bits.map((x) => score(w, b, x));
    const answers = z.map(step);
    const right = answers.map((answer, i) => answer === wanted[i]);
    const hits = sum(right.map(Number));
    plane.cut("unit", {
      w, b, look: "model", names: ["w1", "w2", "b"],
      line: words.line, arrow: words.arrow, then: count,
    });
    bits.forEach((x, i) => plane.corner(`corner ${i}`, x, wanted[i], !right[i]));
    fill(head, ["x₁", "x₂", "z", "ŷ", gate, `${hits} / 4`]);
    rows.forEach((cells, i) => {
      fill(cells, [...bits[i], written(z[i], 2), answers[i], wanted[i], right[i] ? "✓" : "✗"]);
      cells[0].parentElement.classList.toggle("fn-wrong", !right[i]);
    });

    changed = before !== null && before !== answers.join();
    before = answers.join();
    const says = ["answers", hits === 4 ? "all" : "some"];
    if (!w1 && !w2) says.push("flat");
    else if (z.includes(0)) says.push("on");
    if (gate === "XOR" && tries === figure.spec.tries.high) says.push("most");
    return { z, answers: answers.join(", "), wanted: wanted.join(", "), right: hits, says };
  };
});
