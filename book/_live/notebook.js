// A page as a notebook: its cells are run, edited and put back in place. live.js loads this when it is needed.

import { Output } from "./output.js";
import { Python } from "./python.js";

const kept = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // the browser may refuse to keep anything
    }
  },
  set(name, text) {
    try {
      text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text);
    } catch {}
  },
};

export class Notebook {
  constructor({ folder, page, blocks, originals }) {
    this.folder = folder;
    this.python = new Python(folder, (done, total) => this.busy?.showLoading(done, total));
    this.cells = blocks.map((block, i) => new Cell(this, block, i, originals[i], `gd-cell ${page} ${originals[i]}`));
    this.work = Promise.resolve();
    // What another tab has edited is edited here as well.
    addEventListener("storage", ({ key, newValue }) =>
      this.cells.find((cell) => cell.key === key)?.take(newValue),
    );
  }

  press(i, what) {
    const cell = this.cells[i];
    if (what === "edit") return cell.edit();
    if (what === "reset") return cell.reset();
    if (what === "stop") return this.stop();
    const above = this.cells.slice(0, i);
    if (what === "above") return this.enqueue(above, cell);
    return this.enqueue([...above.filter((other) => other.ran !== other.code), cell], cell);
  }

  // Run these cells, one after the other and after what is running; `asker` says how it goes.
  enqueue(cells, asker) {
    this.work = this.work.then(() => this.runAll(cells, asker));
    return this.work;
  }

  async runAll(cells, asker) {
    if (!(await this.agree(asker, cells))) return;
    this.busy = asker;
    asker.showBusy();
    const message = await this.runEach(cells, asker);
    this.busy = undefined;
    asker.showIdle(message);
  }

  // Run the cells until one fails. The result is what there is to say.
  async runEach(cells, asker) {
    try {
      await this.python.ready();
      for (const [done, cell] of cells.entries()) {
        const others = cells.length - done;
        asker.say(others > 1 ? `Running cell ${cell.number}, and ${others - 1} more …` : "Running …");
        const finished = await cell.run();
        if (finished === "stopped") return this.hasStopped(asker);
        if (!finished && cell !== asker) {
          return [`Cell ${cell.number} stops with an error, so that this one has not been run. `, cell.link()];
        }
        if (!finished) return [];
      }
      return [];
    } catch (error) {
      if (error.message === "stopped") return ["Stopped."];
      return this.hasNotCome(error, () => this.enqueue(cells, asker), asker);
    }
  }

  hasStopped(asker) {
    const again = button("Run all above again", () => this.press(this.cells.indexOf(asker), "above"));
    const words = "Stopped. With its Python all names are gone, those of the other cells too. ";
    return asker.number > 1 ? [words, again] : [words];
  }

  hasNotCome({ message }, retry) {
    const words = "Python has not come: the network does not let it through, or something arrived damaged ";
    return [`${words}(${message}). The page works as before. `, button("Try again", retry)];
  }

  // Before anything is fetched from elsewhere, and before a cell that takes long, the reader is asked.
  async agree(asker, cells) {
    let config;
    try {
      config = await this.python.config();
    } catch (error) {
      asker.showIdle(this.hasNotCome(error, () => this.enqueue(cells, asker)));
      return false;
    }
    const megabytes = Math.round(Object.values(config.files).reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
    if (config.host && kept.get("gd-python") !== "yes") {
      const question = `Python is not part of this site. Shall it be fetched from ${config.host}, the host of Pyodide? `;
      const size = `It is ${megabytes} MB, which the browser keeps for the next time. `;
      if (!(await asker.ask(question + size, "Fetch Python"))) return false;
      kept.set("gd-python", "yes");
    }
    const long = cells.filter((cell) => cell.isLong);
    if (!long.length) return true;
    const which = long.length === 1 && long[0] === asker ? "This cell takes" : `Among what is to run, ${long.length > 1 ? `${long.length} cells take` : "one cell takes"}`;
    return asker.ask(`${which} half a minute or more in the browser. `, "Run it");
  }

  stop() {
    this.python.stop();
    for (const cell of this.cells) cell.ran = undefined;
  }
}

class Cell {
  constructor(notebook, block, i, original, key) {
    Object.assign(this, { notebook, block, original, key, number: i + 1, code: original });
    this.bar = block.querySelector(".live-bar");
    this.isLong = block.classList.contains("tag_long");
    this.highlight = block.querySelector(".cell_input .highlight");
    this.pre = this.highlight.querySelector("pre");
    this.stopper = button("Stop", () => notebook.press(i, "stop"), "stop");
    this.resetter = button("Reset", () => notebook.press(i, "reset"), "reset");
    this.bar.querySelector(".run").after(this.stopper);
    this.bar.querySelector(".edit").after(this.resetter);
    this.stopper.hidden = true;
    this.status = block.querySelector(".live-status") ?? make("p", "live-status", { role: "status" });
    this.bar.after(this.status);
    this.progress = make("progress", "", { "aria-label": "How much of Python has come" });
    this.output = new Output(this.placeOfOutput(), notebook.python, notebook.folder);
    block.id ||= `cell-${this.number}`;
    this.take(kept.get(key));
  }

  placeOfOutput() {
    const place = this.block.querySelector(".cell_output");
    if (place) return place;
    const empty = make("div", "cell_output");
    this.block.append(empty);
    return empty;
  }

  // ---- editing ----
  async edit() {
    const { createEditor, defaultCommands, editHistory, layout } = await loadEditor(this.notebook.folder);
    if (this.editor) return this.editor.textarea.focus();
    styleOnce(layout);
    const place = make("div", "live-editor");
    this.pre.hidden = true;
    this.pre.after(place);
    const options = { language: "python", value: this.code, tabSize: 4, insertSpaces: true };
    this.editor = createEditor(place, options, defaultCommands(), editHistory());
    const { textarea } = this.editor;
    textarea.setAttribute("aria-label", `Code of cell ${this.number}`);
    textarea.setAttribute("aria-description", "Shift+Enter runs it, Escape leaves the editor");
    textarea.addEventListener("input", () => this.keep(textarea.value));
    textarea.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
    this.bar.querySelector(".edit").hidden = true;
    textarea.focus({ preventScroll: true });
  }

  onKey(event) {
    if (event.key === "Escape") this.bar.querySelector(".run").focus();
    else if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
    else this.notebook.press(this.number - 1, "run");
    event.preventDefault();
    event.stopPropagation();
  }

  keep(code) {
    this.take(code === this.original ? null : code);
    kept.set(this.key, code === this.original ? null : code);
  }

  // Show the code that somebody has edited: here, in another tab or the last time; null for nobody.
  take(code) {
    this.code = code ?? this.original;
    this.resetter.hidden = code === null && !this.output.new.isConnected;
    this.markLine(null);
    if (this.editor) {
      if (this.editor.value !== this.code) this.editor.setOptions({ value: this.code });
    } else if (this.pre.textContent.trimEnd() !== this.code) this.pre.textContent = this.code;
    this.block.toggleAttribute("data-edited", code !== null);
  }

  reset() {
    this.keep(this.original);
    this.ran = undefined;
    this.output.reset();
    this.resetter.hidden = true;
    this.say("");
  }

  // ---- running ----
  async run() {
    const { code } = this;
    this.markLine(null);
    this.output.begin();
    this.output.line = null;
    this.resetter.hidden = false;
    const finished = await this.notebook.python.run(`cell ${this.number}`, code, (kind, text) =>
      this.output.show(kind, text),
    );
    this.ran = finished === true ? code : undefined;
    this.markLine(this.output.line);
    return finished;
  }

  markLine(line) {
    this.mark?.remove();
    if (!line) return;
    this.mark = make("div", "live-line", { style: `--line: ${line}` });
    this.highlight.append(this.mark);
    const folded = this.block.querySelector("details.hide");
    if (folded) folded.open = true;
  }

  // ---- what is said ----
  say(...parts) {
    this.status.replaceChildren(...parts);
  }

  showBusy() {
    this.say("Starting Python …");
    this.block.setAttribute("data-busy", "");
    this.stopper.hidden = false;
  }

  showIdle(parts) {
    this.say(...parts);
    this.block.removeAttribute("data-busy");
    const hadFocus = document.activeElement === this.stopper;
    this.stopper.hidden = true;
    if (hadFocus) this.bar.querySelector(".run").focus();
  }

  showLoading(done, total) {
    const [has, all] = [done, total].map((bytes) => Math.round(bytes / 1e6));
    if (!this.progress.isConnected) this.say(this.progress, make("span"));
    Object.assign(this.progress, { value: done, max: total });
    const isThere = done === total;
    const words = isThere ? " Starting Python …" : ` Python, NumPy and Matplotlib: ${has} of ${all} MB`;
    // Said to those who listen at the start and at the end, not with every piece.
    this.progress.nextSibling.textContent = words;
    this.status.setAttribute("aria-live", isThere ? "polite" : "off");
  }

  ask(question, yes) {
    return new Promise((resolve) => {
      const answer = (is) => () => {
        this.say("");
        resolve(is);
      };
      this.say(question, button(yes, answer(true)), " ", button("Not now", answer(false)));
    });
  }

  link() {
    const link = make("a", "", { href: `#${this.block.id}` });
    link.textContent = `Go to cell ${this.number}`;
    return link;
  }
}

function make(tag, name = "", attributes = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

function button(words, action, name = "") {
  const element = make("button", name, { type: "button" });
  element.textContent = words;
  element.addEventListener("click", action);
  return element;
}

let editor;
function loadEditor(folder) {
  editor ??= import(new URL("editor.js", folder));
  editor.catch(() => (editor = undefined));
  return editor;
}

function styleOnce(layout) {
  if (document.getElementById("live-layout")) return;
  const style = make("style", "", { id: "live-layout" });
  style.textContent = layout;
  document.head.append(style);
}
