// What is worth seeing in a demo. Each lesson has the label of its button, the state that it begins in, and
// words that say what to look for and why it happens. The demo's parameter `lesson` names the one on show.

import { button } from "./controls.js";
import { html } from "./element.js";

export function lessonButtons(demo, lessons) {
  const row = html("div", { class: "buttons lessons" }, html("span", {}, "Show me:"));
  for (const [name, { label, state }] of Object.entries(lessons))
    row.append(button(label, () => begin(demo, name, state)));
  return row;
}

// The words of the lesson on show.
export function lessonWords(demo, lessons) {
  const words = html("p", { class: "lesson" });
  demo.follow(({ lesson }) => {
    const shown = lessons[lesson];
    words.hidden = !shown;
    words.textContent = shown ? `${shown.look} ${shown.why}` : "";
  });
  return words;
}

// Play from step 0, with the default of each parameter that the lesson does not name.
function begin(demo, lesson, given) {
  const state = {};
  for (const name of Object.keys(demo.parameters))
    state[name] = given[name] ?? demo.domain(name, state).default;
  demo.pause();
  demo.take({ ...state, lesson, steps: 0 });
  demo.play();
}
