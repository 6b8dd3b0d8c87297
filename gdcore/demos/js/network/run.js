// What takes longer than a frame.

import { training } from "../engine/network.js";

// A training run, computed as far as somebody has asked for it.
export class Run {
  constructor(model, settings) {
    this.points = [];
    this.steps = training(model, settings);
  }

  // Compute the run up to a step, or until the time is up; returns the last step that there is.
  reach(step, until = Infinity) {
    while (this.points.length <= step) {
      this.points.push(this.steps.next().value);
      if (performance.now() > until) break;
    }
    return Math.min(step, this.points.length - 1);
  }

  losses(kind, step) {
    return this.points.slice(0, step + 1).map((point) => point[kind]);
  }
}

// Work that is done bit by bit: a generator that yields every millisecond or so. Its result, once it is done.
export class Job {
  constructor(steps) {
    this.steps = steps;
  }

  // Go on until it is done or the time is up; whether it is done.
  go(until = Infinity) {
    while (!this.isDone && performance.now() < until) {
      const { done, value } = this.steps.next();
      if (done) Object.assign(this, { isDone: true, result: value });
    }
    return this.isDone;
  }
}
