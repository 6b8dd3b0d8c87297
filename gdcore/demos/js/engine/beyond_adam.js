// The twin of those rules of chapter 9 with which a demo trains a network. Pages without a network need
// none of them.

import { rules } from "./engine.js";
import { newtonSchulz } from "./matrix.js";

const QUINTIC = [3.4445, -4.775, 2.0315];

export function lion({ beta1 = 0.9, beta2 = 0.99 } = {}) {
  return {
    init: (w) => ({ m: w.map(() => 0) }),
    step(g, state, _t, lr) {
      const signs = state.m.map((m_i, i) => Math.sign(beta1 * m_i + (1 - beta1) * g[i]));
      state.m = state.m.map((m_i, i) => m_i * beta2 + (1 - beta2) * g[i]);
      return signs.map((sign) => lr * sign);
    },
  };
}

// On the weights of each layer; the biases are left to AdamW.
export function muon({ layers }, { beta = 0.95, rest = rules.AdamW() } = {}) {
  const biasesOf = (w) => layers.flatMap(({ outputs, biases }) => w.slice(biases, biases + outputs));
  return {
    init: (w) => ({ v: w.map(() => 0), rest: rest.init(biasesOf(w)) }),
    step(g, state, t, lr, w) {
      state.v = state.v.map((v_i, i) => beta * v_i + g[i]);
      const step = new Array(w.length).fill(0);
      const stepOfBiases = rest.step(biasesOf(g), state.rest, t, lr, biasesOf(w));
      let done = 0;
      for (const { inputs, outputs, weights, biases } of layers) {
        const ahead = (i) => g[i] + beta * state.v[i];
        const rows = Array.from({ length: inputs }, (_, j) =>
          Array.from({ length: outputs }, (_, k) => ahead(weights + j * outputs + k)),
        );
        const scale = Math.sqrt(Math.max(1, outputs / inputs));
        const made = newtonSchulz(rows, 5, QUINTIC).at(-1).flat();
        made.forEach((entry, i) => (step[weights + i] = lr * scale * entry));
        for (let k = 0; k < outputs; k++) step[biases + k] = stepOfBiases[done + k];
        done += outputs;
      }
      return step;
    },
  };
}
