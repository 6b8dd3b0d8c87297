// A page as a notebook: its cells are run, edited and put back in place. live.js loads this when needed.

import { Output } from "./output.js";
import { button, Editor, kept, make, Status } from "./parts.js";
import { agree, hasNotCome, Python } from "./python.js";

export class Notebook {
  constructor({ folder, page, blocks, originals }) {
    this.folder = folder;
    this.python = new Python({
      folder,
      onLoading: (done, total) => this.busy?.status.showLoading(done, total),
      onStop: () => this.forget(),
    });
    this.cells = blocks.map((block, i) => new Cell(this, block, i + 1, originals[i], page));
    this.work = Promise.resolve();
    this.stops = 0; // so often has the reader stopped what ran
    // What another tab has edited is edited here as well.
    addEventListener("storage", ({ key, newValue }) =>
      this.cells.find((cell) => cell.key === key)?.take(newValue),
    );
  }

  press(i, what) {
    const cell = this.cells[i];
    const above = this.cells.slice(0, i);
    if (what === "edit") return cell.edit();
    if (what === "above") return this.enqueue(above, cell);
    return this.enqueue([...above.filter((other) => other.ran !== other.code), cell], cell);
  }

  // Run these cells, in order and after what is running; `asker` is the cell that says how it goes.
  enqueue(cells, asker) {
    if (asker.isBusy) return; // it runs already, or waits its turn
    asker.setBusy(true);
    if (this.busy) asker.status.say("Waiting for the cells that run …");
    const { stops } = this;
    this.work = this.work.then(() => this.runAll(cells, asker, () => stops === this.stops));
    return this.work;
  }

  // Stop what runs, what waits its turn, and what the reader is asked.
  stop() {
    this.stops += 1;
    for (const cell of this.cells) cell.status.decline?.();
    this.python.stop();
  }

  async runAll(cells, asker, isWanted) {
    asker.status.say();
    if (isWanted() && (await agree(this.python, asker.status)) && (await agreeToWait(cells, asker))) {
      this.busy = asker;
      if (!this.python.started) asker.status.say("Starting Python …");
      asker.status.say(...(await this.runEach(cells, asker)));
      this.busy = undefined;
    }
    asker.setBusy(false);
  }

  // Run the cells until one fails. The result is what there is to say.
  async runEach(cells, asker) {
    try {
      await this.python.ready();
      for (const [done, cell] of cells.entries()) {
        const others = cells.length - done - 1;
        asker.status.say(others ? `Running cell ${cell.number}, and ${others} more …` : "Running …");
        const finished = await cell.run();
        if (finished === "stopped") return this.hasStopped(asker);
        if (!finished)
          return cell === asker ? [] : [`Cell ${cell.number} stops with an error. `, cell.link()];
      }
      if (asker !== cells.at(-1)) return ["All cells above have run."];
      return asker.output.isEmpty ? ["Done. This cell has nothing to show."] : [];
    } catch (error) {
      if (error.message === "stopped") return ["Stopped."];
      return hasNotCome(error, () => this.enqueue(cells, asker));
    }
  }

  // No cell has run in the Python that will be next.
  forget() {
    for (const cell of this.cells) cell.ran = undefined;
  }

  hasStopped(asker) {
    const words = "Stopped, and Python with it, so all names are gone, those of the other cells too. ";
    const again = () => this.press(asker.number - 1, "above");
    return asker.number > 1 ? [words, button("Run all above again", again)] : [words];
  }
}

// Before cells that take long, the reader is asked. The build knows them by their tag.
async function agreeToWait(cells, asker) {
  const long = cells.filter(({ block }) => block.classList.contains("tag_long"));
  if (!long.length) return true;
  const which = long.map(({ number }) => number).join(", ");
  const words =
    long.length > 1 ? `Cells ${which} have to run, and each takes` : `Cell ${which} has to run, and takes`;
  return asker.status.ask(`${words} up to half a minute in the browser. `, "Run it");
}

class Cell {
  constructor(notebook, block, number, original, page) {
    Object.assign(this, { notebook, block, number, original });
    this.key = `gd-cell ${page} ${original}`;
    block.id ||= `cell-${number}`;
    this.addButtons(block.querySelector(".live-bar"));
    const place = block.querySelector(".cell_output") ?? block.appendChild(make("div", "cell_output"));
    const home = () => (this.isBusy ? this.stopper : this.runner);
    this.status = new Status(home, block.querySelector(".live-status") ?? undefined);
    place.before(this.status.line);
    this.output = new Output(place, notebook.python, notebook.folder);
    this.editor = new Editor(block.querySelector(".cell_input pre"), {
      label: `Code of cell ${number}`,
      folder: notebook.folder,
      exit: this.runner,
      onChange: (code) => this.keep(code),
      onRun: () => notebook.press(number - 1, "run"),
    });
    this.take(kept.get(this.key));
  }

  addButtons(bar) {
    this.runner = bar.querySelector(".run");
    this.stopper = button("Stop", () => this.notebook.stop(), "stop");
    this.resetter = button("Reset", () => this.reset(), "reset");
    this.stopper.hidden = true;
    this.runner.after(this.stopper);
    bar.querySelector(".edit").after(this.resetter);
  }

  // ---- editing ----
  edit() {
    this.unfold();
    return this.editor.open();
  }

  unfold() {
    const folded = this.block.querySelector("details.hide");
    if (folded) folded.open = true;
  }

  keep(code) {
    const own = code === this.original ? null : code;
    kept.set(this.key, own);
    this.take(own);
  }

  // Show the code that somebody has edited: here, in another tab, or the last time; null for nobody.
  take(code) {
    this.code = code ?? this.original;
    this.editor.show(this.code);
    this.markLine(null);
    this.block.toggleAttribute("data-edited", code !== null);
    this.resetter.hidden = code === null && !this.output.isNew;
  }

  reset() {
    this.ran = undefined;
    this.output.reset();
    this.keep(this.original);
    this.status.say();
    this.runner.focus();
  }

  // ---- running ----
  async run() {
    const { code } = this;
    this.markLine(null);
    this.output.begin();
    this.resetter.hidden = false;
    const finished = await this.notebook.python.run(`cell ${this.number}`, code, this.output);
    this.ran = finished === true ? code : undefined;
    this.markLine(this.output.line);
    return finished;
  }

  setBusy(is) {
    this.isBusy = is;
    this.block.toggleAttribute("data-busy", is);
    const [before, now] = is ? [this.runner, this.stopper] : [this.stopper, this.runner];
    const hadFocus = document.activeElement === before;
    this.stopper.hidden = !is;
    this.runner.hidden = is;
    if (hadFocus) now.focus();
  }

  markLine(line) {
    this.mark?.remove();
    if (!line) return;
    this.mark = make("div", "live-line", { style: `--line: ${line}` });
    this.block.querySelector(".cell_input .highlight").append(this.mark);
    this.unfold();
  }

  link() {
    const link = make("a", "", { href: `#${this.block.id}` });
    link.textContent = `Go to cell ${this.number}`;
    return link;
  }
}
