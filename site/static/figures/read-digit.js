// Draw a digit: the network of chapter 9 reads it. A drawing is 32 by 32 dots; in each
// block of 4 by 4 the dots with ink are counted, as was done for the data.
firstNeuron.define("read-digit", (figure) => {
  const { data, words } = figure;
  const { range, dense, linear, relu, softmax, argmax } = firstNeuron.maths;
  const { say, unpacked, written } = firstNeuron;
  const SIDE = 32;
  const RADIUS = 2; // of the pen, in dots
  const EMPTY = "A".repeat(171);
  const between = (low, x, high) => Math.min(Math.max(x, low), high);
  const [kernel1, bias1, kernel2, bias2, kernel3, bias3] = data.weights.map(unpacked);
  const pen = { at: [7, 6], ink: null }; // ink: what it leaves, null while it is up

  const pad = figure.plot({
    x: [0, SIDE], y: [0, SIDE], equal: true, axes: false, label: words.pad, share: 0.41, height: 262,
  });
  const sees = figure.plot({
    x: [-0.2, 16.8], y: [-1.2, 9.2], equal: true, axes: false, label: words.sees, share: 0.59, height: [262, 206],
  });
  figure.toggle("fit");
  figure.button(words.clear, () => figure.set({ ink: EMPTY }));
  figure.button(words.another, () => {
    const shown = data.examples.indexOf(figure.state.ink);
    figure.set({ ink: data.examples[(shown + 1) % data.examples.length] });
  });
  followPointer();
  followSpace();

  // --- a drawing: dots with ink or without, row by row from the top ---------------------

  function dotsOf(text) {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Array.from({ length: SIDE * SIDE }, (_, i) => Boolean((bytes.charCodeAt(i >> 3) >> (7 - (i % 8))) & 1));
  }

  function textOf(dots) {
    const bytes = range(dots.length / 8).map((i) => dots.slice(8 * i, 8 * i + 8).reduce((byte, dot) => 2 * byte + dot, 0));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  /** Return the dots that have ink, each as its column and row. */
  const inked = (dots) => dots.flatMap((dot, i) => (dot ? [[i % SIDE, Math.floor(i / SIDE)]] : []));

  /** Return where a drawing has ink: [left, right, top, bottom]; four zeros if it has none. */
  function edges(dots) {
    const places = inked(dots);
    if (!places.length) return [0, 0, 0, 0];
    const columns = places.map(([column]) => column);
    return [Math.min(...columns), Math.max(...columns) + 1, places[0][1], places.at(-1)[1] + 1];
  }

  /** Return how many times a drawing is enlarged to fill the square, 1 at least. */
  function scaled([left, right, top, bottom]) {
    return top === bottom ? 1 : Math.max(Math.min(SIDE / (bottom - top), 24 / (right - left)), 1);
  }

  /** Move a drawing to the middle, and enlarge it. */
  function fitted(dots) {
    const [left, right, top, bottom] = edges(dots);
    const scale = scaled([left, right, top, bottom]);
    const middle = between(16, (left + right) / 2, 17); // where the data have theirs
    return dots.map((_, i) => {
      const x = Math.floor((left + right) / 2 + ((i % SIDE) + 0.5 - middle) / scale);
      const y = Math.floor((top + bottom) / 2 + (Math.floor(i / SIDE) + 0.5 - 16) / scale);
      return x >= 0 && x < SIDE && y >= 0 && y < SIDE && dots[SIDE * y + x];
    });
  }

  /** Count the ink in blocks of 4 by 4: 64 numbers from 0 to 16. */
  function counts(dots) {
    const pixels = Array(64).fill(0);
    dots.forEach((dot, i) => { pixels[8 * (i >> 7) + ((i % SIDE) >> 2)] += Number(dot); });
    return pixels;
  }

  function read(pixels) {
    const hidden1 = dense(pixels.map((n) => n / 16), kernel1, bias1, relu);
    const hidden2 = dense(hidden1, kernel2, bias2, relu);
    return softmax(dense(hidden2, kernel3, bias3, linear));
  }

  // --- the pen ---------------------------------------------------------------------------

  /** Draw from where the pen is to another place, or rub out. */
  function draw(to, ink) {
    const [[x, y], [dx, dy]] = [pen.at, [to[0] - pen.at[0], to[1] - pen.at[1]]];
    const dots = dotsOf(figure.state.ink).map((dot, i) => {
      const [across, up] = [(i % SIDE) + 0.5 - x, SIDE - Math.floor(i / SIDE) - 0.5 - y];
      const share = between(0, (across * dx + up * dy) / (dx * dx + dy * dy || 1), 1);
      return Math.hypot(across - share * dx, up - share * dy) <= RADIUS ? ink : dot;
    });
    pen.at = to;
    figure.set({ ink: textOf(dots) });
  }

  function followPointer() {
    const { root } = pad;
    let drawing = null;
    const place = ({ clientX, clientY }) => {
      const box = root.getBoundingClientRect();
      return pad.from([clientX - box.left, clientY - box.top]).map((one) => between(0, one, SIDE));
    };
    root.classList.add("fn-pad");
    root.addEventListener("pointerdown", (event) => {
      if (event.button || drawing !== null) return;
      drawing = event.pointerId;
      root.setPointerCapture(drawing);
      root.querySelector("[data-handle]").focus({ preventScroll: true });
      event.preventDefault();
      event.stopPropagation(); // the pen is no handle to drag
      pen.ink = null;
      pen.at = place(event);
      draw(pen.at, true);
    }, { capture: true });
    root.addEventListener("pointermove", (event) => {
      if (event.pointerId === drawing) draw(place(event), true);
    });
    for (const end of ["pointerup", "pointercancel"]) root.addEventListener(end, () => { drawing = null; });
    root.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  }

  // Space puts the pen down: on paper it draws, on ink it rubs out.
  function followSpace() {
    pad.root.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      if (pen.ink === null) {
        const [column, row] = spot();
        pen.ink = !dotsOf(figure.state.ink)[SIDE * row + column];
        draw(pen.at, pen.ink);
      } else {
        pen.ink = null;
        figure.render();
      }
    });
  }

  /** Return the dot below the pen: its column and row. */
  const spot = () => [between(0, Math.floor(pen.at[0]), SIDE - 1), between(0, Math.floor(SIDE - pen.at[1]), SIDE - 1)];

  function step(to) {
    const place = to.map((one) => between(0.5, one, SIDE - 0.5));
    if (pen.ink !== null) return draw(place, pen.ink);
    pen.at = place;
    figure.render();
  }

  function drawPen() {
    const [column, row] = spot();
    const how = pen.ink === null ? words.up : pen.ink ? words.drawing : words.rubbing;
    pad.handle("pen", {
      at: pen.at, step: [2, 2], move: step, label: words.pen, look: `pen ${pen.ink === null ? "" : "down"}`,
      says: say(how, { row: row + 1, column: column + 1 }),
    });
  }

  // --- what is drawn ---------------------------------------------------------------------

  function grid(plot, step) {
    const frame = [[0, 0], [0, 8 * step], [8 * step, 8 * step], [8 * step, 0], [0, 0]];
    for (const n of range(9).map((i) => i * step)) {
      plot.path(`row ${n}`, [[0, n], [8 * step, n]], "thin pale");
      plot.path(`column ${n}`, [[n, 0], [n, 8 * step]], "thin pale");
    }
    plot.path("frame", frame, "thin");
  }

  function drawInk(dots) {
    const unit = pad.frame.width / SIDE + 0.3; // no seams between dots
    const squares = inked(dots).map(([column, row]) =>
      `M${pad.written([column, SIDE - row])}h${unit}v${unit}h${-unit}`);
    pad.element("marks", "ink", "path", { d: squares.join(""), class: "fn-area ink" });
  }

  function drawPixels(pixels) {
    pixels.forEach((n, i) => {
      const [x, y] = [i % 8, 8 - Math.floor(i / 8)];
      sees.rect(`pixel ${i}`, [x, y], [x + 1, y - 1], "ink").style.opacity = n / 16;
      sees.text(`pixel ${i}`, [x + 0.5, y - 0.5], String(n), `small ${n > 8 ? "on-ink" : n ? "" : "faint"}`);
    });
    sees.arrow("arrow", [8.4, 4], [9.5, 4], "helper");
  }

  function drawShares(shares, answer) {
    shares.forEach((share, digit) => {
      const y = 8.5 - digit;
      const bold = digit === answer ? "bold" : "";
      sees.text(`digit ${digit}`, [10.3, y], String(digit), bold);
      sees.rect(`share ${digit}`, [10.8, y - 0.36], [10.8 + 4.2 * share, y + 0.36], `model ${bold ? "" : "faint"}`);
      if (share >= 0.005) {
        sees.text(`share ${digit}`, [11 + 4.2 * share, y], written(share, 2), bold, { anchor: "start" });
      }
    });
    sees.path("zero", [[10.8, -1], [10.8, 9]], "thin");
  }

  return ({ ink, fit }) => {
    const dots = dotsOf(ink);
    const pixels = counts(fit ? fitted(dots) : dots);
    const shares = read(pixels);
    const answer = argmax(shares);
    const second = argmax(shares.map((share, digit) => (digit === answer ? -1 : share)));
    const box = edges(dots);
    const high = box[3] - box[2];
    drawInk(dots);
    grid(pad, 4);
    drawPen();
    drawPixels(pixels);
    grid(sees, 1);
    drawShares(shares, answer);
    const small = high < 26 && (fit ? scaled(box) > 1 : true);
    const hint = high === 0 ? ["empty"] : small ? [fit ? "enlarged" : "small"] : [];
    return { pixels, shares, answer, second, high, share: shares[answer], next: shares[second], says: ["read", ...hint] };
  };
});
