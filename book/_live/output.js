// What a cell shows, in the place where the page showed its output before.

import { make } from "./parts.js";

export class Output {
  // `place` is the element for the output, `python` is told what a reader changes on a demo. What is there
  // already is hidden for as long as there is anything new.
  constructor(place, python, folder) {
    this.place = place;
    this.python = python;
    this.folder = folder;
    this.old = [...place.children];
    this.alt = place.querySelector("img")?.alt ?? "A figure that this cell draws.";
    this.caption = place.querySelector("figcaption");
    this.new = make("div", "live-output", { "aria-live": "polite" });
  }

  get isNew() {
    return this.new.isConnected;
  }

  get isEmpty() {
    return !this.new.hasChildNodes();
  }

  begin() {
    this.line = null; // the line of an error
    for (const part of this.new.querySelectorAll("img")) URL.revokeObjectURL(part.src);
    this.new.replaceChildren();
    this.place.append(this.new);
    for (const part of this.old) part.hidden = true;
  }

  // What was there before the cell was run.
  reset() {
    this.begin();
    this.new.remove();
    for (const part of this.old) part.hidden = false;
  }

  show(kind, text) {
    SHOW[kind].call(this, text);
  }

  // Text that follows text of its kind stands in the same block.
  print(kind, text) {
    const last = this.new.lastElementChild;
    if (last?.dataset.kind === kind) last.append(text);
    else this.add(this.new, "pre", text).dataset.kind = kind;
  }

  add(parent, tag, ...content) {
    const element = make(tag);
    element.append(...content);
    parent.append(element);
    return element;
  }
}

const SHOW = {
  text(text) {
    this.print("text", text);
  },

  warning(text) {
    this.print("warning", text);
  },

  // Once in the colours of each theme; course.css shows the one that fits.
  figure(text) {
    const isFirst = !this.new.querySelector("figure");
    const figure = this.add(this.new, "figure");
    for (const [theme, svg] of Object.entries(JSON.parse(text))) {
      const src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
      this.add(figure, "picture", make("img", "", { src, alt: this.alt })).className = `on-${theme}`;
    }
    if (this.caption && isFirst) figure.append(withoutIds(this.caption.cloneNode(true)));
  },

  html(text) {
    const block = this.add(this.new, "div");
    block.innerHTML = text;
    for (const demo of block.querySelectorAll("[data-demo]")) {
      block.setAttribute("aria-live", "off"); // a demo itself says what has changed on it
      adopt(demo, this);
    }
  },

  // Python has changed a parameter.
  demo(text) {
    const { number, name, value } = JSON.parse(text);
    for (const demo of document.querySelectorAll(`[data-demo="${number}"]`)) demo.setAttribute(name, value);
  },

  error(text) {
    const { what, line, trace } = JSON.parse(text);
    const block = this.add(this.new, "div");
    block.className = "live-error";
    if (line) this.add(block, "p", `It stopped at line ${line}.`);
    this.add(block, "pre", what);
    if (trace)
      this.add(this.add(block, "details", this.add(block, "summary", "The full traceback")), "pre", trace);
    this.line = line;
  },
};

// Tell Python what a reader changes on a demo.
function adopt(demo, { python, folder }) {
  if (!customElements.get(demo.localName)) loadDemos(folder);
  demo.addEventListener("gd-change", () => python.follow(demo.dataset.demo, demo.state));
}

// The script with all demos, for one that the page has not had so far.
let demos;
function loadDemos(folder) {
  if (demos) return;
  demos = make("script", "", { src: new URL("demos.js", folder) });
  document.head.append(demos);
}

function withoutIds(element) {
  for (const part of [element, ...element.querySelectorAll("[id]")]) part.removeAttribute("id");
  return element;
}
