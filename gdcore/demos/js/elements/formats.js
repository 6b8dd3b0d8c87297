// <gd-formats>: what a number format makes of a gradient, and of a step from a weight.

import { numberFormat } from "../engine/formats.js";
import { buttons, choices, slider, table } from "../kit/controls.js";
import { number, Plot, shortNumber, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";

const { errors, formats: FORMATS } = SETTINGS["gd-formats"];
const TOTAL = errors.counts.reduce((sum, count) => sum + count);
const POWERS = [-40, 32]; // the part of the line of powers of two that is in the picture

class Formats extends Demo {
  title = "number formats";
  gradient = new Plot();
  line = new Plot();
  wordsHeight = { wide: "4.8em", narrow: "9.6em" };

  // ---- the visible elements, made once ----
  build() {
    this.gradient.root.setAttribute("role", "img");
    this.line.root.setAttribute("role", "img");
    this.gradient.setRanges(POWERS, [0, 0.14]);
    this.gradient.margin.left = 44;
    Object.assign(this.line.margin, { left: 16, right: 16, top: 30, bottom: 44 });
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span", { class: "why" });
    this.follow(() => this.showWords());
    return [
      choices(this, "format", "numbers"),
      this.plots(this.gradient, this.line),
      html("p", { class: "reading" }, this.verdictText, " ", this.whyText),
      slider(this, "scale", "log₂ of the loss scale", { text: (scale) => `2 to the ${scale}` }),
      slider(this, "weight", "weight", { log: true }),
      slider(this, "step", "step", { log: true }),
      buttons(this),
      table(this, () => [
        ["format", "vanishes", "overflows", "to the next smaller number", "weight after the step"],
        ...Object.keys(FORMATS).map((name) => {
          const { vanished, overflowed, spacing, landing } = judged(name, this.state);
          return [name, vanished, overflowed, spacing, landing];
        }),
      ]),
      takeAlong(this),
    ];
  }

  resize(width) {
    this.gradient.resize(width, 220);
    this.line.resize(width, 130);
  }

  // ---- the numbers of a state ----
  compute(state) {
    Object.assign(this, judged(state.format, state));
  }

  measures() {
    return {
      vanished: this.vanished,
      overflowed: this.overflowed,
      moved: Math.abs(this.start - this.landing),
    };
  }

  // ---- the picture of a state ----
  draw({ format, scale }) {
    const { gradient: plot, form, rounded } = this;
    const zero = Math.log2(form.smallest) - 1; // up to half the smallest number all is rounded to zero
    const infinite = Math.log2(form.largest);
    plot.setBack(
      () => [
        plot.axes("log₂ of an entry, times the loss scale", "share of the gradient"),
        ...(zero > POWERS[0] ? this.beyond(zero, POWERS[0], zero, "becomes 0") : []),
        ...(infinite < POWERS[1] ? this.beyond(infinite, infinite, POWERS[1], "becomes ∞") : []),
      ],
      format,
    );
    const bars = errors.counts.map((count, i) => this.bar(count, errors.first + i + scale, rounded[i]));
    plot.front.replaceChildren(plot.inside(...bars));
    plot.root.setAttribute("aria-label", this.tellGradient());
    this.drawLine();
  }

  // A part of the picture in which entries are lost, and the edge at which it begins.
  beyond(edge, from, to, words) {
    const { gradient: plot } = this;
    const [x, right] = [from, to].map((power) => plot.across(power));
    const [bottom, y] = plot.y.map((share) => plot.up(share));
    return [
      svg("rect", { class: "beyond", x, y, width: right - x, height: bottom - y }),
      svg("path", { class: "edge", d: `M${plot.across(edge)} ${bottom}V${y}` }),
      text(right - 5, y + 12, words, "end"),
    ];
  }

  bar(count, power, rounded) {
    const { gradient: plot } = this;
    const [x, y] = plot.point([power, count / TOTAL]);
    const [width, height] = [plot.across(power + 1) - x - 1, plot.up(0) - y];
    const isLost = rounded === 0 || rounded === Infinity;
    return svg("rect", { class: isLost ? "lost" : "kept", x, y, width, height });
  }

  // The numbers near the weight as ticks, the step as an arrow, and where it leads.
  drawLine() {
    const { line: plot, start, spacing, landing, form } = this;
    const { step, format } = this.state;
    const reach = Math.max(3.2 * spacing, 1.5 * step);
    plot.setRanges([start - reach, start + 0.5 * reach], [0, 1]);
    const [left, right] = plot.x.map((value) => plot.across(value));
    const [axis, above] = [plot.up(0.15), plot.up(0.72)];
    const ticks = [];
    for (let held = start; held >= plot.x[0] && ticks.length < 200; held -= form.below(held))
      ticks.push(held);
    for (let held = start; held <= plot.x[1] && ticks.length < 300; held += form.spacing(held))
      ticks.push(held);
    const crowded = ticks.length > plot.width / 4;
    const wished = plot.across(start - step);
    plot.front.replaceChildren(
      text(
        left,
        16,
        crowded ? `numbers of ${format}: too many to draw` : `numbers of ${format} near the weight`,
        "start",
      ),
      svg("path", { class: "held", d: `M${left} ${axis}H${right}` }),
      svg("path", {
        class: "held",
        d: crowded ? "" : ticks.map((held) => `M${plot.across(held)} ${axis - 9}v18`).join(""),
      }),
      svg("path", { class: "wished", d: `M${plot.across(start)} ${axis}V${above}H${wished}` }),
      svg("path", { class: "wished tip", d: `M${wished} ${axis - 12}l-4 -8h8Z` }),
      svg("path", { class: "wished", d: `M${wished} ${above}V${axis - 16}` }),
      svg("circle", { class: "landing", cx: plot.across(landing), cy: axis, r: 7 }),
      text(plot.across(start), axis + 26, number(start, 5)),
      ...(Math.abs(plot.across(landing) - plot.across(start)) > 70
        ? [text(plot.across(landing), axis + 26, number(landing, 5))]
        : []),
    );
    plot.root.setAttribute("aria-label", this.tellStep());
  }

  // ---- words ----
  showWords() {
    const { words, mood } = this.judge();
    this.root.dataset.mood = mood;
    this.verdictText.textContent = words;
    this.whyText.textContent = `${this.tellGradient()} ${this.tellStep()}`;
  }

  judge() {
    const swallowed = this.landing === this.start;
    const step = swallowed ? "the step is swallowed" : "the step arrives";
    if (this.overflowed > 0) return { words: `overflows; ${step}`, mood: "unstable" };
    if (this.vanished >= 0.001) return { words: `a part vanishes; ${step}`, mood: "swinging" };
    return { words: `nothing vanishes; ${step}`, mood: swallowed ? "swinging" : "calm" };
  }

  tellGradient() {
    const { vanished, overflowed } = this;
    if (overflowed > 0)
      return `${percent(overflowed)} of the gradient becomes infinite, so the step has to be left out.`;
    if (vanished > 0) return `${percent(vanished)} of the gradient becomes zero.`;
    return "Every entry of the gradient is kept.";
  }

  tellStep() {
    const { start, landing, spacing } = this;
    const { format, step } = this.state;
    const next = `The number below ${number(start, 5)} in ${format} is ${number(spacing, 3)} away`;
    if (landing === start)
      return `${next}, so a step of ${shortNumber(step)}, not even half of that, leads nowhere.`;
    return `${next}, and a step of ${shortNumber(step)} leads to ${number(landing, 6)}.`;
  }

  describe() {
    const verdict = `Loss scale 2 to the ${this.state.scale}. Verdict: ${this.judge().words}.`;
    return `${verdict} ${this.tellGradient()} ${this.tellStep()}`;
  }
}

// What a format makes of the gradient and of the step of a state.
function judged(name, { scale, weight, step }) {
  const form = numberFormat(FORMATS[name]);
  const rounded = errors.counts.map((_, i) => form.round(1.5 * 2 ** (errors.first + i + scale)));
  const share = (test) =>
    errors.counts.reduce((sum, count, i) => sum + (test(rounded[i]) ? count : 0), 0) / TOTAL;
  const start = form.round(weight);
  return {
    form,
    rounded,
    vanished: share((size) => size === 0),
    overflowed: share((size) => size === Infinity),
    start,
    spacing: form.below(start),
    landing: form.round(start - step),
  };
}

function percent(share) {
  return `${number(100 * share, 2)} %`;
}

define("gd-formats", Formats);
