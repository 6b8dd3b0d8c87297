// The twin of gdcore's schedules, by the same names and with the same arguments in the same order:
// each returns a function from the step t = 1, 2, … to the rate.

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
