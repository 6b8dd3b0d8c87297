// <gd-quiz>: a question, and its answers as <details>: the summary is the answer, the rest says
// why it is right or wrong. Without this script, and in a notebook, they are read as they stand.
//
//   kind="choice"  open an answer; the right ones have the class "right"
//   kind="number"  type a number: it opens the answer whose summary is that number, give or take
//                  a share `tolerance` of it, or else the one whose summary is no number
//   kind="order"   sort the answers; data-place is the right place of each, counted from 1
//
// With the attribute `prediction` it asks what the next cell will show. The output of that cell, and a
// paragraph right below it, stay covered until there is an answer, or until the reader says "Show me", which
// is kept as the answer "shown".
//
// The last answer is the attribute `given`, and is kept in this browser: for a choice its
// place, for a number the text, for an order the answers in it, by their places in the source.

import { button } from "../kit/controls.js";
import { define, html, sheet } from "../kit/element.js";

class Quiz extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet()];
    this.slots = html("slot");
    this.task = html("div", { class: "buttons" });
    this.result = html("p", { class: "result" });
    this.again = button("Start again", () => this.give(""));
    this.showMe = button("Show me", () => this.give(SHOWN));
    this.status = html("p", { class: "status", role: "status" });
    this.root = html("div", { class: "quiz", role: "group" }, this.slots, this.task);
    this.shadowRoot.append(this.root, this.status);
    // While the page is loading, an answer may be there before its words are.
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", () => this.arrange());
    else this.arrange();
  }

  get state() {
    const [kind, tolerance, given] = ["kind", "tolerance", "given"].map((name) => this.getAttribute(name));
    return { kind: kind ?? "choice", tolerance: Number(tolerance), given: given ?? "" };
  }

  attributeChangedCallback(_name, before, text) {
    if (this.answers && before !== text) this.show();
  }

  arrange() {
    this.answers = [...this.querySelectorAll(":scope > details")];
    const question = this.firstElementChild.textContent.trim();
    this.key = `gd-quiz ${question}`;
    this.root.setAttribute("aria-label", question);
    this.answering = this.hasAttribute("prediction") ? whatAnswers(this) : [];
    this.task.append(this.showMe, this.again, this.result);
    this.judge = KINDS[this.state.kind](this);
    const kept = this.hasAttribute("given") ? this.state.given : remembered(this.key);
    if (kept) this.setAttribute("given", kept);
    this.show();
  }

  // The reader's answer; an empty one starts again.
  give(given) {
    if (given === this.state.given) return;
    this.setAttribute("given", given);
    remember(this.key, given);
    this.status.textContent = [this.result.textContent, ...this.shown.map(explanation)].join(" ");
    this.dispatchEvent(new CustomEvent("gd-change"));
  }

  show() {
    const { given } = this.state;
    if (!given) this.answers.forEach((answer) => reveal(answer, ""));
    [this.result.textContent, ...this.shown] = this.judge(given === SHOWN ? "" : given);
    if (this.hasAttribute("prediction")) this.comparePrediction(given);
    this.again.hidden = !given;
    this.showMe.hidden = Boolean(given) || !this.answering.length;
  }

  comparePrediction(given) {
    const isCovered = given !== SHOWN && !this.shown.length;
    for (const part of this.answering) part.toggleAttribute("data-covered", isCovered);
    if (given === SHOWN) this.answers.forEach((answer) => reveal(answer, ""));
    const words = { "Right.": "As you predicted.", "Not right.": "Not as you predicted." };
    const verdict = this.result.textContent;
    this.result.textContent = given === SHOWN ? "Shown without a prediction." : (words[verdict] ?? verdict);
  }
}

const SHOWN = "shown";

// What answers a prediction: the output of the next cell of the section that has one, and the paragraph that
// speaks of it. Nothing in a notebook, where that cell has not run yet.
function whatAnswers(element) {
  for (let next = element.nextElementSibling; next; next = next.nextElementSibling) {
    const output = next.matches(".cell") && next.querySelector(".cell_output");
    const below = next.nextElementSibling;
    if (output) return below?.matches("p") ? [output, below] : [output];
  }
  return [];
}

// Each kind makes the controls for the answer, and returns the function that shows an answer: its
// result is the verdict in words, and the answers that it opened.
const KINDS = {
  choice(quiz) {
    quiz.answers.forEach((answer, i) =>
      answer.addEventListener("toggle", () => answer.open && quiz.give(String(i + 1))),
    );
    return (given) => judge(quiz.answers[given - 1]);
  },

  number(quiz) {
    const field = html("input", { inputmode: "decimal", size: 10, "aria-label": "your answer, a number" });
    const check = () => quiz.give(field.value.trim());
    field.addEventListener("keydown", (event) => event.key === "Enter" && check());
    quiz.task.prepend(field, button("Check", check));
    quiz.task.after(html("slot", { name: "meant" }), html("slot", { name: "away" }));
    const numbers = quiz.answers.map((answer) => toNumber(summary(answer)));
    return (given) => {
      field.value = given;
      const value = toNumber(given);
      const isMeant = (number) =>
        Math.abs(value - number) <= (quiz.state.tolerance + 1e-9) * Math.abs(number);
      const meant =
        quiz.answers.find((_, i) => isMeant(numbers[i])) ??
        quiz.answers.find((_, i) => !Number.isNaN(value) && Number.isNaN(numbers[i]));
      quiz.answers.forEach((answer) => (answer.slot = answer === meant ? "meant" : "away"));
      return given && !meant ? ["That is not a number."] : judge(meant);
    };
  },

  order(quiz) {
    const list = html("ol", { class: "order" });
    const rows = quiz.answers.map((answer, i) => {
      answer.slot = `answer-${i}`;
      const movers = ["up", "down"].map((way) => mover(quiz, answer, way));
      return html("li", {}, ...movers, html("slot", { name: answer.slot }));
    });
    const places = () => [...list.children].map((row) => rows.indexOf(row) + 1);
    quiz.task.before(list);
    quiz.task.prepend(button("Check", () => quiz.give(places().join(" "))));
    return (given) => {
      const order = orderFrom(given, rows.length);
      list.replaceChildren(...order.map((i) => rows[i]));
      return given ? judgeOrder(order.map((i) => quiz.answers[i])) : [""];
    };
  },
};

// The button that moves an answer of an order one place up or down; it lies in the answer's row.
function mover(quiz, answer, way) {
  const move = button(way === "up" ? "↑" : "↓", () => {
    const row = move.parentElement;
    const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    way === "up" ? other.before(row) : other.after(row);
    move.focus();
    const rows = [...row.parentElement.children];
    const place = `place ${rows.indexOf(row) + 1} of ${rows.length}`;
    quiz.status.textContent = `${summary(answer)}: now in ${place}.`;
  });
  move.setAttribute("aria-label", `${way}: ${summary(answer)}`);
  return move;
}

// The indices for a text such as "2 3 1", if it has all of them; otherwise the answers stay in their order.
function orderFrom(text, count) {
  const indices = text.split(" ").map((place) => place - 1);
  const asTheyStand = [...Array(count).keys()];
  const hasAll = indices.length === count && asTheyStand.every((i) => indices.includes(i));
  return hasAll ? indices : asTheyStand;
}

function judgeOrder(answers) {
  const isRight = answers.map((answer, i) => Number(answer.dataset.place) === i + 1);
  answers.forEach((answer, i) => reveal(answer, isRight[i] ? "right" : "wrong"));
  const count = isRight.filter(Boolean).length;
  const verdict = count === answers.length ? "Right." : `${count} of ${answers.length} in the right place.`;
  return [verdict, ...answers];
}

function judge(answer) {
  if (!answer) return [""];
  const right = answer.classList.contains("right");
  reveal(answer, right ? "right" : "wrong");
  return [right ? "Right." : "Not right.", answer];
}

// Open an answer and mark it as "right" or "wrong"; close it if the mark is "".
function reveal(answer, mark) {
  answer.open = mark !== "";
  answer.dataset.mark = mark;
}

function summary(answer) {
  return answer.querySelector("summary").textContent.trim();
}

function explanation(answer) {
  return answer.textContent.replace(summary(answer), "").trim();
}

// 0.5, −3, 1,5 (a comma for the point) or 2/3.
function toNumber(text) {
  const [over, under = "1"] = text.replace("−", "-").replace(",", ".").split("/");
  return over.trim() ? Number(over) / Number(under) : NaN;
}

// A page opened from a disk may not be allowed to keep anything.
function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {}
}

define("gd-quiz", Quiz);
