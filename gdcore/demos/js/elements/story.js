// <gd-story>: sections to read one after another, which this script turns into frames to click through.

import { define, html, sheet } from "../kit/element.js";

class Story extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet()];
    this.current = 0;
    this.slots = html("slot");
    this.marks = html("div", { class: "marks" });
    this.status = html("p", { class: "status", role: "status" });
    this.shadowRoot.append(
      html(
        "div",
        {
          class: "story",
          role: "group",
          "aria-roledescription": "carousel",
          "aria-label": "A story in frames",
        },
        html("div", { class: "frames" }, this.slots),
        html(
          "div",
          { class: "turning" },
          this.button("previous frame", "‹", () => this.turnTo(this.current - 1)),
          this.marks,
          this.button("next frame", "›", () => this.turnTo(this.current + 1)),
        ),
        this.status,
      ),
    );
    this.listen();
  }

  button(label, content, onClick) {
    const button = html("button", { "aria-label": label }, content);
    button.addEventListener("click", onClick);
    return button;
  }

  listen() {
    // The page may still be loading, so that sections arrive one by one.
    this.slots.addEventListener("slotchange", () => this.arrange());
    window.addEventListener("hashchange", () => this.readLink());
    this.addEventListener("keydown", (event) => {
      const { current, frames } = this;
      const frame = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: frames.length - 1 }[
        event.key
      ];
      if (frame === undefined) return;
      event.preventDefault();
      this.turnTo(frame);
    });
    let touch = null;
    this.addEventListener(
      "pointerdown",
      (event) => (touch = event.pointerType === "mouse" ? null : event.clientX),
    );
    this.addEventListener("pointerup", (event) => {
      const way = touch === null ? 0 : event.clientX - touch;
      if (Math.abs(way) > 40) this.turnTo(this.current - Math.sign(way));
    });
  }

  arrange() {
    this.frames = this.slots.assignedElements();
    this.marks.replaceChildren(
      ...this.frames.map((frame, i) => {
        frame.id ||= `frame-${i + 1}`;
        return this.button(`frame ${i + 1} of ${this.frames.length}`, "", () => this.turnTo(i));
      }),
    );
    this.readLink();
    this.show();
  }

  readLink() {
    const linked = this.frames.findIndex((frame) => `#${frame.id}` === location.hash);
    if (linked < 0) return;
    this.current = linked;
    this.show();
  }

  turnTo(frame) {
    if (!this.frames[frame]) return; // before the first, after the last
    this.current = frame;
    this.show();
    history.replaceState(null, "", `#${this.frames[frame].id}`);
    const words = this.frames[frame].textContent.trim();
    this.status.textContent = `Frame ${frame + 1} of ${this.frames.length}. ${words}`;
  }

  show() {
    const { current, frames } = this;
    frames.forEach((frame, i) => frame.toggleAttribute("data-off", i !== current));
    [...this.marks.children].forEach((mark, i) =>
      mark.setAttribute("aria-current", i === current ? "true" : "false"),
    );
    const [previous, , next] = this.marks.parentElement.children;
    previous.setAttribute("aria-disabled", current === 0);
    next.setAttribute("aria-disabled", current === frames.length - 1);
  }
}

define("gd-story", Story);
