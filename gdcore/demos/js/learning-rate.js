// <gd-learning-rate>: one function of one parameter, a ball, and the rate that decides what it does.

import { objectives, rules, run } from "./engine.js";
import { Plot, dots, hop, number, path, shortNumber, svg, text } from "./draw.js";
import { Demo, define, reducedMotion } from "./element.js";

const PLAY_STEPS = 20; // as many as Play walks at least, and the scale on which "slow" is slow
const STEP_MS = 420;

class LearningRate extends Demo {
  static get observedAttributes() {
    return Object.keys(SETTINGS["gd-learning-rate"].parameters);
  }

  functions = SETTINGS["gd-learning-rate"].functions;

  domain(name, state) {
    return name === "start" ? this.functions[state.objective].start : super.domain(name, state);
  }

  // ---- what is seen, once ----
  build(root) {
    root.innerHTML = `
      <div class="demo" role="group" aria-label="Demo: the learning rate">
        <fieldset class="choices"><legend>f(w) =</legend></fieldset>
        <div class="plots"></div>
        <div class="rate">
          <label for="slider">learning rate η</label>
          <div class="track">
            <input id="slider" type="range" step="0.01">
            <span class="mark one" aria-hidden="true">1/λ</span>
            <span class="mark two" aria-hidden="true">2/λ</span>
          </div>
          <input id="number" type="number" step="0.01" inputmode="decimal" aria-label="learning rate η, as a number">
        </div>
        <div class="buttons">
          <button id="play">Play</button>
          <button id="step">Step</button>
          <button id="reset">Reset</button>
          <button id="link">Copy link</button>
        </div>
        <div class="reading">
          <p><strong class="verdict"></strong> <span class="why"></span></p>
          <p class="place"></p>
        </div>
      </div>`;
    this.find = (selector) => root.querySelector(selector);
    this.buildChoices();
    this.buildPlots();
    this.buildControls();
  }

  buildChoices() {
    for (const [name, { label }] of Object.entries(this.functions)) {
      const choice = document.createElement("label");
      choice.innerHTML = `<input type="radio" name="objective" value="${name}"><span>${label}</span>`;
      choice.firstChild.addEventListener("change", () => {
        this.update({ objective: name });
        this.sayAll();
      });
      this.find(".choices").append(choice);
    }
  }

  buildPlots() {
    this.landscape = new Plot();
    this.losses = new Plot();
    this.losses.root.setAttribute("role", "img");
    this.start = svg("g", { class: "start", tabindex: 0, role: "slider", "aria-label": "start of the ball" },
      svg("circle", { class: "target", r: 22 }),
      svg("circle", { class: "ring", r: 11 }));
    this.ball = svg("circle", { class: "ball", r: 8 });
    this.landscape.root.append(this.start, this.ball);
    this.find(".plots").append(this.landscape.root, this.losses.root);
    new ResizeObserver(([{ contentRect }]) => contentRect.width && this.resize(contentRect.width)).observe(this.find(".plots"));

    // Where the reader presses, there the ball starts; a touch that turns into scrolling takes it back.
    const plot = this.landscape.root;
    let before = null;
    plot.addEventListener("pointerdown", (event) => {
      before = this.state.start;
      plot.setPointerCapture(event.pointerId);
      this.moveStart(this.landscape.under(event));
      this.start.focus({ preventScroll: true });
      event.preventDefault();
    });
    plot.addEventListener("pointermove", (event) => {
      if (before !== null) this.moveStart(this.landscape.under(event));
    });
    plot.addEventListener("pointerup", () => {
      before = null;
      this.sayAll();
    });
    plot.addEventListener("pointercancel", () => {
      this.moveStart(before);
      before = null;
    });
    this.start.addEventListener("keydown", (event) => this.onStartKey(event));
  }

  // Side by side, the two share their vertical scale: the loss is the height of the ball.
  resize(width) {
    const isWide = width > 480;
    this.landscape.resize(isWide ? 0.6 * width : width, isWide ? 320 : 260);
    this.losses.resize(isWide ? 0.4 * width : width, isWide ? 320 : 170);
    this.shown = null;
    this.draw(this.state);
  }

  buildControls() {
    const { min, max } = this.parameters.lr;
    for (const input of [this.find("#slider"), this.find("#number")]) Object.assign(input, { min, max });
    this.find("#slider").addEventListener("input", (event) => this.update({ lr: event.target.value }));
    this.find("#slider").addEventListener("change", () => this.sayAll());
    this.find("#number").addEventListener("change", () => this.takeNumber());
    this.find("#number").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // a notebook may do the same, and then there is no change event
      this.takeNumber();
    });
    this.find("#play").addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    this.find("#step").addEventListener("click", () => this.goTo(this.state.steps + 1));
    this.find("#reset").addEventListener("click", () => this.goTo(0));
    this.find("#link").addEventListener("click", async () => {
      this.find("#link").textContent = await this.copyLink();
      this.say(this.find("#link").textContent);
      setTimeout(() => (this.find("#link").textContent = "Copy link"), 2000);
    });
  }

  // ---- what the reader does ----
  takeNumber() {
    this.update({ lr: this.find("#number").value });
    this.sayAll();
  }

  moveStart(w) {
    const { min, max } = this.domain("start", this.state);
    this.update({ start: Math.round(100 * Math.min(max, Math.max(min, w))) / 100 });
  }

  onStartKey(event) {
    const { min, max } = this.domain("start", this.state);
    const { start } = this.state;
    const target = {
      ArrowLeft: start - 0.1, ArrowDown: start - 0.1, ArrowRight: start + 0.1, ArrowUp: start + 0.1,
      PageDown: start - 0.5, PageUp: start + 0.5, Home: min, End: max,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.moveStart(target);
    this.sayAll();
  }

  goTo(steps) {
    this.pause();
    this.update({ steps: Math.min(steps, this.parameters.steps.max) });
    this.sayAll();
  }

  play() {
    if (this.state.steps >= this.playUntil) this.update({ steps: 0 });
    this.playing = true;
    this.find("#play").textContent = "Pause";
    let began = performance.now();
    const frame = (now) => {
      if (!this.playing) return;
      const share = (now - began) / STEP_MS;
      if (share < 1) {
        if (!reducedMotion()) this.placeBall(Math.min(1, share * 1.4));
      } else {
        began = now;
        this.update({ steps: this.state.steps + 1 });
        if (this.state.steps >= this.playUntil) return this.pause();
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.find("#play").textContent = "Play";
    this.draw(this.state);
    this.sayAll();
  }

  disconnectedCallback() {
    this.playing = false;
    super.disconnectedCallback();
  }

  // ---- the picture of a state ----
  draw(state) {
    if (!this.landscape.width) return; // not laid out yet
    const { objective, lr, start, steps } = state;
    if (this.shown !== objective || this.playUntil < steps) this.drawFunction(objective, steps);
    // One step more than is shown: Play moves the ball along it.
    this.trace = run(this.f, [start], rules.GradientDescent(), lr, steps + 1);
    this.verdict = judge(this.functions[objective], this.f, start, lr);
    this.lost = this.trace.w.findIndex((_, t) => t <= steps && !this.inPicture(t));
    this.find(".demo").dataset.mood = this.verdict.mood;

    this.drawTrail(steps);
    this.drawLosses(steps);
    this.placeBall(0);
    this.drawStart(start);
    this.showControls(lr);
    this.find(".verdict").textContent = this.verdict.words;
    this.find(".why").textContent = this.verdict.why;
    this.find(".place").textContent = this.describePlace();
  }

  drawFunction(name, steps) {
    const { kind, options, curvature, w, loss } = this.functions[name];
    this.shown = name;
    this.f = objectives[kind](options);
    this.landscape.setRanges(w, loss);
    const height = (at) => this.f.value([at]);
    this.landscape.back.replaceChildren(this.landscape.axes("parameter w", "loss"), this.landscape.graph(height));
    this.playUntil = Math.max(PLAY_STEPS, this.playUntil ?? 0, steps);
    this.losses.setRanges([0, this.playUntil], loss);
    this.losses.back.replaceChildren(this.losses.axes("step t", "loss"));
    this.find(`[value=${name}]`).checked = true;
    const { max } = this.parameters.lr;
    this.find(".track").style.setProperty("--one", 1 / curvature / max);
    this.find(".track").style.setProperty("--two", 2 / curvature / max);
  }

  inPicture(t) {
    return this.landscape.contains(this.trace.w[t][0], this.trace.loss[t]);
  }

  // Where point t lies in the landscape, in pixels.
  point(t) {
    return [this.landscape.across(this.trace.w[t][0]), this.landscape.up(this.trace.loss[t])];
  }

  drawTrail(steps) {
    const last = this.lost < 0 ? steps : this.lost;
    const jumps = [], points = [], numbers = [];
    const numbered = [];
    for (let t = 0; t <= last; t++) {
      const [x, y] = this.point(t);
      const age = { opacity: (0.65 + (0.35 * t) / Math.max(1, last)).toFixed(2) };
      if (t < last) jumps.push(svg("path", { d: hop([x, y], this.point(t + 1)).path, ...age }));
      if (t === this.lost) break;
      points.push(svg("circle", { cx: x, cy: y, r: 4, ...age }));
      if (numbered.every(([x_n, y_n]) => Math.hypot(x - x_n, y - y_n) > 18)) {
        numbers.push(text(x, y + 21, t));
        numbered.push([x, y]);
      }
    }
    this.landscape.front.replaceChildren(
      this.level(this.landscape, this.trace.w[steps][0], this.landscape.x[1]),
      this.landscape.inside(svg("g", { class: "jumps" }, ...jumps)),
      svg("g", { class: "trail" }, ...points),
      svg("g", { class: "numbers", "aria-hidden": "true" }, ...numbers),
      ...this.farewell());
  }

  // Where the ball left the picture: an arrow at the edge, and words.
  farewell() {
    if (this.lost < 0) return [];
    const { x, y } = this.landscape;
    const w = this.trace.w[this.lost][0];
    const left = this.landscape.across(Math.min(x[1], Math.max(x[0], w)));
    const top = this.landscape.up(Math.min(y[1], this.trace.loss[this.lost]));
    const turn = w < x[0] ? 180 : w > x[1] ? 0 : -90;
    const words = `left the picture at step ${this.lost} (w = ${number(w)})`;
    return [
      svg("path", { class: "leaving", d: "M-7 -7L7 0L-7 7Z", transform: `translate(${left} ${top}) rotate(${turn})` }),
      text(this.landscape.across(x[1]), 14, words, "end"),
    ];
  }

  drawLosses(steps) {
    const { losses: plot, trace } = this;
    const end = this.lost < 0 ? steps : this.lost;
    const points = trace.loss.slice(0, end + 1).map((loss, t) => [plot.across(t), plot.up(loss)]);
    plot.front.replaceChildren(
      this.level(plot, 0, steps),
      plot.inside(svg("path", { class: "losses", d: path(points) })),
      svg("path", { class: "dots", d: dots(points.filter((_, t) => this.inPicture(t))) }));
    plot.root.setAttribute("aria-label", `Loss after each of ${steps} steps: from ${number(trace.loss[0])} to ${number(trace.loss[steps])}.`);
  }

  // From the ball across both plots to its loss: a line at its height.
  level(plot, from, to) {
    if (this.lost >= 0) return "";
    const y = plot.up(this.trace.loss[this.state.steps]);
    return svg("path", { class: "level", d: `M${plot.across(from)} ${y}H${plot.across(to)}` });
  }

  // The ball, a share of the way along its next jump.
  placeBall(share) {
    const { steps } = this.state;
    const gone = this.lost >= 0;
    this.ball.style.display = gone ? "none" : "";
    if (gone) return;
    const [x, y] = hop(this.point(steps), this.point(steps + 1)).at(share);
    this.ball.setAttribute("transform", `translate(${x} ${y})`);
  }

  drawStart(start) {
    const { min, max } = this.domain("start", this.state);
    const [x, y] = this.point(0);
    this.start.setAttribute("transform", `translate(${x} ${y})`);
    this.start.setAttribute("aria-valuemin", min);
    this.start.setAttribute("aria-valuemax", max);
    this.start.setAttribute("aria-valuenow", start);
    this.start.setAttribute("aria-valuetext", `w = ${shortNumber(start)}`);
  }

  showControls(lr) {
    this.find("#slider").value = lr;
    this.find("#slider").setAttribute("aria-valuetext", `${shortNumber(lr)}, ${this.verdict.words}`);
    if (this.find("#number").value !== String(lr)) this.find("#number").value = lr;
  }

  describePlace() {
    const { steps } = this.state;
    const here = `Step ${steps}: w = ${number(this.trace.w[steps][0])}, loss = ${number(this.trace.loss[steps])}`;
    return this.lost < 0 ? `${here}.` : `${here}; it left the picture at step ${this.lost}.`;
  }

  sayAll() {
    this.say(`${this.notice.textContent} ${this.describePlace()} Verdict: ${this.verdict.words}. ${this.verdict.why}`.trim());
  }
}

// ---- the verdict ---------------------------------------------------------------------

// What the rate does: {words, why, mood}. On a quadratic ηλ decides all of it; in the double
// well ηλ decides near the bottom of a well, and the start decides which well, if any.
function judge({ curvature, wells }, f, start, lr) {
  const product = round(lr * curvature);
  const factor = `1\u00a0−\u00a0ηλ\u00a0=\u00a0${shortNumber(round(1 - product))}`;
  const why = `ηλ = ${shortNumber(product)}: each step multiplies the error by ${factor}.`;
  if (lr === 0) return { words: "stands still", why, mood: "still" };
  if (f.grad([start])[0] === 0) return { words: "stands still", why: "The slope at the start is zero.", mood: "still" };
  if (!wells) return { ...judgeProduct(product), why };
  return { ...judgeJourney(f, start, lr, product), why: `Near the bottom of a well λ = ${curvature} and ${why}` };
}

function judgeProduct(product) {
  if (product < 1) {
    const slow = (1 - product) ** PLAY_STEPS > 0.01; // more than 1 % of the error is left
    return { words: slow ? "slow, from one side" : "fast, from one side", mood: "calm" };
  }
  if (product === 1) return { words: "lands in one step", mood: "calm" };
  if (product < 2) return { words: "oscillates and settles", mood: "swinging" };
  if (product === 2) return { words: "two-cycle for ever", mood: "unstable" };
  return { words: "diverges", mood: "unstable" };
}

// Up to ηλ = 2 every run that does not escape ends in a well, at most more slowly than the
// 400 steps looked at; beyond, the bottoms repel and what remains is a cycle or chaos.
function judgeJourney(f, start, lr, product) {
  const w = run(f, [start], rules.GradientDescent(), lr, 400).w.map(([w]) => w);
  const late = w.slice(-100);
  const last = late.at(-1);
  if (!(Math.abs(last) < 10)) return { words: "escapes: each step is larger", mood: "unstable" };
  if (last === 0) return { words: "stops on the hilltop", mood: "still" };
  const well = last < 0 ? "left" : "right";
  if (product <= 2) return { words: `settles in the ${well} well`, mood: product <= 1 ? "calm" : "swinging" };
  const where = late.some((w) => w < 0) && late.some((w) => w > 0) ? "between the wells" : `in the ${well} well`;
  const cycle = Math.abs(last - late.at(-3)) < 1e-3;
  return { words: cycle ? `two-cycle ${where}` : `wanders ${where}`, mood: "unstable" };
}

// 2 × 0.35 is 0.7, not 0.7000000000000001.
function round(number) {
  return +number.toFixed(10);
}

define("gd-learning-rate", LearningRate);
