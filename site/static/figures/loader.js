// On the site: when a figure comes near the window, load what it needs, each file once.
(() => {
  "use strict";
  globalThis.firstNeuron ??= { builders: {} };
  firstNeuron.onSite = true; // so that a figure's state stands in the page's address
  const folder = document.currentScript.src.replace(/[^/]*$/, "");
  const files = {};

  function load(file) {
    files[file] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = folder + file;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${file} could not be loaded`));
      document.head.append(script);
    });
    return files[file];
  }

  async function start(figure) {
    for (const file of figure.dataset.scripts.split(" ")) await load(file);
    firstNeuron.mount(figure);
  }

  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      start(target);
    }
  }, { rootMargin: "800px" });

  function begin() {
    for (const figure of document.querySelectorAll("[data-figure]")) near.observe(figure);
    const named = new URLSearchParams(location.hash.slice(1)).get("figure");
    const figure = document.querySelector(`[data-figure="${CSS.escape(named ?? "")}"]`);
    figure?.scrollIntoView({ block: "center" });
  }

  addEventListener("hashchange", () => {
    const named = new URLSearchParams(location.hash.slice(1)).get("figure");
    document.querySelector(`[data-figure="${CSS.escape(named ?? "")}"]`)?.scrollIntoView({ block: "center" });
  });
  begin();
})();
