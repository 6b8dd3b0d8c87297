// What <gd-slice> computes bit by bit: a whole run with the sharpness along it, a plane with the path of the
// run in it, and the loss over a part of the plane.

import { coordinates, lengths, lengthsIn, pointAt, sharpness } from "../engine/slice.js";
import { Job, Run } from "./run.js";

// A run of so many steps, and the sharpness at every fifth: first at a few steps, then between them.
export class WholeRun {
  constructor(model, task, steps, every) {
    const { X, y } = task.train;
    this.run = new Run(model, task);
    this.run.reach(0);
    this.loss = (w) => model.loss(w, X, y);
    this.grad = (w) => model.lossAndGrad(w, X, y).grad;
    this.sharpness = new Array(Math.floor(steps / every) + 1).fill(NaN);
    this.training = new Job(this.train(steps));
    this.measuring = [8, 4, 2, 1].map((stride) => new Job(this.measure(stride, every)));
  }

  *train(steps) {
    for (let step = 1; step <= steps; step++) {
      this.run.reach(step);
      yield;
    }
    this.path = this.run.points.map(({ w }) => w);
    this.lengths = lengths(this.path);
    this.losses = this.run.points.map(({ train }) => train);
  }

  *measure(stride, every) {
    for (let i = 0; i < this.sharpness.length; i += stride) {
      if (!Number.isNaN(this.sharpness[i])) continue;
      this.sharpness[i] = (yield* sharpness(this.grad, this.path[i * every])).curvature;
    }
  }
}

// The plane that `lay` makes, at once or bit by bit, and the path of a whole run in it.
export class Layer extends Job {
  constructor(whole, directions, lay) {
    super(laying(lay));
    Object.assign(this, { whole, directions });
  }

  go(until) {
    const isDone = super.go(until);
    if (isDone && !this.places) {
      this.places = this.whole.path.map((w) => coordinates(this.result, w));
      this.lengths = lengthsIn(this.result, this.places);
    }
    return isDone;
  }

  // How long the path in the plane is, as a share of the run's own length; nan before the first step.
  share(step) {
    return this.lengths[step] / this.whole.lengths[step];
  }

  // The loss at a place of the plane.
  loss(place) {
    return this.whole.loss(pointAt(this.result, place));
  }
}

// Begins only when somebody asks for the plane: by then there is a path.
function* laying(lay) {
  const plane = lay();
  return Symbol.iterator in plane ? yield* plane : plane;
}

// The loss over a part of a plane, on a grid that gets finer with each pass.
export class LossField {
  constructor(layer, reach, cells) {
    Object.assign(this, { layer, reach, cells });
    this.values = new Float64Array((cells + 1) ** 2).fill(NaN);
    this.passes = [4, 2, 1].map((stride) => new Job(this.fill(stride)));
  }

  *fill(stride) {
    const { cells, values, layer } = this;
    this.half = layer.result.half * this.reach;
    for (let row = 0; row <= cells; row += stride) {
      for (let column = 0; column <= cells; column += stride) {
        const i = row * (cells + 1) + column;
        // An earlier pass has it.
        if (this.stride && !(row % this.stride) && !(column % this.stride)) continue;
        values[i] = layer.loss([column, row].map((k) => this.half * ((2 * k) / cells - 1)));
        if (i % 4 === 0) yield;
      }
    }
    this.stride = stride;
  }

  // The loss at a place, from the four points of the grid around it; nan outside.
  at(x, y) {
    const { cells, stride, half, values } = this;
    const [across, up] = [x, y].map((place) => ((place / half + 1) * cells) / 2 / stride);
    const last = cells / stride;
    if (!(across >= 0 && across <= last && up >= 0 && up <= last)) return NaN;
    const [column, row] = [across, up].map((place) => Math.min(Math.floor(place), last - 1));
    const [right, above] = [across - column, up - row];
    const value = (c, r) => values[((row + r) * (cells + 1) + column + c) * stride];
    const low = value(0, 0) + right * (value(1, 0) - value(0, 0));
    const high = value(0, 1) + right * (value(1, 1) - value(0, 1));
    return low + above * (high - low);
  }
}
