// Three alarms: a roast on the map, and the same roast inside the coffee network, where
// each unit's circle fills as far as it answers.
firstNeuron.define("three-alarms", (figure) => {
  const { data: { roasts, good, hidden, last }, words, spec } = figure;
  const { dense, dot, halfPlane, linspace, mean, sigmoid, std } = firstNeuron.maths;
  const { written } = firstNeuron;
  const ALARMS = ["cool", "short", "burnt"];
  const [kernel, biases] = hidden;
  const bias = last[1][0];
  const columns = [0, 1].map((i) => roasts.map((roast) => roast[i]));
  const [middle, spread] = [columns.map(mean), columns.map(std)];
  const scaled = (roast) => roast.map((one, i) => (one - middle[i]) / spread[i]);
  const unscaled = (inputs) => inputs.map((one, i) => middle[i] + spread[i] * one);
  const heard = (roast) => dense(scaled(roast), kernel, biases, sigmoid);
  const handedOn = (alarms, muted) => alarms.map((alarm, j) => (muted[j] ? 0 : alarm));
  const scored = (handed) => dense(handed, ...last)[0];

  const X = [spec.temperature.low, spec.temperature.high];
  const Y = [spec.minutes.low, spec.minutes.high];
  const map = figure.plot({
    x: X, y: Y, xlabel: words.temperature, ylabel: words.minutes, label: words.map,
    xticks: [140, 160, 180, 200, 220, 240, 260, 280], yticks: [12, 13, 14, 15],
  });
  const [WIDE, HIGH] = [312, 308];
  const network = figure.plot({
    x: [0, WIDE], y: [0, HIGH], height: HIGH, axes: false, equal: true, label: words.network,
  });
  ALARMS.forEach((name) => figure.toggle(`mute_${name}`));

  // --- the map -------------------------------------------------------------------------

  const [BAD, GOOD] = [0, 1].map((label) => roasts.filter((_, i) => good[i] === label));
  const NAMES = [[155, 13.9], [228, 11.72], [262, 14.75]]; // where they stand
  const SIDES = ALARMS.map((_, j) => {
    const w = kernel.map((row) => row[j]);
    const foot = w.map((one) => (-biases[j] * one) / dot(w, w)); // the line's point nearest the middle
    const slope = w.map((one, i) => one / spread[i]);
    return {
      line: [-1, 1].map((t) => unscaled([foot[0] - t * w[1], foot[1] + t * w[0]])),
      half: halfPlane(slope, biases[j] - dot(slope, middle), X, Y),
    };
  });

  // Seen from inside the triangle, alarms only get louder on the way out, so each ray meets
  // the border once, at most: halve the way until it is found. A little beyond the frame,
  // where nothing is drawn, the region is closed.
  const INSIDE = [200, 13];
  const regions = {};
  function region(muted) {
    return (regions[muted] ??= linspace(0, 2 * Math.PI, 181).map((angle) => {
      const way = [150 * Math.cos(angle), 4 * Math.sin(angle)];
      const at = (t) => INSIDE.map((one, i) => one + t * way[i]);
      let [near, far] = [0, 1];
      for (let i = 0; i < 24; i++) {
        const t = (near + far) / 2;
        if (scored(handedOn(heard(at(t)), muted)) > 0) near = t;
        else far = t;
      }
      return at(far);
    }));
  }

  function drawMap(alarms, muted, { temperature, minutes }) {
    map.area("good", region(muted), "example pale");
    const rings = (j) => alarms[j] > 0.5;
    ALARMS.forEach((name, j) => {
      if (rings(j) && !muted[j]) map.area(`half ${name}`, SIDES[j].half, "model tint");
    });
    map.dots("bad", BAD, "helper faint", 2.5);
    map.dots("good roasts", GOOD, "example", 3.5);
    ALARMS.forEach((name, j) => {
      const look = muted[j] ? "helper" : "model";
      map.path(`line ${name}`, SIDES[j].line, muted[j] ? "helper dashed thin" : "model");
      map.text(`name ${name}`, NAMES[j], words[name], `halo small ${look} ${rings(j) ? "bold" : ""}`);
    });
    map.handle("roast", {
      at: [temperature, minutes], step: [spec.temperature.step, spec.minutes.step],
      move: ([x, y]) => figure.set({ temperature: x, minutes: y }),
      label: words.roast, says: `${temperature} °C, ${written(minutes, 2)} min`,
    });
  }

  // --- the network -----------------------------------------------------------------------

  const R = 24; // of its circles, in units of its plot
  const INPUTS = [[32, 226], [32, 82]];
  const UNITS = [[166, 252], [166, 154], [166, 56]];
  const ANSWER = [282, 154];
  const AWAY = [58, 60, 68]; // where the numbers stand on flat and steep arrows, before these cross

  // A circle with a number in it and its name above or below; a unit's is filled as far as it answers.
  function circle(key, [x, y], { share, value, name, look, rings = false, below = false }) {
    const unit = network.frame.width / WIDE;
    const surface = Math.asin(2 * (share ?? 0) - 1);
    const fill = linspace(surface, -Math.PI - surface, 40)
      .map((angle) => [x + R * Math.cos(angle), y + R * Math.sin(angle)]);
    if (rings) network.dot(`${key} rings`, [x, y], `hollow ${look}`, (R + 5) * unit);
    network.dot(`${key} disc`, [x, y], `hollow ${look}`, R * unit);
    if (share !== undefined) network.area(`${key} fill`, fill, `${look} faint`);
    network.text(`${key} value`, [x, y], value);
    const [edge, dy] = below ? [y - R, 20] : [y + R, -11];
    network.text(`${key} name`, [x, edge], name, `halo ${look} ${rings ? "bold" : ""}`, { dy });
  }

  // An arrow as thick as what it brings, with the number on it, so far from where it starts.
  function flow(key, from, to, value, away, digits = 2) {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const [ux, uy] = [0, 1].map((i) => (to[i] - from[i]) / length);
    const place = ([along, aside]) => [from[0] + along * ux - aside * uy, from[1] + along * uy + aside * ux];
    const half = 0.5 + Math.abs(value) / 8;
    const [start, neck, tip] = [R + 1, length - R - 14 - half, length - R - 6];
    const side = [[start, half], [neck, half], [neck, half + 4]];
    const other = side.map(([along, aside]) => [along, -aside]).toReversed();
    const look = value < 0 ? "model" : "example";
    network.area(key, [...side, [tip, 0], ...other].map(place), `${look} faint`);
    return () => network.text(`${key} value`, place([away, 0]), written(value, digits), `${look} halo`);
  }

  function drawNetwork(alarms, muted, brought, score, roast) {
    const inputs = scaled(roast);
    const numbers = inputs.flatMap((input, i) => UNITS.map((unit, j) => {
      const brings = input * kernel[i][j];
      return flow(`in ${i} ${j}`, INPUTS[i], unit, brings, AWAY[Math.abs(2 * i - j)], Math.abs(brings) < 10 ? 2 : 1);
    }));
    numbers.forEach((write) => write()); // above all arrows
    UNITS.forEach((unit, j) => {
      if (!muted[j]) return flow(`out ${j}`, unit, ANSWER, brought[j], [72, 58, 72][j])();
      network.path(`mute ${j}`, [unit, ANSWER], "helper dashed thin");
      network.text(`muted ${j}`, unit, words.muted, "halo helper", { dy: R + 14 });
    });
    const names = [`${roast[0]} °C`, `${written(roast[1], 2)} min`];
    names.forEach((name, i) => circle(`input ${i}`, INPUTS[i], {
      value: written(inputs[i], 3), name, look: "helper", below: i === 1,
    }));
    ALARMS.forEach((name, j) => circle(name, UNITS[j], {
      share: alarms[j], value: written(alarms[j], 3), name: words[name],
      look: "model", rings: alarms[j] > 0.5,
    }));
    circle("answer", ANSWER, {
      share: sigmoid(score), value: written(sigmoid(score), 3), name: words[score > 0 ? "good" : "bad"],
      look: "example", rings: score > 0,
    });
    network.text("bias", ANSWER, `b ${bias}`, "", { dy: R + 22 });
    network.text("score", ANSWER, `z ${written(score, 2)}`, "", { dy: R + 40 });
  }

  return (state) => {
    const roast = [state.temperature, state.minutes];
    const muted = ALARMS.map((name) => state[`mute_${name}`]);
    const alarms = heard(roast);
    const handed = handedOn(alarms, muted);
    const brought = handed.map((one, j) => one * last[0][j][0]);
    const score = scored(handed);
    drawMap(alarms, muted, state);
    drawNetwork(alarms, muted, brought, score, roast);

    const ringing = ALARMS.filter((_, j) => alarms[j] > 0.5).map((name) => `rings_${name}`);
    const why = []; // where no alarm that is heard rings, and the answer is no
    if (score < 0 && !handed.some((one) => one > 0.5)) {
      why.push(brought.some((one) => -one > bias) ? "early" : "together");
    }
    const open = ALARMS.filter((_, j) => muted[j]).map((name) => `open_${name}`);
    return {
      ...Object.fromEntries(ALARMS.map((name, j) => [name, alarms[j]])),
      brought, score, answer: sigmoid(score),
      says: [
        "state", ...(ringing.length ? ringing : ["quiet"]), score > 0 ? "yes" : "no",
        ...why, ...(muted.every(Boolean) ? ["open"] : open),
      ],
    };
  };
});
