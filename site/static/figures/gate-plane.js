// What a second layer sees: two lines on the left, and on the right the corners where the
// answers of the two units have moved them.
firstNeuron.define("gate-plane", (figure) => {
  const { data: { bits, wanted, lines }, words } = figure;
  const { range, score, step } = firstNeuron.maths;
  const names = bits.map((x) => x.join(""));
  const square = {
    x: [-0.75, 1.75], y: [-0.75, 1.75], equal: true, xticks: [0, 1], yticks: [0, 1], height: [304, 290],
  };
  const left = figure.plot({ ...square, xlabel: "x₁", ylabel: "x₂", label: words.left });
  const right = figure.plot({ ...square, xlabel: words.first, ylabel: words.second, label: words.right });
  figure.choice("corner");

  /** The corners that lie on one point, for each point: [[0], [1, 2], [3]]. */
  function groups(places) {
    const points = [...new Set(places.map(String))];
    return points.map((point) => range(4).filter((i) => String(places[i]) === point));
  }

  const called = (group) => group.map((i) => names[i]).join(", ");

  function drawLeft({ w1, w2, b, v1, v2, c, corner }) {
    left.cut("first", {
      w: [w1, w2], b, look: "model", tag: "1", names: ["w1", "w2", "b"], near: [0.25, 0.25],
      line: words.line1, arrow: words.arrow1,
    });
    left.cut("second", {
      w: [v1, v2], b: c, look: "third", tag: "2", names: ["v1", "v2", "c"], near: [0.7, 1.5],
      line: words.line2, arrow: words.arrow2,
    });
    left.dot("followed", bits[names.indexOf(corner)], "helper ring", 15);
    bits.forEach((x, i) => {
      left.corner(`corner ${i}`, x, wanted[i]).onclick = () => figure.set({ corner: names[i] });
      left.text(`name ${i}`, x, names[i], "halo", { dx: x[0] ? 20 : -20, dy: x[1] ? -12 : 22 });
    });
  }

  function drawRight(places, points, line, from, to) {
    if (line) right.cut("line", { w: line.slice(0, 2), b: line[2], look: "fourth", near: [0.9, 0.4] });
    if (String(from) !== String(to)) {
      const way = (share) => from.map((one, axis) => one + share * (to[axis] - one));
      right.dot("was", from, "helper ring dashed", 8);
      right.arrow("way", way(0.1), way(0.8), "helper");
    }
    right.dot("followed", to, "helper ring", 19);
    for (const group of points) {
      const place = places[group[0]];
      const [filled, empty] = [1, 0].map((label) => group.filter((i) => wanted[i] === label));
      // An empty dot under a filled one is still seen: it is larger.
      if (empty.length) right.dot(`empty ${group}`, place, "example hollow", filled.length ? 13 : 8);
      if (filled.length) right.dot(`filled ${group}`, place, "example", 8);
      right.text(`name ${group}`, place, called(group), "halo", { dy: place[1] ? -24 : 33 });
    }
  }

  return (state) => {
    const { w1, w2, b, v1, v2, c, corner } = state;
    const h = bits.map((x) => [step(score([w1, w2], b, x)), step(score([v1, v2], c, x))]);
    const points = groups(h);
    const line = lines.find(([u1, u2, bias]) =>
      h.every((place, i) => step(score([u1, u2], bias, place)) === wanted[i])) ?? null;
    const followed = names.indexOf(corner);
    drawLeft(state);
    drawRight(h, points, line, bits[followed], h[followed]);

    const together = points.filter((group) => group.length > 1);
    const mixed = together.some((group) => new Set(group.map((i) => wanted[i])).size > 1);
    const says = ["lands", ["apart", "together", "twice"][together.length]];
    says.push(line ? "enough" : mixed ? "mixed" : "crossed");
    return {
      h, line, x1: bits[followed][0], x2: bits[followed][1], h1: h[followed][0], h2: h[followed][1],
      group: called(together[0] ?? []), other: called(together[1] ?? []), says,
    };
  };
});
