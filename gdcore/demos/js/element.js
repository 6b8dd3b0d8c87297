// The base of the demos: a custom element whose state is a few named parameters.
//
// State comes from attributes, from the page's link, from a host in a notebook (which sets
// attributes) and from the reader's hands; the picture is always a function of the state.
// SETTINGS and STYLE are put in front of this script by gdcore/demos/_script.py: what
// parameters there are and what they may be is defined once, in Python.

export class Demo extends HTMLElement {
  connectedCallback() {
    if (!this.shadowRoot) this.begin();
    this.onHashChange = () => this.readLink();
    window.addEventListener("hashchange", this.onHashChange);
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.onHashChange);
  }

  begin() {
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet()];
    this.notice = html("p", { class: "notice", hidden: "" });
    this.status = html("p", { class: "status", role: "status" });
    this.state = {};
    this.build(this.shadowRoot);
    this.shadowRoot.append(this.notice, this.status);
    this.accept(this.givenAttributes());
    this.readLink();
  }

  attributeChangedCallback(name, before, text) {
    if (this.state && String(this.state[name]) !== text) this.accept({ [name]: text });
  }

  // ---- for the demos to define ----
  build(root) {} // make what is seen, once
  draw(state) {} // make it show the state
  domain(name, state) { // what a parameter may be: {default, choices} or {default, min, max, whole}
    return this.parameters[name];
  }

  get parameters() {
    return SETTINGS[this.localName].parameters;
  }

  // ---- state ----
  // Take parameters from texts that someone wrote. What cannot be is replaced, by the
  // default or by what is shown, and the notice says so.
  accept(texts, fallBackTo = "default") {
    const wrong = Object.keys(texts)
      .filter((name) => !(name in this.parameters))
      .map((name) => `There is no ${name} here.`);
    const state = {};
    for (const name of Object.keys(this.parameters)) {
      const domain = this.domain(name, state);
      const current = allowed(this.state[name], domain) ? this.state[name] : domain.default;
      state[name] = name in texts ? parse(texts[name], domain) : current;
      if (state[name] === undefined) {
        state[name] = fallBackTo === "default" ? domain.default : current;
        wrong.push(`${name} = ${texts[name]} is not ${describe(domain)}; this shows ${state[name]}.`);
      }
    }
    this.notice.textContent = wrong.join(" ");
    this.notice.hidden = !wrong.length;
    this.show(state);
  }

  // Take parameters from the reader's hands, and tell the host.
  update(change) {
    this.accept(change, "shown");
    this.dispatchEvent(new CustomEvent("gd-change"));
  }

  show(state) {
    this.state = state;
    for (const [name, value] of Object.entries(state)) {
      if (this.getAttribute(name) !== String(value)) this.setAttribute(name, value);
    }
    this.draw(state);
  }

  givenAttributes() {
    const names = Object.keys(this.parameters).filter((name) => this.hasAttribute(name));
    return Object.fromEntries(names.map((name) => [name, this.getAttribute(name)]));
  }

  // ---- links: #gd-learning-rate?lr=0.5&steps=3; the second on a page is gd-learning-rate-2 ----
  get linkName() {
    const place = [...document.querySelectorAll(this.localName)].indexOf(this);
    return this.id || this.localName + (place > 0 ? `-${place + 1}` : "");
  }

  readLink() {
    const [name, query] = location.hash.slice(1).split("?");
    if (name !== this.linkName) return;
    this.accept(Object.fromEntries(new URLSearchParams(query)));
    const arrive = () => this.scrollIntoView({ block: "center" });
    document.readyState === "complete" ? arrive() : window.addEventListener("load", arrive, { once: true });
    if (!this.notice.hidden) this.say(this.notice.textContent);
  }

  // Put the state into the address bar and, where the browser allows, on the clipboard.
  async copyLink() {
    history.replaceState(null, "", `#${this.linkName}?${new URLSearchParams(this.state)}`);
    try {
      await navigator.clipboard.writeText(location.href);
      return "Link copied";
    } catch {
      return "Link is in the address bar";
    }
  }

  // ---- speech ----
  say(text) {
    this.status.textContent = text;
  }
}

export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Two notebook cells may load this script twice on one page; the first stays.
export function define(name, constructor) {
  if (!customElements.get(name)) customElements.define(name, constructor);
}

function allowed(value, { choices, min, max, whole }) {
  if (choices) return choices.includes(value);
  return Number.isFinite(value) && value >= min && value <= max && !(whole && value % 1);
}

function parse(text, domain) {
  const value = domain.choices ? text : String(text).trim() === "" ? NaN : Number(text);
  return allowed(value, domain) ? value : undefined;
}

function describe({ choices, min, max, whole }) {
  if (choices) return `one of ${choices.join(", ")}`;
  return `a ${whole ? "whole " : ""}number from ${min} to ${max}`;
}

// One style sheet for all demos of a page.
let sharedSheet;
export function sheet() {
  if (!sharedSheet) {
    sharedSheet = new CSSStyleSheet();
    sharedSheet.replaceSync(STYLE);
  }
  return sharedSheet;
}
