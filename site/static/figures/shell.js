// What every figure to play with has: a state, controls, its state in words and in the
// address, Reset. A figure is `firstNeuron.define(name, build)`; `build(figure)` makes
// plots and controls and returns `draw(state)`, which draws and returns what it computed.
(() => {
  "use strict";
  const kit = (globalThis.firstNeuron ??= { builders: {} });
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  const smooth = (share) => share * share * (3 - 2 * share); // slow at both ends

  kit.define = (name, build) => { kit.builders[name] = build; };

  /** Make a figure live; if that fails, its still picture stays. */
  kit.mount = (element) => {
    if (element.firstNeuron) return;
    try {
      element.firstNeuron = new Figure(element);
    } catch (error) {
      element.querySelector(".fn-live")?.remove();
      element.classList.remove("fn-is-live");
      console.error(error);
    }
  };

  /** Create an HTML element: make("button", { type: "button" }, "text", child). */
  kit.make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };
  const make = kit.make;

  /** Return a number as text, with a true minus and never "-0". */
  kit.written = (value, digits = 0) => {
    const text = value.toFixed(digits);
    return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
  };

  /** Put values into a sentence: "{w:.1f}" is w with one decimal. */
  kit.say = (sentence, values) =>
    sentence.replace(/\{(\w+)(?::\.(\d)f)?\}/g, (_, name, digits) => {
      const value = values[name];
      if (typeof value !== "number") return value;
      return digits ? kit.written(value, Number(digits)) : String(value).replace("-", "−");
    });

  /** Read an array that Python has packed (`packed` in _figure.py): rows of rows. */
  kit.unpacked = ({ int16, shape, decimals }) => {
    const bytes = Uint8Array.from(atob(int16), (letter) => letter.charCodeAt(0));
    const flat = Array.from(new Int16Array(bytes.buffer), (whole) => whole / 10 ** decimals);
    return shape.slice(1).reduceRight((all, size) =>
      Array.from({ length: all.length / size }, (_, i) => all.slice(i * size, (i + 1) * size)), flat);
  };

  // What a value of the state may be, by how the state is declared (`_state.py`).
  function admitted(spec, value) {
    if ("step" in spec) {
      const number = Number(value);
      if (!Number.isFinite(number)) return spec.value;
      const steps = Math.round((number - spec.low) / spec.step);
      const last = Math.round((spec.high - spec.low) / spec.step);
      return Number((spec.low + Math.min(Math.max(steps, 0), last) * spec.step).toFixed(9));
    }
    if ("stops" in spec) { // the nearest
      const far = (stop) => Math.abs(stop - value);
      return spec.stops.reduce((best, stop) => (far(stop) < far(best) ? stop : best), spec.value);
    }
    if ("options" in spec) return spec.options.includes(value) ? value : spec.value;
    if ("pattern" in spec) return RegExp(`^(${spec.pattern})$`).test(value) ? value : spec.value;
    return { true: true, false: false }[value] ?? spec.value;
  }

  class Figure {
    constructor(element) {
      Object.assign(this, JSON.parse(element.querySelector("script").textContent));
      this.name = element.dataset.figure;
      this.element = element;
      this.author = Object.fromEntries(
        Object.entries(this.spec).map(([name, { value }]) => [name, value]));
      this.state = { ...this.author };
      this.plots = [];
      this.watchers = [];
      this.ways = {};
      this.stage = make("div", { class: "fn-stage" });
      this.controls = make("div", { class: "fn-controls" });
      this.buttons = make("div", { class: "fn-buttons" });
      this.says = make("p", { class: "fn-says", "aria-live": "polite", "aria-atomic": "true" });
      const title = make("p", { class: "fn-title" }, make("b", {}, this.words.title), " ", this.words.task);
      // JupyterLab would take the arrow keys for its own, but for this attribute.
      this.live = make("div", { class: "fn-live", "data-lm-suppress-shortcuts": "true" },
        title, this.stage, this.controls, this.says, this.buttons);
      this.draw = kit.builders[this.name](this);
      this.button(this.words.reset, () => this.set(this.author));
      this.addLink();
      element.append(this.live);
      element.classList.add("fn-is-live");
      this.read();
      addEventListener("hashchange", () => this.read());
      // A plot is drawn in the pixels it has, so that text is never small.
      new ResizeObserver(() => this.render()).observe(this.stage);
      this.render();
    }

    // --- the state ---------------------------------------------------------------------

    /** Change the state, and show it. What it may not be, it does not become. */
    set(changes) {
      cancelAnimationFrame(this.frame);
      this.change(changes);
    }

    change(changes) {
      for (const [name, value] of Object.entries(changes)) {
        this.state[name] = admitted(this.spec[name], value);
      }
      this.render();
      this.write();
    }

    /** Move the numbers of the state there in a moment; at once for who wants no motion. */
    glide(changes, milliseconds = 500) {
      const from = { ...this.state };
      const begin = performance.now();
      if (still()) return this.set(changes);
      cancelAnimationFrame(this.frame);
      const tick = (now) => {
        const share = Math.min(Math.max((now - begin) / milliseconds, 0), 1);
        this.change(Object.fromEntries(Object.entries(changes).map(([name, to]) =>
          [name, from[name] + smooth(share) * (to - from[name])])));
        if (share < 1) this.frame = requestAnimationFrame(tick);
      };
      this.frame = requestAnimationFrame(tick);
    }

    /**
     * Follow a switch: 0 where it is off, 1 where it is on, and between them for a moment
     * after it was changed. For what is drawn; what is computed is there at once.
     */
    eased(name, milliseconds = 700) {
      const to = Number(this.state[name]);
      const way = (this.ways[name] ??= { from: to, to, begin: -Infinity });
      const share = Math.min((performance.now() - way.begin) / milliseconds, 1);
      const at = still() ? to : way.from + smooth(share) * (way.to - way.from);
      if (way.to !== to) this.ways[name] = { from: at, to, begin: performance.now() };
      if (at !== to) {
        cancelAnimationFrame(this.easing);
        this.easing = requestAnimationFrame(() => this.render());
      }
      return at;
    }

    /** Call `step` again and again until it returns false or another control is used. */
    run(step, milliseconds = 60) {
      cancelAnimationFrame(this.frame);
      if (still()) {
        while (step()); // no motion: only where it ends
        return;
      }
      let last = -Infinity;
      const tick = (now) => {
        if (now - last >= milliseconds) {
          last = now;
          if (!step()) return;
        }
        this.frame = requestAnimationFrame(tick);
      };
      this.frame = requestAnimationFrame(tick);
    }

    render() {
      const width = this.stage.clientWidth;
      if (!width) return; // not laid out yet
      for (const plot of this.plots) plot.begin(width);
      this.values = this.draw(this.state);
      for (const plot of this.plots) plot.end();
      for (const watch of this.watchers) watch(this.state);
      const sentences = this.values.says ?? ["state"];
      const shown = { ...this.state, ...this.values };
      const text = sentences.map((name) => kit.say(this.words[name], shown)).join(" ");
      if (this.says.textContent !== text) this.says.textContent = text;
    }

    // --- the address ---------------------------------------------------------------------

    read() {
      const address = new URLSearchParams(location.hash.slice(1));
      if (address.get("figure") !== this.name) return;
      for (const [name, spec] of Object.entries(this.spec)) {
        this.state[name] = address.has(name) ? admitted(spec, address.get(name)) : this.author[name];
      }
      this.element.scrollIntoView({ block: "center" });
      this.render();
    }

    write() {
      if (!kit.onSite) return; // the address of a notebook is not ours
      const address = new URLSearchParams({ figure: this.name, ...this.state });
      this.link.href = `#${address}`;
      clearTimeout(this.writing); // browsers allow only so many changes a second
      this.writing = setTimeout(() => history.replaceState(history.state, "", `#${address}`), 150);
    }

    addLink() {
      if (!kit.onSite) return;
      const address = new URLSearchParams({ figure: this.name, ...this.state });
      this.link = make("a", { href: `#${address}`, class: "fn-link" }, this.words.link);
      this.buttons.append(this.link);
    }

    // --- controls ------------------------------------------------------------------------

    /** Add a plot to the stage: see plot.js. */
    plot(options) {
      const plot = new kit.Plot(this, options);
      this.plots.push(plot);
      this.stage.append(plot.box);
      return plot;
    }

    /** Add a box for HTML beside the plots, a table say, or below them on a phone. */
    panel(share = 1) {
      const box = make("div", { class: "fn-panel" });
      this.plots.push({ options: { share, row: 0 }, begin() {}, end() {} });
      this.stage.append(box);
      return box;
    }

    /** Add a slider for a number of the state; `stops`: the numbers at which it stops. */
    slider(name, { stops = this.spec[name].stops } = {}) {
      const { low, high, step } = this.spec[name];
      const digits = (String(step).split(".")[1] ?? "").length;
      const ends = stops ? { min: 0, max: stops.length - 1, step: 1 } : { min: low, max: high, step };
      const input = make("input", { type: "range", ...ends });
      const output = make("output");
      input.addEventListener("input", () => this.set({ [name]: stops ? stops[input.value] : input.value }));
      this.watchers.push((state) => {
        input.value = stops ? stops.filter((stop) => stop <= state[name]).length - 1 : state[name];
        output.textContent = kit.written(state[name], digits);
        if (stops) input.setAttribute("aria-valuetext", output.textContent);
      });
      this.controls.append(make("label", { class: "fn-slider" }, make("span", {}, this.words[name]), input, output));
      return input;
    }

    /** Add buttons of which one is on, for a choice of the state. */
    choice(name) {
      const group = make("fieldset", { class: "fn-choice" }, make("legend", {}, this.words[name]));
      for (const option of this.spec[name].options) {
        const input = make("input", { type: "radio", name: `${this.name}-${name}`, value: option });
        input.addEventListener("change", () => this.set({ [name]: option }));
        this.watchers.push((state) => { input.checked = state[name] === option; });
        group.append(make("label", {}, input, make("span", {}, this.words[option] ?? option)));
      }
      this.controls.append(group);
      return group;
    }

    /** Add a box to tick, for what is on or off. */
    toggle(name) {
      const input = make("input", { type: "checkbox" });
      input.addEventListener("change", () => this.set({ [name]: input.checked }));
      this.watchers.push((state) => { input.checked = state[name]; });
      this.controls.append(make("label", { class: "fn-toggle" }, input, make("span", {}, this.words[name])));
      return input;
    }

    /** Add a button. */
    button(text, action) {
      const button = make("button", { type: "button" }, text);
      button.addEventListener("click", action);
      this.buttons.append(button);
      return button;
    }
  }
})();
