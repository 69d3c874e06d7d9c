// The perceptron rule: one example after the other, and what it does to the line.
firstNeuron.define("perceptron-rule", (figure) => {
  const { data: { bits, gates, epochs }, words } = figure;
  const { make, maths: { range, score, step } } = firstNeuron;
  const names = bits.map((x) => x.join(""));
  const plane = figure.plot({
    x: [-1.2, 2.2], y: [-1.2, 2.2], equal: true, xticks: [0, 1], yticks: [0, 1],
    xlabel: "x₁", ylabel: "x₂", label: words.plane, height: [300, 290],
  });
  const record = figure.plot({
    x: [-3.2, epochs + 0.6], y: [-1.3, 4.8], axes: false, label: words.record, height: [280, 210], share: 1.1,
  });
  figure.choice("gate").addEventListener("change", () => figure.set({ shown: 0 }));
  figure.slider("shown");
  // Above the words, whose lines come and go: a button must stay under the finger.
  figure.controls.append(make("div", { class: "fn-buttons" }, figure.button(words.next, show),
    figure.button(words.run, () => figure.run(() => !over() && show(), 300))));

  function show() {
    figure.set({ shown: figure.state.shown + 1 });
    return true;
  }

  const over = () => figure.state.shown === 4 * epochs || figure.values.mistakes.includes(0);

  /** All that has happened: of each example what was found, and what it left behind. */
  function story({ gate, shown }) {
    let [w, b] = [[0, 0], 0];
    return range(shown).map((i) => {
      const [x, y] = [bits[i % 4], gates[gate][i % 4]];
      const z = score(w, b, x);
      const error = y - step(z);
      const old = { w, b };
      [w, b] = [w.map((one, axis) => one + error * x[axis]), b + error];
      return { x, y, z, error, old, w, b };
    });
  }

  function drawPlane({ gate, shown }, { w, b, old }) {
    plane.border("before", old, "helper dashed");
    plane.cut("unit", { w, b, look: "model" });
    plane.dot("next", bits[shown % 4], "helper ring dashed", 15);
    if (shown) plane.dot("last", bits[(shown + 3) % 4], "helper ring", 15);
    bits.forEach((x, i) => {
      const answer = step(score(w, b, x));
      plane.corner(`corner ${i}`, x, gates[gate][i], answer !== gates[gate][i]);
    });
  }

  function drawRecord(steps, mistakes) {
    const left = { anchor: "start" };
    record.text("epoch", [-3.1, 4.3], words.epoch, "helper", left);
    range(epochs).forEach((i) => record.text(`epoch ${i}`, [i + 1, 4.3], String(i + 1), "helper"));
    names.forEach((name, i) => record.text(`name ${i}`, [-3.1, 3.3 - i], name, "", left));
    range(4 * epochs).forEach((i) => {
      const at = [Math.floor(i / 4) + 1, 3.3 - (i % 4)];
      const { error } = steps[i] ?? {};
      if (error) record.text(`mark ${i}`, at, "✗", "fourth bold large", { dy: 5 });
      else record.dot(`mark ${i}`, at, error === 0 ? "third" : "helper tint", error === 0 ? 4 : 2);
    });
    const at = [Math.floor(steps.length / 4) + 1, 3.3 - (steps.length % 4)];
    if (steps.length < 4 * epochs) record.dot("next", at, "helper ring dashed", 10);
    record.path("rule", [[-3.2, -0.25], [epochs + 0.6, -0.25]], "thin");
    record.text("mistakes", [-3.1, -0.8], words.mistakes, "bold", left);
    mistakes.forEach((count, i) => record.text(`count ${i}`, [i + 1, -0.8], String(count), "bold"));
  }

  return (state) => {
    const { shown } = state;
    const steps = story(state);
    const none = { x: [0, 0], y: 0, z: 0, error: 0, w: [0, 0], b: 0, old: { w: [0, 0], b: 0 } };
    const { x, y, z, error, w, b, old } = steps.at(-1) ?? none;
    const mistakes = range(Math.floor(shown / 4)).map((epoch) =>
      steps.slice(4 * epoch, 4 * epoch + 4).filter((one) => one.error).length);
    drawPlane(state, { w, b, old });
    drawRecord(steps, mistakes);
    const learned = mistakes.includes(0);

    const says = [shown ? { 0: "right", 1: "add", "-1": "subtract" }[error] : "start"];
    const began = steps.at(-4)?.old;
    const circle = shown && shown % 4 === 0 && began.b === b && began.w.join() === w.join();
    if (learned) says.push("learned");
    else if (circle) says.push("circle");
    return {
      x1: x[0], x2: x[1], z, y, answer: y - error, w1: w[0], w2: w[1], b,
      v1: old.w[0], v2: old.w[1], c: old.b, mistakes, says,
    };
  };
});
