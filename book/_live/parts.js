// What the pages with cells and those with problem sets share: buttons, a line that says how it goes, an
// editor, and what the browser keeps.

// The browser may refuse to keep anything. Each name has its kind in book/_static/progress.js.
export const kept = {
  get(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set(name, text) {
    try {
      text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text);
    } catch {}
  },
};

export function make(tag, name = "", attributes = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

export function button(words, action, name = "") {
  const element = make("button", name, { type: "button" });
  element.textContent = words;
  element.addEventListener("click", action);
  return element;
}

// A line that says how it goes, and may ask. `home()` is the button that gets the focus of one that has gone.
export class Status {
  constructor(home, line = make("p", "live-status", { role: "status" })) {
    this.home = home;
    this.line = line;
    this.progress = make("progress", "", { "aria-label": "How much of Python has been loaded" });
  }

  say(...parts) {
    const hadFocus = this.line.contains(document.activeElement);
    this.line.setAttribute("aria-live", "polite");
    this.line.replaceChildren(...parts);
    if (hadFocus) this.home().focus();
  }

  // So many bytes of Python have come, of so many. Whoever listens hears the beginning and the end.
  showLoading(done, total) {
    const [has, all] = [done, total].map((bytes) => Math.round(bytes / 1e6));
    if (!this.progress.isConnected) this.say(this.progress, make("span"));
    Object.assign(this.progress, { value: done, max: total });
    const isThere = done === total;
    this.line.setAttribute("aria-live", isThere ? "polite" : "off");
    this.progress.nextSibling.textContent = isThere
      ? " Starting Python …"
      : ` Python, NumPy and Matplotlib: ${has} of ${all} MB`;
  }

  // Resolves with whether the reader has said yes; `decline` says no in the reader's place.
  ask(question, yes) {
    return new Promise((resolve) => {
      const answer = (is) => () => {
        this.say();
        this.decline = undefined;
        resolve(is);
      };
      this.decline = answer(false);
      this.say(question, button(yes, answer(true)), " ", button("Not now", this.decline));
    });
  }
}

// Code in a <pre> becomes an editor when it is opened. `onChange(code)` hears what is typed, `onRun()` of
// Shift+Enter, and `exit` is the button that Escape leads to. In the editor Tab indents, so from that button
// it leads past the editor, until this is opened again.
export class Editor {
  constructor(pre, { label, folder, exit, onChange, onRun }) {
    Object.assign(this, { pre, label, folder, exit, onChange, onRun });
    this.code = pre.textContent.trimEnd();
  }

  async open() {
    const { createEditor, defaultCommands, editHistory, layout } = await loadEditor(this.folder);
    if (!this.editor) {
      styleOnce(layout);
      const place = make("div", "live-editor");
      this.pre.hidden = true;
      this.pre.after(place);
      const options = { language: "python", value: this.code, tabSize: 4, insertSpaces: true };
      this.editor = createEditor(place, options, defaultCommands(), editHistory());
      this.prepare(this.editor.textarea);
    }
    this.editor.textarea.focus({ preventScroll: true });
  }

  prepare(textarea) {
    textarea.setAttribute("aria-label", this.label);
    textarea.setAttribute("aria-description", "Shift+Enter runs it, Escape leaves the editor");
    textarea.addEventListener("input", () => {
      this.code = textarea.value;
      this.onChange(this.code);
    });
    textarea.addEventListener("focus", () => (textarea.tabIndex = 0));
    textarea.addEventListener("keydown", (event) => this.onKey(event), { capture: true });
  }

  onKey(event) {
    if (event.key === "Escape") {
      this.editor.textarea.tabIndex = -1;
      this.exit.focus();
    } else if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) this.onRun();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Show code that has come from elsewhere.
  show(code) {
    if (code === this.code) return;
    this.code = code;
    if (this.editor) this.editor.setOptions({ value: code });
    else this.pre.textContent = code;
  }
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
