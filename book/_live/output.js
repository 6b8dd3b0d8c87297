// What a cell shows, where the page showed its output before.

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

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
    this.new = make("div", { class: "live-output" });
  }

  begin() {
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
    else this.new.append(make("pre", { "data-kind": kind }, text));
  }
}

const SHOW = {
  text(text) {
    this.print("text", text);
  },

  warning(text) {
    this.print("warning", text);
  },

  figure(svg) {
    const src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    const figure = make("figure", {}, make("img", { src, alt: this.alt }));
    const isFirst = !this.new.querySelector("figure");
    if (this.caption && isFirst) figure.append(withoutIds(this.caption.cloneNode(true)));
    this.new.append(figure);
  },

  html(text) {
    const block = make("div");
    block.innerHTML = text;
    this.new.append(block);
    for (const demo of block.querySelectorAll("[data-demo]")) this.adopt(demo);
  },

  // Python has changed a parameter.
  demo(text) {
    const { number, name, value } = JSON.parse(text);
    for (const demo of document.querySelectorAll(`[data-demo="${number}"]`)) demo.setAttribute(name, value);
  },

  error(text) {
    const { what, line, trace } = JSON.parse(text);
    const block = make("div", { class: "live-error" });
    if (line) block.append(make("p", {}, `It stopped in line ${line}.`));
    block.append(make("pre", {}, what));
    if (trace) {
      block.append(make("details", {}, make("summary", {}, "The way there"), make("pre", {}, trace)));
    }
    this.new.append(block);
    this.line = line;
  },
};

Output.prototype.adopt = function adopt(demo) {
  if (!customElements.get(demo.localName)) loadDemos(this.folder);
  const { demo: number } = demo.dataset;
  demo.addEventListener("gd-change", () => this.python.follow(number, demo.state));
};

// The script with all demos, for one that the page has not had so far.
let demos;
function loadDemos(folder) {
  if (demos) return;
  demos = make("script", { src: new URL("demos.js", folder) });
  document.head.append(demos);
}

function withoutIds(element) {
  for (const part of [element, ...element.querySelectorAll("[id]")]) part.removeAttribute("id");
  return element;
}
