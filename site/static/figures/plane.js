// The plane over sugars and fiber: turned by dragging, with five rows of X beside it. A
// row's prediction is a walk in the plane: from the bias along x₁, then along x₂.
firstNeuron.define("plane", (figure) => {
  const { data: { x, y, names, rows, best, lowest, kcal, edge }, words } = figure;
  const { clip, dot, linspace, meanSquaredError } = firstNeuron.maths;
  const { make, written } = firstNeuron;
  const [SIDE, LOW, HIGH] = [15, 40, 170]; // of the floor in grams; heights in kcal
  const HEIGHTS = [50, 100, 150];
  const ACROSS = [-13.2, 12]; // the room's rim, and numbers beside it
  const MIDDLE = (LOW + HIGH) / 2;
  const radians = (degrees) => (degrees * Math.PI) / 180;

  const scene = figure.plot({
    x: ACROSS, y: [-12.8, 11.6], equal: true, axes: false, share: 0.5, height: [384, 310],
    label: words.scene,
  });
  const panel = figure.panel(0.5);
  for (const name of ["w1", "w2", "b"]) panel.append(figure.slider(name).parentElement);
  const cells = addTable();
  figure.slider("turn");
  figure.slider("tilt");
  figure.button(words.front, () => figure.glide({ turn: 0, tilt: 0 }));
  figure.button(words.side, () => figure.glide({ turn: 90, tilt: 0 }));
  figure.button(words.best, () => figure.glide(best));
  followPointer();

  // Five rows of X, with a radio button each: a row is chosen by mouse, finger or keys.
  function addTable() {
    const heads = ["", words.x1, words.x2, "w₁x₁", "w₂x₂", "ŷ", "y"];
    const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
    head.firstChild.append(make("span", { class: "fn-unseen" }, words.name));
    const body = make("tbody");
    const named = { class: "fn-rows", "aria-label": words.rows };
    panel.append(make("table", named, make("thead", {}, head), body));
    return names.map((name) => {
      const input = make("input", { type: "radio", name: "plane-row" });
      const label = make("label", {}, input, name);
      const numbers = heads.slice(1).map(() => make("td"));
      const row = make("tr", {}, make("th", { scope: "row" }, label), ...numbers);
      const choose = () => figure.set({ row: name });
      input.addEventListener("change", choose);
      row.addEventListener("click", choose);
      row.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && choose());
      body.append(row);
      return { input, row, numbers };
    });
  }

  // A finger turns the scene by going across; up and down, it scrolls the page.
  function followPointer() {
    let last = null;
    scene.root.classList.add("fn-turned");
    scene.root.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      last = { ...figure.state, at: [event.clientX, event.clientY] };
      scene.root.setPointerCapture(event.pointerId);
    });
    scene.root.addEventListener("pointermove", ({ clientX, clientY, pointerType }) => {
      if (!last) return;
      const gram = scene.frame.width / (ACROSS[1] - ACROSS[0]);
      const degrees = 1 / radians(gram * (SIDE / Math.SQRT2)); // a pixel at the rim
      const turn = last.turn + degrees * (clientX - last.at[0]);
      const tilt = pointerType === "mouse" ? last.tilt + degrees * (clientY - last.at[1]) : last.tilt;
      figure.set({ turn: ((((turn + 180) % 360) + 360) % 360) - 180, tilt });
    });
    for (const end of ["pointerup", "pointercancel"]) {
      scene.root.addEventListener(end, () => { last = null; });
    }
  }

  /** How a place [x₁, x₂, height] looks from there: [across, up]. */
  function seenFrom({ turn, tilt }) {
    const [cos, flat] = [turn, tilt].map((angle) => Math.cos(radians(angle)));
    const [sin, above] = [turn, tilt].map((angle) => Math.sin(radians(angle)));
    const towards = ([x1, x2]) => (x2 - SIDE / 2) * cos - (x1 - SIDE / 2) * sin;
    const up = (height) => (height - MIDDLE) / kcal;
    return {
      cos, sin, flat, above,
      at: ([x1, x2, height]) =>
        [(x1 - SIDE / 2) * cos + (x2 - SIDE / 2) * sin, up(height) * flat - towards([x1, x2]) * above],
    };
  }

  // A word stays inside the drawing, from wherever one looks.
  function write(name, place, text, look, options) {
    const element = scene.text(name, place, text, look, options);
    const { x, width } = element.getBBox();
    const into = Math.max(2 - x, 0) + Math.min(scene.width - 2 - x - width, 0);
    if (into) element.setAttribute("x", Number(element.getAttribute("x")) + into);
  }

  function drawRoom(eye) {
    const [far1, far2] = [eye.sin > 0 ? SIDE : 0, eye.cos > 0 ? 0 : SIDE]; // the walls behind
    const [near1, near2] = [SIDE - far1, SIDE - far2];
    const ends = [0, 5, 10, 15];
    scene.lines("room", [
      ...ends.map((one) => [[one, 0, LOW], [one, SIDE, LOW]]),
      ...ends.map((one) => [[0, one, LOW], [SIDE, one, LOW]]),
      ...HEIGHTS.map((height) => [[near1, far2, height], [far1, far2, height], [far1, near2, height]]),
      [[far1, far2, LOW], [far1, far2, HIGH]],
    ].map((line) => line.map(eye.at)), "room thin");
    // Where the room is leftmost, the heights are written.
    const corners = [[near1, far2], [far1, near2]];
    const [post] = corners.toSorted((p, q) => eye.at([...p, LOW])[0] - eye.at([...q, LOW])[0]);
    scene.path("post", [[...post, LOW], [...post, HIGH]].map(eye.at), "helper thin");
    for (const height of HEIGHTS) {
      const at = eye.at([...post, height]);
      scene.text(`height ${height}`, at, String(height), "", { anchor: "end", dx: -7 });
    }
    write("calories", eye.at([...post, HIGH]), words.calories, "halo", { anchor: "start", dx: -30, dy: -8 });
    // An axis that is seen from its end has no room for numbers.
    const axis = (name, long, side, place) => {
      if (long < 0.25) return;
      for (const one of ends) {
        scene.text(`${name} ${one}`, eye.at(place(one)), String(one), "", { dx: 15 * side, dy: 17 });
      }
      const anchor = Math.abs(side) < 0.25 ? "middle" : side > 0 ? "start" : "end";
      write(name, eye.at(place(SIDE / 2)), words[name], "halo", { anchor, dx: 22 * side, dy: 34 });
    };
    axis("sugars", Math.abs(eye.cos), Math.sign(near2 - far2) * eye.sin, (one) => [one, near2, LOW]);
    axis("fiber", Math.abs(eye.sin), Math.sign(near1 - far1) * eye.cos, (one) => [near1, one, LOW]);
  }

  function drawSheet(eye, height, pale) {
    const raised = ([x1, x2]) => [x1, x2, height(x1, x2)];
    const inside = (corners) =>
      clip(clip(corners.map(raised), (p) => p[2] - LOW), (p) => HIGH - p[2]).map(eye.at);
    scene.area("sheet", inside([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]]), "model tint");
    const lines = linspace(0, SIDE, 4);
    const look = pale ? "model thin faint" : "model";
    scene.lines("along x1", lines.map((one) => inside([[0, one], [SIDE, one]])), look);
    scene.lines("along x2", lines.map((one) => inside([[one, 0], [one, SIDE]])), `${look} thin`);
  }

  // What is behind the sheet is drawn before it; all are pale beside a row that is chosen.
  function drawCereals(eye, height, climbs, inFront, pale) {
    const facing = kcal * eye.above - climbs * eye.flat;
    const name = inFront ? "in front" : "behind";
    const seen = x.map(([x1, x2], i) => [x1, x2, y[i]])
      .filter(([x1, x2, label]) => (label - height(x1, x2)) * facing >= 0 === inFront);
    const foot = ([x1, x2]) => [x1, x2, Math.min(Math.max(height(x1, x2), LOW), HIGH)];
    scene.lines(`residuals ${name}`, seen.map((place) => [place, foot(place)].map(eye.at)),
      pale ? "helper thin pale" : "helper thin");
    const look = pale ? "example pale" : inFront ? "example" : "example behind";
    scene.dots(`cereals ${name}`, seen.map(eye.at), look, 4);
  }

  // The number of a way stands beside its middle, on the side where the third place is not.
  function beside(from, to, third) {
    const [[x1, y1], [x2, y2], [x3, y3]] = [from, to, third].map((place) => scene.at(place));
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [nx, ny] = [(y1 - y2) / length, (x2 - x1) / length];
    const away = (x3 - x1) * nx + (y3 - y1) * ny > 0 ? -1 : 1;
    return { at: [(x1 + x2) / 2, (y1 + y2) / 2], nx: away * nx, ny: away * ny };
  }

  function writeProducts(stops, products) {
    const signed = (value) => (value < 0 ? "" : "+") + written(value, 1);
    const [one, two] = [beside(...stops), beside(stops[1], stops[2], stops[0])];
    const gap = (i, n) => Math.abs(one.at[i] + 16 * one[n] - two.at[i] - 16 * two[n]);
    if (gap(0, "nx") < 44 && gap(1, "ny") < 18) [two.nx, two.ny] = [-two.nx, -two.ny];
    [one, two].forEach(({ at, nx, ny }, i) => {
      if (products[i] === null) return;
      const anchor = Math.abs(nx) < 0.4 ? "middle" : nx > 0 ? "start" : "end";
      const look = `${["third", "fourth"][i]} bold halo`;
      write(`product ${i + 1}`, scene.from(at), signed(products[i]), look,
        { anchor, dx: 10 * nx, dy: 4 + 15 * ny });
    });
  }

  function drawWalk(eye, row, { b, w1, w2 }) {
    const [x1, x2] = x[rows[row]];
    const [corner, sum, label] = [b + w1 * x1, b + w1 * x1 + w2 * x2, y[rows[row]]];
    const stops = [[0, 0, b], [x1, 0, corner], [x1, x2, sum]].map(eye.at);
    const end = eye.at([x1, x2, label]);
    scene.path("walk residual", [stops[2], end], "example thick");
    scene.arrow("walk 1", stops[0], stops[1], "third thick");
    scene.arrow("walk 2", stops[1], stops[2], "fourth thick");
    scene.dot("walk begin", stops[0], "helper", 5);
    scene.dot("walk end", stops[2], "model", 6);
    scene.dot("walk label", end, "example", 6);
    writeProducts(stops, [x1 ? w1 * x1 : null, x2 ? w2 * x2 : null]);
  }

  return (state) => {
    const { w1, w2, b, turn, tilt, row } = state;
    const height = (x1, x2) => w1 * x1 + w2 * x2 + b;
    const eye = seenFrom(state);
    const climbs = w2 * eye.cos - w1 * eye.sin; // the plane, towards the reader
    drawRoom(eye);
    const lit = names.indexOf(row);
    drawCereals(eye, height, climbs, false, lit >= 0);
    drawSheet(eye, height, lit >= 0);
    drawCereals(eye, height, climbs, true, lit >= 0);

    const sums = rows.map((i) => dot([w1, w2], x[i]) + b);
    rows.forEach((at, i) => {
      const [x1, x2] = x[at];
      const { input, row: line, numbers } = cells[i];
      [x1, x2, w1 * x1, w2 * x2, sums[i], y[at]].forEach((value, column) => {
        numbers[column].textContent = written(value, column < 2 || column > 4 ? 0 : 1);
      });
      input.checked = i === lit;
      line.classList.toggle("fn-lit", i === lit);
    });

    const mse = meanSquaredError(y, x.map(([x1, x2]) => height(x1, x2)));
    const values = { mse, lowest, sums };
    const says = ["state", mse < lowest + 1 ? "near" : "far"];
    if (tilt === 0 && turn % 180 === 0) says.push("along_fiber");
    if (tilt === 0 && Math.abs(turn) === 90) says.push("along_sugars");
    if (Math.abs(kcal * eye.above - climbs * eye.flat) < edge) says.push(tilt ? "edge" : "level");
    if (lit >= 0) {
      drawWalk(eye, lit, state);
      const [x1, x2] = x[rows[lit]];
      Object.assign(values, { product1: w1 * x1, product2: w2 * x2, sum: sums[lit], label: y[rows[lit]] });
      says.push("sum");
    }
    return { ...values, says };
  };
});
