// What a reader can take along: the state as Python, the picture as SVG or PNG, the run as a film.

import { button } from "./controls.js";
import { svg } from "./draw.js";
import { html } from "./element.js";

// What a style sheet says about a shape, and a picture on its own has to say itself.
const STYLED = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-size",
  "font-family",
  "font-weight",
  "text-anchor",
  "visibility",
  "display",
];
const FRAMES = 90; // of a film, at most

// The buttons, behind a summary that unfolds them, for the end of a demo.
export function takeAlong(demo) {
  const code = html("code");
  const done = html("p", { class: "caption", role: "status" });
  const name = demo.localName;
  const tell = (words) => {
    done.textContent = words;
  };
  const copy = button("Copy the Python", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      tell("Copied.");
    } catch {
      tell("Select the lines above and copy them.");
    }
  });
  const saveSvg = button("SVG", () =>
    save(new Blob([picture(demo)], { type: "image/svg+xml" }), `${name}.svg`),
  );
  const savePng = button("PNG", async () => {
    const canvas = await painted(demo, 2);
    canvas.toBlob((blob) => save(blob, `${name}.png`));
  });
  const film = button("Film", () => record(demo, tell));
  film.hidden = !demo.parameters.steps;
  demo.follow((state) => {
    code.textContent = python(demo, state);
  });
  return html(
    "details",
    {},
    html("summary", {}, "Take it along"),
    html("pre", {}, code),
    html("div", { class: "buttons" }, copy, saveSvg, savePng, film),
    done,
  );
}

// The state as a few lines for gdcore: the parameters that are not at their default.
function python(demo, state) {
  const kind = demo.localName
    .split("-")
    .slice(1)
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join("");
  const given = Object.entries(state)
    .filter(([name, value]) => value !== demo.domain(name, state).default)
    .map(([name, value]) => `    ${name}=${literal(value)},\n`);
  const call = given.length ? `${kind}Demo(\n${given.join("")})` : `${kind}Demo()`;
  return `from gdcore.demos import ${kind}Demo\n\ndemo = ${call}\ndemo`;
}

// A value as Python writes it.
function literal(value) {
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? JSON.stringify(value) : value;
}

// ---- pictures ----
// All plots of a demo as they lie on the page, in one SVG that needs no style sheet.
function picture(demo) {
  const box = demo.row.getBoundingClientRect();
  const parts = [...demo.row.querySelectorAll("svg, canvas")].filter(
    (part) => part.parentElement.closest("svg") === null && part.checkVisibility(),
  );
  const placed = parts.map((part) => {
    const { left, top, width, height } = part.getBoundingClientRect();
    const [x, y] = [left - box.left, top - box.top];
    if (part.localName === "canvas")
      return svg("image", { x, y, width, height, preserveAspectRatio: "none", href: part.toDataURL() });
    const copy = part.cloneNode(true);
    style(part, copy);
    for (const [key, value] of Object.entries({ x, y, width, height })) copy.setAttribute(key, value);
    return copy;
  });
  const { color, backgroundColor } = pageStyle(demo);
  const ground = svg("rect", { width: box.width, height: box.height, fill: backgroundColor });
  const whole = svg("svg", { width: box.width, height: box.height, color }, ground, ...placed);
  return new XMLSerializer().serializeToString(whole);
}

function style(original, copy) {
  const computed = getComputedStyle(original);
  copy.removeAttribute("class");
  copy.removeAttribute("tabindex");
  for (const property of STYLED) copy.style.setProperty(property, computed.getPropertyValue(property));
  [...original.children].forEach((child, i) => style(child, copy.children[i]));
}

// The ink of the demo, and the ground of the nearest element behind it that has one.
function pageStyle(demo) {
  let behind = demo;
  while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)")
    behind = behind.parentElement;
  return {
    color: getComputedStyle(demo).color,
    backgroundColor: behind ? getComputedStyle(behind).backgroundColor : "white",
  };
}

// The picture on a canvas, so many times as large.
async function painted(demo, times, canvas = document.createElement("canvas")) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(picture(demo))}`;
  await image.decode();
  const [width, height] = [times * image.width, times * image.height];
  if (canvas.width !== width) Object.assign(canvas, { width, height }); // for a film only once
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// The run from its start to the step that is shown, as a film in WebM.
async function record(demo, tell) {
  if (!window.MediaRecorder || !HTMLCanvasElement.prototype.captureStream)
    return tell("This browser cannot record films.");
  demo.pause();
  const last = demo.state.steps || demo.lastStep;
  const stride = Math.ceil(last / FRAMES);
  const canvas = await painted(demo, 1);
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: "video/webm" });
  const pieces = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  recorder.start();
  for (let step = 0; step <= last; step += stride) {
    demo.update({ steps: step });
    await painted(demo, 1, canvas);
    tell(`Recording: step ${step} of ${last}.`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  demo.update({ steps: last });
  recorder.onstop = () => save(new Blob(pieces, { type: "video/webm" }), `${demo.localName}.webm`);
  recorder.stop();
  tell("Saved.");
}

function save(blob, name) {
  const link = html("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
