// <gd-story>: sections that read one after another; with this script, frames to click through.

import { define, html, sheet } from "./element.js";

class Story extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet()];
    this.slots = html("slot");
    this.dots = html("div", { class: "dots" });
    this.previous = html("button", { "aria-label": "previous frame" }, "‹");
    this.next = html("button", { "aria-label": "next frame" }, "›");
    this.status = html("p", { class: "status", role: "status" });
    root.append(html("div", { class: "story", role: "group", "aria-roledescription": "carousel", "aria-label": "Story" },
      html("div", { class: "frames" }, this.slots),
      html("div", { class: "turning" }, this.previous, this.dots, this.next),
      this.status));
    this.listen();
  }

  listen() {
    // The page is still being read when the element begins: sections arrive one by one.
    this.slots.addEventListener("slotchange", () => this.arrange());
    this.previous.addEventListener("click", () => this.turnTo(this.current - 1));
    this.next.addEventListener("click", () => this.turnTo(this.current + 1));
    this.addEventListener("keydown", (event) => {
      const last = this.frames.length - 1;
      const target = { ArrowLeft: this.current - 1, ArrowRight: this.current + 1, Home: 0, End: last }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      this.turnTo(target);
    });
    let from = null;
    this.addEventListener("pointerdown", (event) => (from = event.pointerType === "touch" ? event.clientX : null));
    this.addEventListener("pointerup", (event) => {
      const way = from === null ? 0 : event.clientX - from;
      if (Math.abs(way) > 40) this.turnTo(this.current - Math.sign(way));
    });
    window.addEventListener("hashchange", () => this.readLink());
  }
}
