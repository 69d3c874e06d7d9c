// Which exercises are done: ticked by hand, or by a check that says "correct"
// (an event `exercise-correct` with the exercise's number). It is kept in this
// browser's localStorage, under one key, and is sent nowhere.
(() => {
  "use strict";
  const KEY = "first-neuron-exercises-done";
  const KNOWN = new Set(Object.values(EXERCISES).flat());

  function read() {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY));
      return new Set(stored.filter((number) => KNOWN.has(number)));
    } catch {
      return new Set(); // nothing stored, or no storage here
    }
  }

  function write(done) {
    try {
      localStorage.setItem(KEY, JSON.stringify([...done].sort(inOrder)));
    } catch {
      // The boxes still work until the page is left.
    }
    show(done);
  }

  function inOrder(one, other) {
    const [a, b] = [one, other].map((number) => number.split(".").map(Number));
    return a[0] - b[0] || a[1] - b[1];
  }

  function set(number, isDone) {
    const done = read();
    isDone ? done.add(number) : done.delete(number);
    write(done);
  }

  // --- what the page shows -----------------------------------------------------------

  function share(numbers, done) {
    return `${numbers.filter((number) => done.has(number)).length}/${numbers.length}`;
  }

  function show(done) {
    for (const box of document.querySelectorAll("input[data-exercise]")) {
      box.checked = done.has(box.dataset.exercise);
      box.parentElement.hidden = false;
    }
    for (const count of document.querySelectorAll("[data-exercises]")) {
      count.textContent = share(JSON.parse(count.dataset.exercises), done);
      count.parentElement.hidden = false;
    }
    for (const [link, numbers] of chapters()) {
      link.querySelector(".toc-done")?.remove();
      if (numbers.some((number) => done.has(number))) {
        const mark = document.createElement("span");
        mark.className = "toc-done";
        mark.textContent = ` ✓ ${share(numbers, done)}`;
        link.append(mark);
      }
    }
  }

  function* chapters() {
    const here = location.pathname.replace(/\.html$/, "");
    for (const link of document.querySelectorAll(".bd-sidebar-primary nav a")) {
      const path = link.getAttribute("href") === "#"
        ? here : new URL(link.href).pathname.replace(/\.html$/, "");
      const name = Object.keys(EXERCISES).find((known) => path.endsWith(`/${known}`));
      if (name) yield [link, EXERCISES[name]];
    }
  }

  // --- export, import, clear, on the page of all exercises -----------------------------

  const actions = {
    export() {
      const text = JSON.stringify([...read()].sort(inOrder));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = "first-neuron-exercises.json";
      link.click();
      URL.revokeObjectURL(link.href);
    },
    import() {
      document.querySelector("#progress-file").click();
    },
    clear(button) {
      if (!confirm(button.dataset.confirm)) return;
      write(new Set());
      document.querySelector("#progress-status").textContent = "";
    },
  };

  async function take(file) {
    const status = document.querySelector("#progress-status");
    try {
      const numbers = JSON.parse(await file.text());
      if (!Array.isArray(numbers)) throw new TypeError("not a list");
      const done = read();
      const known = numbers.filter((number) => KNOWN.has(number));
      known.forEach((number) => done.add(number));
      write(done);
      status.textContent = `${known.length ? "✓" : "✗"} ${known.length}/${numbers.length}`;
    } catch {
      status.textContent = `✗ ${file.name}`;
    }
  }

  document.addEventListener("change", (event) => {
    const { dataset, checked, id, files } = event.target;
    if (dataset?.exercise) set(dataset.exercise, checked);
    if (id === "progress-file" && files.length) {
      take(files[0]);
      event.target.value = "";
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-progress]");
    if (button) actions[button.dataset.progress](button);
  });
  document.addEventListener("exercise-correct", (event) => set(event.detail, true));
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) show(read()); // another tab
  });
  show(read());
})();
