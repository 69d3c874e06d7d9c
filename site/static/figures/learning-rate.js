// The learning rate: the walk down a parabola, dragged by its start and by the end of its
// first step, and beside it, at the same heights, the loss over the steps.
firstNeuron.define("learning-rate", (figure) => {
  const { data: { best, curvature, steps, view }, words, spec } = figure;
  const { linspace, range } = firstNeuron.maths;
  const { written } = firstNeuron;
  const loss = (w) => (curvature / 2) * (w - best) ** 2;
  const slope = (w) => curvature * (w - best);
  const curve = linspace(...view.w, 81).map((w) => [w, loss(w)]);
  const bowl = figure.plot({ x: view.w, y: view.loss, xlabel: "w", ylabel: words.loss, label: words.bowl });
  const over = figure.plot({
    x: [-0.6, steps + 0.4], y: view.loss, xlabel: words.step, ylabel: words.loss, label: words.losses,
  });
  figure.slider("start");
  figure.slider("rate");

  // What a walk is called whose steps multiply the distance by a factor.
  function kindOf(start, factor, left) {
    if (start === best) return "bottom";
    if (factor <= -1) return factor === -1 ? "for ever" : "explodes";
    if (factor === 0) return "jump";
    if (factor > 0) return left < 2 ? "arrives" : "creeps";
    return left < 2 ? "overshoots" : "swings";
  }

  // A dot of the walk to drag along the curve, with its number: 0 above, 1 on the outer side.
  function handle(number, path, options) {
    const at = [path[number], loss(path[number])];
    const beside = number ? { dx: at[0] < best ? -17 : 17, dy: 5 } : { dy: -14 };
    bowl.handle(number ? "first" : "start", {
      at, says: `w ${written(at[0], 2)}, L ${written(at[1], 2)}`, low: view.w[0], high: view.w[1], ...options,
    });
    bowl.text(`number ${number}`, at, String(number), "model bold halo", beside);
  }

  return ({ start, rate }) => {
    const path = [start];
    for (let step = 0; step < steps; step++) path.push(path[step] - rate * slope(path[step]));
    const losses = path.map(loss);
    const walked = path.map((w, i) => [w, losses[i]]);

    bowl.path("curve", curve, "example");
    bowl.star("best", [best, 0]);
    bowl.path("walk", walked, "model thin");
    bowl.dots("places", walked, "model", 3.5);
    handle(0, path, {
      label: words.origin, step: [spec.start.step, 0], move: ([w]) => figure.set({ start: w }),
    });
    // Where the slope is 0, no rate makes a step: then there is nothing to drag.
    if (start !== best) {
      handle(1, path, {
        label: words.first, step: [spec.rate.step * Math.abs(slope(start)), 0],
        move: ([w]) => figure.set({ rate: (start - w) / slope(start) }),
      });
    }
    over.path("walk", losses.map((height, step) => [step, height]), "model thin");
    over.dots("places", losses.map((height, step) => [step, height]), "model", 3.5);

    const factor = 1 - rate * curvature;
    const left = 100 * Math.abs(factor) ** steps;
    const kind = kindOf(start, factor, left);
    return { path, losses, first: path[1], left, says: kind === "bottom" ? [kind] : ["state", kind] };
  };
});
