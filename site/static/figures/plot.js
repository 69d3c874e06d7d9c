// A plot: axes, marks and handles in SVG, drawn anew at each change in the pixels there
// are. Each mark has a key; one that is drawn again under its key is the same element,
// so that a handle keeps the focus, and one that is not drawn any more is gone.
(() => {
  "use strict";
  const kit = (globalThis.firstNeuron ??= { builders: {} });
  const SVG = "http://www.w3.org/2000/svg";
  const MARGIN = { left: 52, right: 14, top: 12, bottom: 46 };
  const NARROW = 560; // pixels: below it, plots stand one below the other

  function svg(tag, attributes = {}) {
    const element = document.createElementNS(SVG, tag);
    set(element, attributes);
    return element;
  }

  function set(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined || value === false) element.removeAttribute(name);
      else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
    }
  }

  /** Return round numbers between two others: [0, 5, 10, 15]. */
  function ticks([low, high], about) {
    const raw = (high - low) / about;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw * 0.999);
    const first = Math.ceil(low / step - 1e-9);
    const last = Math.floor(high / step + 1e-9);
    return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  }

  class Plot {
    /**
     * @param options
     *   x, y: [from, to] of the axes; xlabel, ylabel
     *   xticks, yticks: numbers, or each with its text: [[-1, "0.1"], [0, "1"]]
     *   label: what it shows, for a screen reader
     *   margin: { left: 60 }, say: the pixels for long ticks
     *   height: in pixels, 300 without it, or two: [wide, on a phone]
     *   share: of the width, beside the other plots of its row; row: its number, 0 without it
     *   axes: false for a diagram; equal: true for one unit as long across as up
     */
    constructor(figure, options) {
      this.figure = figure;
      this.options = { height: 300, share: 1, row: 0, axes: true, ...options };
      this.root = svg("svg", { role: "group", "aria-label": this.options.label });
      const clip = `fn-clip-${figure.name}-${figure.plots.length}`;
      this.clip = svg("rect");
      const path = svg("clipPath", { id: clip });
      path.append(this.clip);
      this.layers = {
        axes: svg("g", { "aria-hidden": "true" }),
        marks: svg("g", { "aria-hidden": "true", "clip-path": this.options.axes && `url(#${clip})` }),
        labels: svg("g", { "aria-hidden": "true" }),
        handles: svg("g"),
      };
      this.root.append(path, ...Object.values(this.layers));
      this.box = kit.make("div", { class: "fn-plot" }, this.root);
      this.elements = { axes: new Map(), marks: new Map(), labels: new Map(), handles: new Map() };
    }

    // --- from data to pixels and back --------------------------------------------------

    begin(stage) {
      const { options } = this;
      const row = this.figure.plots.filter((one) => stage >= NARROW ? one.options.row === options.row : one === this);
      const beside = row.reduce((sum, one) => sum + one.options.share, 0);
      const gap = 16 * (row.length - 1);
      this.width = Math.floor(((stage - gap) * options.share) / beside);
      this.height = [options.height].flat().at(stage >= NARROW ? 0 : -1);
      const margin = options.axes ? { ...MARGIN, ...options.margin } : { left: 4, right: 4, top: 4, bottom: 4 };
      let [w, h] = [this.width - margin.left - margin.right, this.height - margin.top - margin.bottom];
      if (options.equal) {
        const unit = Math.min(w / (options.x[1] - options.x[0]), h / (options.y[1] - options.y[0]));
        [w, h] = [unit * (options.x[1] - options.x[0]), unit * (options.y[1] - options.y[0])];
      }
      const spare = Math.max((this.width - margin.left - margin.right - w) / 2, 0);
      this.frame = { left: margin.left + spare, top: margin.top, width: w, height: h };
      set(this.root, { width: this.width, height: this.height });
      const { left, top } = this.frame;
      set(this.clip, { x: left, y: top, width: w, height: h });
      this.drawn = { axes: 0, marks: 0, labels: 0, handles: 0 };
      this.seen = new Set();
      if (options.axes) this.drawAxes();
    }

    end() {
      for (const [layer, count] of Object.entries(this.drawn)) {
        const { children } = this.layers[layer];
        while (children.length > count) children[count].remove();
        for (const [key, element] of this.elements[layer]) {
          if (!element.isConnected && !this.layers[layer].contains(element)) this.elements[layer].delete(key);
        }
      }
    }

    at([x, y]) {
      const { options: { x: across, y: up }, frame } = this;
      return [
        frame.left + ((x - across[0]) / (across[1] - across[0])) * frame.width,
        frame.top + ((up[1] - y) / (up[1] - up[0])) * frame.height,
      ];
    }

    from([left, top]) {
      const { options: { x: across, y: up }, frame } = this;
      return [
        across[0] + ((left - frame.left) / frame.width) * (across[1] - across[0]),
        up[1] - ((top - frame.top) / frame.height) * (up[1] - up[0]),
      ];
    }

    /** Return a point in pixels as SVG writes it; a path may have thousands. */
    written(point) {
      const [x, y] = this.at(point);
      return `${Math.round(100 * x) / 100},${Math.round(100 * y) / 100}`;
    }

    // --- elements by their keys --------------------------------------------------------

    element(layer, key, tag, attributes) {
      const elements = this.elements[layer];
      let element = elements.get(key);
      const isNew = element?.tagName !== tag;
      if (isNew) elements.set(key, (element = svg(tag)));
      set(element, attributes);
      const place = this.layers[layer].children[this.drawn[layer]++];
      if (place !== element) this.layers[layer].insertBefore(element, place ?? null);
      return [element, isNew];
    }

    drawAxes() {
      const { options, frame: { left, top, width, height } } = this;
      const across = options.xticks ?? ticks(options.x, Math.max(width / 70, 2));
      const up = options.yticks ?? ticks(options.y, Math.max(height / 50, 2));
      const text = (key, attributes, words) => {
        const [element] = this.element("axes", key, "text", attributes);
        if (element.textContent !== words) element.textContent = words;
      };
      const named = (tick) => (Array.isArray(tick) ? tick : [tick, String(tick).replace("-", "−")]);
      for (const [tick, words] of across.map(named)) {
        const [x] = this.at([tick, 0]);
        this.element("axes", `x${tick}`, "line", { x1: x, x2: x, y1: top, y2: top + height, class: "fn-grid" });
        text(`xt${tick}`, { x, y: top + height + 17, "text-anchor": "middle" }, words);
      }
      for (const [tick, words] of up.map(named)) {
        const [, y] = this.at([0, tick]);
        this.element("axes", `y${tick}`, "line", { x1: left, x2: left + width, y1: y, y2: y, class: "fn-grid" });
        text(`yt${tick}`, { x: left - 7, y: y + 4, "text-anchor": "end" }, words);
      }
      this.element("axes", "frame", "path", { d: `M${left},${top}V${top + height}H${left + width}`, class: "fn-axis" });
      text("xlabel", { x: left + width / 2, y: top + height + 37, "text-anchor": "middle" }, options.xlabel ?? "");
      const [x, y] = [13, top + height / 2];
      text("ylabel", { x, y, "text-anchor": "middle", transform: `rotate(-90 ${x} ${y})` }, options.ylabel ?? "");
    }

    // --- marks -------------------------------------------------------------------------
    // `look` is one or more of the names in figures.css: "example", "model dashed".

    /** Draw a line through points; `closed`: an area. */
    path(key, points, look = "", { closed = false } = {}) {
      const d = points.length ? `M${points.map((point) => this.written(point)).join("L")}` : "";
      return this.element("marks", key, "path", { d: d + (closed ? "Z" : ""), class: `fn-${closed ? "area" : "line"} ${look}` })[0];
    }

    area(key, points, look) { return this.path(key, points, look, { closed: true }); }

    dot(key, point, look = "example", r = 4) {
      const [cx, cy] = this.at(point);
      return this.element("marks", key, "circle", { cx, cy, r, class: `fn-dot ${look}` })[0];
    }

    /** Draw many dots as one element, which is fast: each is a line of no length. */
    dots(key, points, look = "example", r = 3) {
      const d = points.map((point) => `M${this.written(point)}h0`).join("");
      return this.element("marks", key, "path", { d, class: `fn-line fn-dots ${look}`, style: `stroke-width: ${2 * r}px` })[0];
    }

    /** Draw many lines as one element; each is a list of points. */
    lines(key, lines, look = "") {
      const d = lines.map((points) => points.map((point, i) => `${i ? "L" : "M"}${this.written(point)}`).join("")).join("");
      return this.element("marks", key, "path", { d, class: `fn-line ${look}` })[0];
    }

    /** Mark the best point, in every figure alike: with a star. */
    star(key, point, r = 9) {
      const [x, y] = this.at(point);
      const corners = Array.from({ length: 10 }, (_, i) => {
        const [angle, far] = [(i * Math.PI) / 5, i % 2 ? 0.4 * r : r];
        return [x + far * Math.sin(angle), y - far * Math.cos(angle)].map((n) => n.toFixed(2));
      });
      return this.element("marks", key, "path", { d: `M${corners.join("L")}Z`, class: "fn-star" })[0];
    }

    rect(key, from, to, look = "") {
      const [[x1, y1], [x2, y2]] = [this.at(from), this.at(to)];
      return this.element("marks", key, "rect", {
        x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1), class: `fn-area ${look}`,
      })[0];
    }

    /** Draw an arrow; its head does not go beyond `to`. */
    arrow(key, from, to, look = "") {
      const [[x1, y1], [x2, y2]] = [this.at(from), this.at(to)];
      const length = Math.hypot(x2 - x1, y2 - y1);
      const [ux, uy] = length ? [(x2 - x1) / length, (y2 - y1) / length] : [0, 0];
      const head = Math.min(10, length);
      const [bx, by] = [x2 - head * ux, y2 - head * uy];
      const side = head * 0.45;
      this.element("marks", key, "path", {
        d: `M${x1},${y1}L${x2},${y2}M${bx - side * uy},${by + side * ux}L${x2},${y2}L${bx + side * uy},${by - side * ux}`,
        class: `fn-line ${look}`,
      });
    }

    /** Write a word or a number; it is not clipped. `anchor`: start, middle or end. */
    text(key, point, words, look = "", { anchor = "middle", dx = 0, dy = 4 } = {}) {
      const [x, y] = this.at(point);
      const [element] = this.element("labels", key, "text", { x: x + dx, y: y + dy, "text-anchor": anchor, class: `fn-text ${look}` });
      if (element.textContent !== words) element.textContent = words;
      return element;
    }

    // --- handles -----------------------------------------------------------------------

    /**
     * A dot to drag, also with a finger, and with the arrow keys.
     *
     * @param options
     *   at: where it is; move: what a new place [x, y] does to the state
     *   label, says: its name and its value in words
     *   value, low, high: the value as a number, for a screen reader
     *   step: [across, up] of one key press in units of the axes; 0 where it can't move
     */
    handle(key, options) {
      const [element, isNew] = this.element("handles", key, "g", {
        class: `fn-handle ${options.look ?? ""}`, tabindex: 0, role: "slider", "data-handle": key,
        "aria-label": options.label, "aria-valuetext": options.says,
        "aria-valuenow": options.value ?? Number(options.at[0].toPrecision(6)),
        "aria-valuemin": options.low ?? this.options.x[0], "aria-valuemax": options.high ?? this.options.x[1],
      });
      element.options = options;
      if (isNew) {
        element.append(svg("circle", { r: 22, class: "fn-reach" }), svg("circle", { r: 8, class: "fn-knob" }));
        this.listen(element);
      }
      const [x, y] = this.at(options.at);
      set(element, { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` });
      return element;
    }

    listen(element) {
      let grip = null; // from the pointer to the handle's middle
      const place = ({ clientX, clientY }) => {
        const box = this.root.getBoundingClientRect();
        return [clientX - box.left, clientY - box.top];
      };
      element.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        const [x, y] = place(event);
        const [cx, cy] = this.at(element.options.at);
        grip = [cx - x, cy - y];
        element.setPointerCapture(event.pointerId);
        element.dataset.held = ""; // a ring around what is in the hand would only hide it
        element.focus({ preventScroll: true });
        event.preventDefault();
      });
      element.addEventListener("pointermove", (event) => {
        if (!grip) return;
        const [x, y] = place(event);
        element.options.move(this.from([x + grip[0], y + grip[1]]));
      });
      for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => { grip = null; });
      // In Chromium `touch-action` on a <g> does not keep the page from scrolling.
      element.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
      element.addEventListener("blur", () => delete element.dataset.held);
      element.addEventListener("keydown", (event) => {
        delete element.dataset.held;
        const { at, step, move } = element.options;
        const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
        if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const times = event.shiftKey ? 10 : 1;
        // A handle that moves one way only obeys all four keys.
        const turned = step[0] === 0 || step[1] === 0 ? way[0] + way[1] : null;
        const moved = turned === null ? way : [turned, turned];
        move([at[0] + times * moved[0] * step[0], at[1] + times * moved[1] * step[1]]);
      });
    }
  }

  kit.Plot = Plot;
  kit.ticks = ticks;
})();
