// A problem set on its page: answers are written, checked, kept, taken along as a notebook and brought back.
//
// An answer is the text of its cell in the notebook, whatever the reader sees of it: inputs for names that
// stand for a choice, a number or a word (`fields`, see book/_ext/course/problem_sets.py), or an editor.

import { INPUTS, valuesOf, written } from "./fields.js";
import { Output } from "./output.js";
import { button, Editor, kept, make, Status } from "./parts.js";
import { agree, fetchJson, hasNotCome, Python } from "./python.js";

export class ProblemSet {
  constructor({ folder, page, noAnswer }) {
    this.noAnswer = noAnswer; // what is said where the site does not bring a script
    this.name = page.replace("set_", "");
    this.page = page;
    this.folder = folder;
    this.release = document.querySelector(`article a[href$="${this.name}.ipynb"]`).href;
    this.python = new Python({
      folder,
      onLoading: (done, total) => this.busy?.status.showLoading(done, total),
      onStop: () => this.forget(),
    });
    this.work = Promise.resolve();
    this.stops = 0; // so often has the reader stopped what ran
    const blocks = [...document.querySelectorAll("article :is(.tag_given, .answer, .visible-test)")];
    this.parts = blocks.map((block, i) => new (kindOf(block))(this, block, i));
    this.answers = this.parts.filter((part) => part instanceof Answer);
    for (const answer of this.answers) answer.begin();
    this.fillBar(document.querySelector(".set-bar"));
    this.count();
    // What is answered in another tab is answered here as well.
    addEventListener("storage", ({ key, newValue }) => {
      this.answers.find((answer) => answer.key === key)?.take(newValue);
      this.count();
    });
  }

  fillBar(bar) {
    this.score = make("p", "set-score", { role: "status" });
    this.note = new Status(() => loader);
    const file = make("input", "", {
      type: "file",
      accept: ".ipynb",
      "aria-label": "A notebook with answers",
    });
    file.hidden = true;
    file.addEventListener("change", () => this.load(file.files[0]).then(() => (file.value = "")));
    const buttons = make("div", "set-buttons");
    const loader = button("Load a notebook", () => file.click());
    buttons.append(
      button("Download to hand in", () => this.download()),
      loader,
      file,
    );
    bar.replaceChildren(this.score, buttons, this.note.line);
  }

  // ---- checking ----
  check(answer) {
    if (answer.isBusy) return; // it runs already, or waits its turn
    answer.setBusy(true);
    if (this.busy) answer.status.say("Waiting for the check that runs …");
    const { stops } = this;
    this.work = this.work.then(() => this.checkNow(answer, () => stops === this.stops));
  }

  // Stop what runs, what waits its turn, and what the reader is asked.
  stop() {
    this.stops += 1;
    for (const { status } of this.answers) status.decline?.();
    this.python.stop();
  }

  async checkNow(answer, isWanted) {
    const { status } = answer;
    status.say();
    if (isWanted() && (await agree(this.python, status))) {
      this.busy = answer;
      try {
        if (!this.python.started) status.say("Starting Python …");
        await this.python.ready();
        status.say("Running …");
        await this.runFor(answer);
      } catch (error) {
        if (error.message === "stopped") this.hasStopped(answer);
        else status.say(...hasNotCome(error, () => this.check(answer)));
      }
      this.busy = undefined;
    }
    answer.setBusy(false);
    this.count();
  }

  // As if the notebook were run from its top, but beginning at the first part that has changed since it ran.
  async runFor(answer) {
    const isCode = (part) => !(part instanceof Test) && !part.isText;
    const before = this.parts.slice(0, answer.place).filter(isCode);
    const changed = before.findIndex((part) => part.ran !== part.code);
    for (const part of changed < 0 ? [] : before.slice(changed)) {
      if ((await part.run()) === "stopped") return this.hasStopped(answer);
    }
    // What stands below is run again when it is needed.
    for (const part of this.parts.slice(answer.place)) part.ran = undefined;
    const results = [];
    for (const part of [answer, ...this.neededBy(answer)]) {
      const finished = await part.run();
      if (finished === "stopped") return this.hasStopped(answer);
      if (part === answer && !finished) return answer.status.say("Your answer stops with an error.");
      if (part instanceof Test) results.push(part.note(answer, finished));
    }
    answer.tell(
      results,
      this.after(answer).some((part) => part.decides),
    );
  }

  // What belongs to an answer: the tests and what is given below it, until the next answer.
  after(answer) {
    const rest = this.parts.slice(answer.place + 1);
    const next = rest.findIndex((part) => part instanceof Answer);
    return next < 0 ? rest : rest.slice(0, next);
  }

  // What a check runs of these: all down to the last test; or all, such as curves, where there is no test.
  neededBy(answer) {
    const below = this.after(answer);
    const last = below.findLastIndex((part) => part instanceof Test);
    return last < 0 ? below : below.slice(0, last + 1);
  }

  hasStopped(answer) {
    answer.status.say("Stopped. The next check starts Python anew.");
  }

  forget() {
    for (const part of this.parts) part.ran = undefined;
  }

  // ---- progress ----
  count() {
    const points = { all: 0, passed: 0 };
    for (const answer of this.answers) {
      points.all += answer.points;
      if (answer.isAnswered) points.passed += answer.points;
      for (const test of this.after(answer).filter((part) => part instanceof Test)) {
        points.all += test.points;
        if (test.show(answer)) points.passed += test.points;
      }
    }
    const done = `Done: ${points.passed} of ${points.all} points.`;
    const score = `${done} When you hand in, more tests are run, and they decide.`;
    if (this.score.textContent !== score) this.score.textContent = score; // said once, not at each letter
    const progress = points.passed ? `${points.passed}/${points.all}` : null;
    kept.set(`gd-progress ${this.page}`, progress);
    dispatchEvent(new CustomEvent("gd-progress"));
  }

  // ---- the notebook ----
  async download() {
    try {
      const notebook = withAnswers(await fetchJson(this.release), this.answers);
      const text = `${JSON.stringify(notebook, null, 1)}\n`;
      const href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
      make("a", "", { href, download: `${this.name}.ipynb` }).click();
      this.note.say(`${this.name}.ipynb has your answers. Hand it in the way your course asks.`);
    } catch {
      this.note.say("The site is not answering just now. Your answers are still here.");
    }
  }

  async load(file) {
    let cells;
    try {
      cells = answerCells(JSON.parse(await file.text()));
    } catch {
      cells = new Map();
    }
    const found = this.answers.filter((answer) => cells.has(answer.id));
    if (!found.length)
      return this.note.say(`${file.name} is not the notebook of this set, so nothing has changed.`);
    const isLost = (answer) => answer.isAnswered && answer.code !== cells.get(answer.id).trimEnd();
    const lost = found.filter(isLost).length;
    const answers = lost === 1 ? "an answer" : `${lost} answers`;
    const question = `${file.name} would replace ${answers} that you have given here. `;
    if (lost && !(await this.note.ask(question, "Replace"))) return;
    for (const answer of found) answer.keep(cells.get(answer.id).trimEnd());
    this.count();
    this.note.say(
      `${found.length} of ${this.answers.length} answers are from ${file.name}. Check them again.`,
    );
  }
}

// The text of a notebook's cells, by what nbgrader calls them.
function answerCells(notebook) {
  return new Map(
    notebook.cells.map((cell) => [cell.metadata.nbgrader?.grade_id, [cell.source].flat().join("")]),
  );
}

function withAnswers(notebook, answers) {
  for (const cell of notebook.cells) {
    const answer = answers.find(({ id }) => id === cell.metadata.nbgrader?.grade_id);
    if (answer) cell.source = answer.code.split(/(?<=\n)/);
  }
  return notebook;
}

// ---- the parts of a set: what is given, answers, tests ----

class Part {
  constructor(set, block, place) {
    Object.assign(this, { set, block, place });
    this.pre = block.querySelector("pre");
    this.code = this.pre.textContent.trimEnd();
  }

  async run() {
    this.output.begin();
    const { code } = this;
    const finished = await this.set.python.run(this.name, code, this.output);
    this.ran = finished === "stopped" ? undefined : code;
    return finished;
  }
}

class Given extends Part {
  name = "what is given";

  constructor(...arguments_) {
    super(...arguments_);
    const place =
      this.block.querySelector(".cell_output") ?? this.block.appendChild(make("div", "cell_output"));
    this.output = new Output(place, this.set.python, this.set.folder);
  }
}

class Test extends Part {
  name = "the test";

  constructor(...arguments_) {
    super(...arguments_);
    this.id = this.block.dataset.id;
    this.points = Number(this.block.dataset.points);
    this.decides = this.block.dataset.decides === "true";
    this.key = `gd-passed ${this.set.name} ${this.id}`;
    this.mark = make("p", "set-mark");
    this.output = new Output(
      this.block.appendChild(make("div", "cell_output")),
      this.set.python,
      this.set.folder,
    );
    this.block.prepend(this.mark);
  }

  // Keep that an answer has passed: for as long as it stays the same.
  note(answer, finished) {
    kept.set(this.key, finished ? answer.code : null);
    this.failed = finished ? null : answer.code;
    return finished;
  }

  // Show whether the answer has passed, and say so.
  show(answer) {
    const isPassed = kept.get(this.key) === answer.code && answer.isAnswered;
    const state = isPassed ? "passed" : this.failed === answer.code ? "failed" : "";
    const points = `${this.points} ${this.points === 1 ? "point" : "points"}`;
    const passed = this.decides ? `✓ ${points}` : `answered, ${points}`;
    this.mark.textContent = { passed, failed: `✗ ${points}`, "": points }[state];
    this.block.dataset.state = state;
    if (!state) this.output.reset();
    return isPassed;
  }
}

class Answer extends Part {
  name = "your answer";

  constructor(...arguments_) {
    super(...arguments_);
    this.id = this.block.dataset.id;
    this.stub = this.code;
    this.fields = JSON.parse(this.block.dataset.fields);
    this.points = Number(this.block.dataset.points); // those that a person gives
    this.key = `gd-answer ${this.set.name} ${this.id}`;
    this.status = new Status(() => (this.isBusy ? this.stopper : this.checker));
    this.controls = make("div", "set-fields");
    this.checker = button("Check", () => this.set.check(this), "check");
    this.stopper = button("Stop", () => this.set.stop());
    this.resetter = button("Start again", () => this.keep(this.stub));
    this.stopper.hidden = true;
    const output = make("div", "cell_output");
    const row = make("div", "set-buttons");
    row.append(this.checker, this.stopper, this.resetter);
    this.block.append(this.controls, row, this.status.line, output);
    this.output = new Output(output, this.set.python, this.set.folder);
    this.editor = new Editor(this.pre, {
      label: `Your answer, ${this.id}`,
      folder: this.set.folder,
      exit: this.checker,
      onChange: (code) => this.keep(code),
      onRun: () => this.set.check(this),
    });
    this.pre.addEventListener("click", () => this.write());
    this.opener = button("Write", () => this.write());
    row.prepend(this.opener);
  }

  // When all parts of the set are there.
  begin() {
    const isTested = this.set.after(this).some((part) => part instanceof Test);
    if (!isTested) this.checker.textContent = "Run";
    this.checker.hidden = this.isText;
    const onChange = () => this.fromInputs();
    this.inputs = this.fields?.map((field, i) => INPUTS[field.kind](field, `${this.id}-${i}`, onChange));
    this.controls.append(...(this.inputs ?? []).map(({ row }) => row));
    this.take(kept.get(this.key));
  }

  async write() {
    const { noAnswer } = this.set;
    if (this.status.line.textContent === noAnswer) this.status.say();
    try {
      await this.editor.open();
    } catch {
      this.status.say(noAnswer);
    }
  }

  get isText() {
    return this.fields?.[0]?.kind === "text";
  }

  get isAnswered() {
    return this.code !== this.stub;
  }

  keep(code) {
    kept.set(this.key, code === this.stub ? null : code);
    this.take(code === this.stub ? null : code);
    this.set.count();
  }

  // Show an answer: one that is kept, or from another tab or a notebook; null for none.
  take(code) {
    this.code = code ?? this.stub;
    this.resetter.hidden = !this.isAnswered;
    // An answer that is not written as the inputs would write it stays code.
    const values = this.inputs && valuesOf(this.code, this.fields, this.stub);
    if (values) this.inputs.forEach((input, i) => input.show(values[i]));
    this.controls.hidden = !values;
    this.opener.hidden = Boolean(values);
    this.pre.closest("[class*=highlight-]").hidden = Boolean(values);
    this.editor.show(this.code);
  }

  fromInputs() {
    const values = this.inputs.map((input) => input.value());
    this.keep(this.isText ? values[0] || this.stub : written(this.stub, this.fields, values));
  }

  setBusy(is) {
    this.isBusy = is;
    this.block.toggleAttribute("data-busy", is);
    const hadFocus = document.activeElement === this.stopper;
    this.stopper.hidden = !is;
    this.checker.setAttribute("aria-disabled", is); // one that is disabled would lose the focus
    if (hadFocus) this.checker.focus();
  }

  // Say which of its tests have passed, of those that there are.
  tell(results, isDecided) {
    const [all, passed] = [results.length, results.filter(Boolean).length];
    if (!all) this.status.say();
    else if (passed === all && !isDecided)
      this.status.say("Noted. You will see whether it is right when it has been marked.");
    else if (all === 1) this.status.say(passed ? "The test passes." : "The test does not pass yet.");
    else this.status.say(passed === all ? `All ${all} tests pass.` : `${passed} of ${all} tests pass.`);
  }
}

function kindOf(block) {
  return block.matches(".answer") ? Answer : block.matches(".visible-test") ? Test : Given;
}
