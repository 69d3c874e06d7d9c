// What figures compute. Each function is its namesake in `firstneuron`, and a test holds
// the two together.
(() => {
  "use strict";
  const kit = (globalThis.firstNeuron ??= { builders: {} });

  const range = (n) => Array.from({ length: n }, (_, i) => i);
  /** n numbers from `low` to `high`, evenly. */
  const linspace = (low, high, n) => range(n).map((i) => low + ((high - low) * i) / (n - 1));
  const sum = (x) => x.reduce((total, one) => total + one, 0);
  const mean = (x) => sum(x) / x.length;
  const std = (x) => Math.sqrt(mean(x.map((one) => (one - mean(x)) ** 2)));
  const dot = (a, b) => sum(a.map((one, i) => one * b[i]));
  const argmax = (x) => x.indexOf(Math.max(...x));

  // --- activations ---------------------------------------------------------------------
  const linear = (z) => z;
  const step = (z) => (z > 0 ? 1 : 0);
  const relu = (z) => Math.max(z, 0);
  const tanh = Math.tanh;
  const sigmoid = (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
  const softmax = (z) => {
    const largest = Math.max(...z);
    const powers = z.map((one) => Math.exp(one - largest));
    return powers.map((one) => one / sum(powers));
  };
  /** The slope of an activation at z. */
  const slopes = {
    linear: () => 1,
    relu: (z) => (z > 0 ? 1 : 0),
    sigmoid: (z) => sigmoid(z) * (1 - sigmoid(z)),
    tanh: (z) => 1 - tanh(z) ** 2,
  };

  // --- layers and losses ---------------------------------------------------------------
  /** One example through one layer: kernel[feature][unit], as Keras stores it. */
  const dense = (x, kernel, bias, activation = linear) =>
    bias.map((b, unit) => activation(x.reduce((total, one, i) => total + one * kernel[i][unit], b)));
  const meanSquaredError = (yTrue, yPred) => mean(yTrue.map((y, i) => (yPred[i] - y) ** 2));
  /** From scores z, as `from_logits=True`: it does not overflow. */
  const binaryCrossentropy = (yTrue, z) =>
    mean(yTrue.map((y, i) => Math.max(z[i], 0) - z[i] * y + Math.log1p(Math.exp(-Math.abs(z[i])))));
  /** From scores z and the number of the true class. */
  const sparseCategoricalCrossentropy = (label, z) => {
    const largest = Math.max(...z);
    return largest + Math.log(sum(z.map((one) => Math.exp(one - largest)))) - z[label];
  };

  // --- a linear unit -------------------------------------------------------------------
  /** The MSE of w x + b and its gradient, from the data's averages: it is a bowl. */
  const bowl = (x, y) => {
    const [xx, xy, yy] = [[x, x], [x, y], [y, y]].map(([a, b]) => dot(a, b) / x.length);
    const [mx, my] = [mean(x), mean(y)];
    const best = { w: (xy - mx * my) / (xx - mx * mx) };
    best.b = my - best.w * mx;
    const spread = Math.hypot(xx - 1, 2 * mx);
    return {
      best,
      /** How the ground curves in the flattest and in the steepest direction. */
      curvatures: [xx + 1 - spread, xx + 1 + spread],
      loss: (w, b) => yy - 2 * w * xy - 2 * b * my + w * w * xx + 2 * w * b * mx + b * b,
      gradient: (w, b) => [2 * (w * xx + b * mx - xy), 2 * (w * mx + b - my)],
      /** The ring where the loss is `level`, as points [w, b]. */
      ring(level, n = 96) {
        const reach = Math.sqrt(Math.max(level - this.loss(best.w, best.b), 0));
        const narrow = Math.sqrt(xx - mx * mx);
        return range(n).map((i) => {
          const angle = (2 * Math.PI * i) / n;
          const w = best.w + (reach / narrow) * Math.cos(angle);
          return [w, best.b + reach * Math.sin(angle) - mx * (w - best.w)];
        });
      },
    };
  };

  // --- shapes --------------------------------------------------------------------------
  /** The part of a polygon where side(corner), which is linear, is above 0. */
  const clip = (corners, side) => corners.flatMap((p, i) => {
    const q = corners[(i + 1) % corners.length];
    const [from, to] = [side(p), side(q)];
    const crossing = from / (from - to);
    const cut = from > 0 !== to > 0 ? [p.map((one, axis) => one + crossing * (q[axis] - one))] : [];
    return from > 0 ? [p, ...cut] : cut;
  });
  /** The part of the rectangle x × y where w[0] x + w[1] y + b > 0, as corners. */
  const halfPlane = (w, b, [left, right], [low, high]) =>
    clip([[left, low], [right, low], [right, high], [left, high]], (p) => dot(w, p) + b);

  kit.maths = {
    range, linspace, sum, mean, std, dot, argmax,
    linear, step, relu, tanh, sigmoid, softmax, slopes,
    dense, meanSquaredError, binaryCrossentropy, sparseCategoricalCrossentropy,
    bowl, clip, halfPlane,
  };
})();
