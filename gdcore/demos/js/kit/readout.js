// The values along the curves of a plot: under the pointer or a finger, or where the arrow keys have led.

import { number, shortNumber, svg, text } from "./draw.js";

const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

// Show the values of `curves()` in a plot, which returns a list of {name, points}: points of data in the
// order of their x, the same x in all of them as far as they go. `xName` says what x is: a word, or a
// function for it. Returns what takes the focus.
export function readout(demo, plot, label, xName, curves) {
  const line = svg("path", { class: "hairline" });
  const dots = svg("g");
  const words = svg("g", { class: "values-here", "aria-hidden": "true" });
  const root = svg(
    "g",
    { class: "readout", tabindex: 0, role: "img", "aria-label": label },
    line,
    dots,
    words,
  );
  let at = null; // the place in the curves that is shown

  const notEmpty = () => curves().filter(({ points }) => points.length);

  const show = (place) => {
    const all = notEmpty();
    const longest = all.reduce((most, { points }) => Math.max(most, points.length), 0);
    at = place === null || !longest ? null : Math.min(longest - 1, Math.max(0, place));
    root.classList.toggle("shown", at !== null);
    const here = all.filter(({ points }) => points.length > (at ?? 0));
    const x = here[0]?.points[at ?? 0][0] ?? 0;
    const values = here.map(({ name, points }) => `${name} ${number(points[at ?? 0][1])}`);
    const unit = typeof xName === "function" ? xName() : xName;
    const spoken = `${unit} ${shortNumber(x)}: ${values.join(", ")}`;
    root.setAttribute("aria-label", here.length ? `${label}, ${spoken}` : label);
    if (at === null) return;
    const across = plot.across(x);
    line.setAttribute("d", `M${across} ${plot.up(plot.y[0])}V${plot.up(plot.y[1])}`);
    const inside = here.map(({ points }) => points[at]).filter((point) => plot.contains(point));
    dots.replaceChildren(
      ...inside.map((point) => {
        const [cx, cy] = plot.point(point);
        return svg("circle", { cx, cy, r: 3.5 });
      }),
    );
    const top = plot.up(plot.y[1]) - 12;
    words.replaceChildren(
      ...wrapped(spoken, plot.width).map((line, i) => text(plot.width - 4, top + 15 * i, line, "end")),
    );
  };

  plot.root.append(root);
  plot.root.setAttribute("role", "group"); // an image may hold nothing that takes the focus
  const follow = (event) => {
    const all = notEmpty();
    if (!all.length) return;
    const [x] = plot.under(event);
    const { points } = all.reduce((long, one) => (one.points.length > long.points.length ? one : long));
    show(
      points.reduce((best, [x_i], i) => (Math.abs(x_i - x) < Math.abs(points[best][0] - x) ? i : best), 0),
    );
  };
  plot.root.addEventListener("pointermove", follow);
  plot.root.addEventListener("pointerdown", follow);
  plot.root.addEventListener("pointerleave", () => show(null));
  root.addEventListener("focus", () => show(at ?? Infinity));
  root.addEventListener("blur", () => show(null));
  root.addEventListener("keydown", (event) => {
    const way = { Home: -Infinity, End: Infinity }[event.key] ?? KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    show((at ?? 0) + way);
    demo.say(root.getAttribute("aria-label"));
  });
  demo.follow(() => demo.width && show(at));
  return root;
}

// Words in lines that fit into a plot of this width, beside the name of its axis; broken after commas.
function wrapped(words, width) {
  const lines = [""];
  for (const part of words.split(/(?<=[:,]) /)) {
    const line = `${lines.at(-1)} ${part}`.trim();
    if (lines.at(-1) && line.length > (width - 60) / 6.3) lines.push(part);
    else lines[lines.length - 1] = line;
  }
  return lines;
}
