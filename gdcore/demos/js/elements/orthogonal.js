// <gd-orthogonal>: a matrix of two rows as what it makes of a circle, orthogonalised step by step.

import { newtonSchulz, product, rotation, transposed } from "../engine/matrix.js";
import { buttons, choices, slider, table } from "../kit/controls.js";
import { drawn, number, Plot, path, SERIES, svg, text } from "../kit/draw.js";
import { Demo, define, html } from "../kit/element.js";
import { takeAlong } from "../kit/export.js";
import { readout } from "../kit/readout.js";

const { constants, polynomials } = SETTINGS["gd-orthogonal"];
const STEPS = constants.steps;
const RIGHT = rotation(constants.inputs);
const LOWEST = 5e-5;
const [NOW, SIGN] = SERIES; // of the matrix after the steps, and of the sign
const WEAK = { ...NOW, "stroke-dasharray": "3 3" }; // its weaker direction
const LABELS = { Jordan: "Jordan’s, for speed", classical: "classical" };

class Orthogonal extends Demo {
  title = "a matrix orthogonalised";
  wordsHeight = { wide: "4.5em", narrow: "8em" };
  picture = new Plot();
  course = new Plot();

  // ---- the visible elements, made once ----
  build() {
    Object.assign(this.picture.margin, { left: 10, right: 10, bottom: 16 });
    Object.assign(this.course.margin, { left: 52, right: 64 });
    this.course.setRanges([0, STEPS], [LOWEST, 3], true);
    readout(this, this.course, "the singular values", "step", () => this.curves);
    this.verdictText = html("strong", { class: "verdict" });
    this.whyText = html("span");
    this.follow(() => this.showWords());
    return [
      choices(this, "polynomial", "polynomial", LABELS),
      this.plots(this.picture, this.course),
      html("p", { class: "reading" }, this.verdictText, " ", this.whyText),
      slider(this, "ratio", "smaller ÷ larger", { log: true }),
      slider(this, "turn", "turn of the outputs, in degrees", { step: 1 }),
      buttons(this),
      table(this, () => [
        ["step", "larger", "smaller"],
        ...this.values.slice(0, this.state.steps + 1).map((pair, k) => [k, ...pair]),
      ]),
      takeAlong(this),
    ];
  }

  resize(width) {
    const isWide = width > 480;
    this.picture.resize(isWide ? 0.46 * width : width, isWide ? 270 : 250);
    this.course.resize(isWide ? 0.54 * width : width, isWide ? 270 : 190);
    const { top, right, bottom, left } = this.picture.margin;
    const [across, up] = [this.picture.width - left - right, this.picture.height - top - bottom];
    const reach = 2.1 / Math.min(across, up); // one unit is as long across as up
    this.picture.setRanges([-reach * across, reach * across], [-reach * up, reach * up]);
  }

  // ---- the numbers ----
  compute({ polynomial, ratio, turn, steps }) {
    const left = rotation(turn);
    const norm = Math.hypot(1, ratio);
    this.matrix = product(
      left.map(([first, second]) => [first / norm, (second * ratio) / norm]),
      transposed(RIGHT),
    );
    const made = newtonSchulz(this.matrix, STEPS, polynomials[polynomial]);
    // Along the matrix's own directions, which no step changes.
    this.values = made.map((X) => {
      const own = product(product(transposed(left), X), RIGHT);
      return [own[0][0], own[1][1]];
    });
    this.now = made[steps];
    this.sign = this.matrix.map((row) => row.map(Math.sign));
    this.curves = ["larger", "smaller"].map((name, i) => ({
      name,
      points: this.values.map((pair, k) => [k, Math.abs(pair[i])]),
    }));
  }

  get shown() {
    return this.values[this.state.steps];
  }

  // The singular values of the sign, which has entries of 1, −1 and 0.
  get ofTheSign() {
    const [[a, b], [c, d]] = this.sign;
    const [sum, determinant] = [a * a + b * b + c * c + d * d, Math.abs(a * d - b * c)];
    const root = Math.sqrt(Math.max(0, sum * sum - 4 * determinant * determinant));
    return [Math.sqrt((sum + root) / 2), Math.sqrt(Math.max(0, (sum - root) / 2))];
  }

  measures() {
    const [larger, smaller] = this.shown;
    const { steps, ratio, turn } = this.state;
    return { steps, ratio, turn, larger, smaller };
  }

  // ---- the picture of a state ----
  draw() {
    this.drawPicture();
    this.drawCourse();
  }

  drawPicture() {
    const { picture } = this;
    picture.setBack(() => {
      const [top, bottom] = [picture.up(2.1), picture.up(-2.1)];
      return [
        svg("path", { class: "plain", d: `M${picture.across(0)} ${top}V${bottom}` }),
        svg("path", {
          class: "plain",
          d: `M${picture.across(picture.x[0])} ${picture.up(0)}H${picture.across(picture.x[1])}`,
        }),
        svg("path", { class: "series circle", d: this.imageOf(rotation(0)) }),
        text(picture.across(0), top - 8, "a circle, and what becomes of it"),
      ];
    });
    const [strong, weak] = [0, 1].map((i) => [
      [0, 0],
      this.now.map((row) => row[0] * RIGHT[0][i] + row[1] * RIGHT[1][i]),
    ]);
    const spoke = (line) => path(line.map((point) => picture.point(point)));
    picture.front.replaceChildren(
      svg("path", { class: "series", ...SIGN, d: this.imageOf(this.sign) }),
      svg("path", { class: "series", ...NOW, d: this.imageOf(this.now) }),
      svg("path", { class: "series", ...NOW, d: spoke(strong) }),
      svg("path", { class: "series", ...WEAK, d: spoke(weak) }),
    );
    picture.root.setAttribute(
      "aria-label",
      "What the matrix makes of a circle, beside what its sign makes of it.",
    );
  }

  // The path of the circle's image.
  imageOf([[a, b], [c, d]]) {
    const points = Array.from({ length: 97 }, (_, i) => {
      const [x, y] = [Math.cos((i * Math.PI) / 48), Math.sin((i * Math.PI) / 48)];
      return this.picture.point([a * x + b * y, c * x + d * y]);
    });
    return path(points);
  }

  drawCourse() {
    const { course } = this;
    course.setBack(() => {
      const [from, to] = course.x.map((step) => course.across(step));
      return [
        course.axes("step", "singular values"),
        svg("path", { class: "level", d: `M${from} ${course.up(1)}H${to}` }),
      ];
    });
    const at = course.across(this.state.steps);
    const [bottom, top] = course.y.map((value) => course.up(value));
    course.front.replaceChildren(
      svg("path", { class: "plain", d: `M${at} ${bottom}V${top}` }),
      ...drawn(
        course,
        this.curves.map(({ name, points }, i) => ({ label: name, points, stroke: [NOW, WEAK][i] })),
      ),
    );
    course.root.setAttribute("aria-label", this.explain());
  }

  // ---- words ----
  showWords() {
    const { words, mood } = this.judge();
    this.root.dataset.mood = mood;
    this.verdictText.textContent = words;
    this.whyText.textContent = `${this.explain()} ${this.explainSign()}`;
  }

  judge() {
    const smaller = Math.abs(this.shown[1]);
    if (smaller >= 0.5) return { words: "about orthogonal", mood: "calm" };
    if (smaller >= 0.1) return { words: "on its way", mood: "swinging" };
    return { words: "one direction counts", mood: "unstable" };
  }

  explain() {
    const [larger, smaller] = this.shown;
    const { steps } = this.state;
    const when = steps ? `After ${steps} step${steps > 1 ? "s" : ""}` : "Before the first step";
    return `${when} the singular values are ${number(larger)} and ${number(smaller)}.`;
  }

  explainSign() {
    const [larger, smaller] = this.ofTheSign;
    const outcome = smaller < 1e-9 ? "the weaker direction is lost" : "both directions are there";
    return `Those of the sign (dashed) are ${number(larger)} and ${number(smaller)}: ${outcome}.`;
  }

  describe() {
    const { ratio, turn, polynomial } = this.state;
    return (
      `Ratio ${number(ratio)}, outputs turned by ${number(turn)} degrees, polynomial ${polynomial}. ` +
      `Verdict: ${this.judge().words}. ${this.explain()} ${this.explainSign()}`
    );
  }
}

define("gd-orthogonal", Orthogonal);
