// The twin of gdcore's objectives, rules, schedules and loop. Each line does the same arithmetic in
// the same order as its Python original, so that both draw the same numbers; a test
// compares every rule on every objective. A point is an array of d numbers.

// ---- objectives ----------------------------------------------------------------------

export const objectives = {
  Quadratic({ curvatures, centre = 0, rotation = 0 }) {
    const offset = (w) => w.map((w_i, i) => w_i - (centre[i] ?? centre));
    const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
    const [first, second] = curvatures;
    const across = cos * first * sin - sin * second * cos;
    const hessian = [
      [cos * first * cos + sin * second * sin, across],
      [across, sin * first * sin + cos * second * cos],
    ];
    const hessianTimes = (u) =>
      rotation ? hessian.map((row) => row[0] * u[0] + row[1] * u[1]) : u.map((u_i, i) => curvatures[i] * u_i);
    return {
      value(w) {
        const u = offset(w);
        return 0.5 * sum(hessianTimes(u).map((h_i, i) => u[i] * h_i));
      },
      grad: (w) => hessianTimes(offset(w)),
    };
  },

  DoubleWell: () => ({
    value: ([w]) => 0.25 * (w * w - 1) ** 2,
    grad: ([w]) => [w * (w * w - 1)],
  }),

  Rosenbrock: () => ({
    value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    grad([x, y]) {
      const offValley = y - x * x;
      return [-2 * (1 - x) - 400 * x * offValley, 200 * offValley];
    },
  }),

  Beale() {
    const residuals = ([x, y]) => [1.5, 2.25, 2.625].map((c, i) => [i + 1, c - x * (1 - y ** (i + 1))]);
    return {
      value: (w) => sum(residuals(w).map(([, r]) => r ** 2)),
      grad: ([x, y]) => [
        sum(residuals([x, y]).map(([k, r]) => -2 * r * (1 - y ** k))),
        sum(residuals([x, y]).map(([k, r]) => 2 * r * k * x * y ** (k - 1))),
      ],
    };
  },

  Himmelblau: () => ({
    value: ([x, y]) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    grad([x, y]) {
      const [first, second] = [x * x + y - 11, x + y * y - 7];
      return [4 * x * first + 2 * second, 2 * first + 4 * y * second];
    },
  }),

  Saddle: () => ({
    value: ([x, y]) => 0.5 * x * x - 0.5 * y * y + 0.25 * y ** 4,
    grad: ([x, y]) => [x, y ** 3 - y],
  }),

  Plateau() {
    const squares = (w) => sum(w.map((w_i) => w_i * w_i));
    return {
      value: (w) => squares(w) / (1 + squares(w)),
      grad: (w) => w.map((w_i) => (2 * w_i) / (1 + squares(w)) ** 2),
    };
  },

  LessardCycle: () => ({
    value: ([w]) => (w < 1 ? 12.5 * w * w : w < 2 ? 0.5 * w * w + 24 * w - 12 : 12.5 * w * w - 24 * w + 36),
    grad: ([w]) => [w < 1 ? 25 * w : w < 2 ? w + 24 : 25 * w - 24],
  }),
};

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

// ---- rules ---------------------------------------------------------------------------
// init(w) makes the state, which holds no array of the caller's; step(g, state, t, lr, w) is what the loop
// subtracts from w, the point at which g was taken.

export const rules = {
  GradientDescent: () =>
    rule(
      () => ({}),
      (g) => g,
    ),

  Momentum({ beta = 0.9, form = "accumulate" } = {}) {
    if (form === "last-update") {
      return {
        init: (w) => ({ previous: [...w] }),
        step(g, { previous }, _t, lr, w) {
          const step = g.map((g_i, i) => lr * g_i - beta * (w[i] - previous[i]));
          change(previous, (_, i) => w[i]);
          return step;
        },
      };
    }
    if (form === "rate-inside") {
      return {
        init: (w) => ({ v: zeros(w) }),
        step: (g, { v }, _t, lr) => change(v, (v_i, i) => v_i * beta + lr * g[i]),
      };
    }
    const share = form === "average" ? 1 - beta : 1;
    return rule(
      (w) => ({ v: zeros(w) }),
      (g, { v }) => change(v, (v_i, i) => v_i * beta + share * g[i]),
    );
  },

  Nesterov: ({ beta = 0.9 } = {}) =>
    rule(
      (w) => ({ v: zeros(w) }),
      (g, { v }) => {
        change(v, (v_i, i) => v_i * beta + g[i]);
        return g.map((g_i, i) => g_i + beta * v[i]);
      },
    ),

  AdaGrad: ({ eps = 1e-10 } = {}) =>
    rule(
      (w) => ({ s: zeros(w) }),
      (g, { s }) => {
        change(s, (s_i, i) => s_i + g[i] * g[i]);
        return g.map((g_i, i) => g_i / (Math.sqrt(s[i]) + eps));
      },
    ),

  RMSProp: ({ beta = 0.99, eps = 1e-8 } = {}) =>
    rule(
      (w) => ({ s: zeros(w) }),
      (g, { s }) => {
        change(s, (s_i, i) => s_i * beta + (1 - beta) * g[i] * g[i]);
        return g.map((g_i, i) => g_i / (Math.sqrt(s[i]) + eps));
      },
    ),

  Adam: (options = {}) =>
    rule(
      (w) => ({ m: zeros(w), v: zeros(w) }),
      (g, state, t) => adamDirection(g, state, state.v, t, options),
    ),

  AMSGrad: (options = {}) =>
    rule(
      (w) => ({ m: zeros(w), v: zeros(w), u: zeros(w) }),
      (g, state, t) => adamDirection(g, state, state.u, t, options),
    ),

  AdamW: ({ decay = 0.01, ...options } = {}) =>
    rule(
      (w) => ({ m: zeros(w), v: zeros(w) }),
      (g, state, t, w) => adamDirection(g, state, state.v, t, options).map((d_i, i) => d_i + decay * w[i]),
    ),
};

// What the three have in common; `scale` is v, or AMSGrad's largest v so far.
function adamDirection(g, { m, v, u }, scale, t, options) {
  const { beta1 = 0.9, beta2 = 0.999, eps = 1e-8, bias_correction = true } = options;
  change(m, (m_i, i) => m_i * beta1 + (1 - beta1) * g[i]);
  change(v, (v_i, i) => v_i * beta2 + (1 - beta2) * g[i] * g[i]);
  if (u) change(u, (u_i, i) => Math.max(u_i, v[i]));
  const [first, second] = bias_correction ? [1 - beta1 ** t, 1 - beta2 ** t] : [1, 1];
  return m.map((m_i, i) => m_i / first / (Math.sqrt(scale[i] / second) + eps));
}

function rule(init, direction) {
  return {
    init,
    step: (g, state, t, lr, w) => direction(g, state, t, w).map((d_i) => lr * d_i),
  };
}

function zeros(w) {
  return w.map(() => 0);
}

// Replace each number of an array by what `next` makes of it, in place.
function change(array, next) {
  array.forEach((number, i) => (array[i] = next(number, i)));
  return array;
}

// ---- schedules -----------------------------------------------------------------------
// By gdcore's names and with its arguments, all of them: functions from the step t = 1, 2, … to the rate.

export const schedules = {
  step_decay: (lr, every, factor) => (t) => lr * factor ** Math.floor((t - 1) / every),
  exponential: (lr, factor) => (t) => lr * factor ** (t - 1),
  inverse_time: (lr, decay) => (t) => lr / (1 + decay * (t - 1)),
  polynomial: (lr, steps, power, end) => (t) => end + (lr - end) * (1 - progress(t, steps)) ** power,
  cosine: (lr, steps, end) => (t) => end + (lr - end) * 0.5 * (1 + Math.cos(Math.PI * progress(t, steps))),
  linear_warmup: (steps, then) => (t) => (t <= steps ? (then(1) * t) / steps : then(t - steps)),
  hold: (steps, then) => (t) => then(Math.max(t - steps, 1)),
};

function progress(t, steps) {
  return Math.min((t - 1) / steps, 1);
}

// ---- loop ----------------------------------------------------------------------------

// Yield w_0, w_1, … for ever; the array is live, copy it to keep it. The rate is a number,
// or a schedule t → rate.
export function* descend(grad, start, rule, lr) {
  const w = [...start];
  const state = rule.init(w);
  const rate = typeof lr === "function" ? lr : () => lr;
  for (let t = 1; ; t++) {
    yield w;
    const step = rule.step(grad(w), state, t, rate(t), w);
    change(w, (w_i, i) => w_i - step[i]);
  }
}

// The points and losses of a run: w[t] and loss[t] after t steps.
export function run(objective, start, rule, lr, steps) {
  const trace = { w: [], loss: [] };
  for (const w of descend(objective.grad, start, rule, lr)) {
    trace.w.push([...w]);
    trace.loss.push(objective.value(w));
    if (trace.w.length > steps) return trace;
  }
}
