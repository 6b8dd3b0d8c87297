// The twin of gdcore/formula.py: a function that somebody types, parsed into a tree and evaluated with dual
// numbers, so that its gradient is exact. Nothing is ever executed as JavaScript.

const [LONGEST, DEEPEST] = [200, 50]; // of a formula in characters, and of brackets within brackets
const CONSTANTS = { pi: Math.PI, e: Math.E };
// Each function and its slope.
const FUNCTIONS = {
  sin: [Math.sin, Math.cos],
  cos: [Math.cos, (u) => -Math.sin(u)],
  tan: [Math.tan, (u) => 1 / Math.cos(u) ** 2],
  tanh: [Math.tanh, (u) => 1 - Math.tanh(u) ** 2],
  exp: [Math.exp, Math.exp],
  ln: [Math.log, (u) => 1 / u],
  sqrt: [Math.sqrt, (u) => 0.5 / Math.sqrt(u)],
  abs: [Math.abs, Math.sign],
};
const TOKEN = /\s*(?:([0-9]+\.?[0-9]*|\.[0-9]+)|([a-z]+)|([-+*/^()]))/y;
// What is written on paper, and what is typed instead.
const SAME = { "−": "-", "·": "*", "×": "*", "²": "^2", "³": "^3", "⁴": "^4", π: " pi " };

export class FormulaError extends Error {
  constructor(problem, text, place) {
    super(`${problem} at place ${place + 1} of the formula: ${text.slice(0, place)} ⟶ ${text.slice(place)}`);
    Object.assign(this, { problem, place });
  }
}

// The objective of a formula in these variables: value and grad at a point; throws FormulaError.
export function formula(text, variables) {
  const typed = [...text].map((character) => SAME[character] ?? character).join("");
  const tree = new Parser(typed, variables).whole();
  // A run asks at each of its points for the value and then for the gradient, which come together.
  let last = { w: [] };
  const at = (w) => {
    if (w.some((w_i, i) => !Object.is(w_i, last.w[i]))) last = { w: [...w], ...evaluate(tree, w) };
    return last;
  };
  return {
    value: (w) => at(w).value,
    grad: (w) => at(w).slopes,
  };
}

// Reads a formula from left to right, one token at a time.
class Parser {
  constructor(text, variables) {
    Object.assign(this, { text, variables, next: 0, depth: 0 });
    if (text.length > LONGEST)
      throw new FormulaError(`more than ${LONGEST} characters`, text.slice(0, LONGEST + 3), LONGEST);
    this.tokens = [...this.read()];
  }

  *read() {
    let place = 0;
    while (this.text.slice(place).trim()) {
      TOKEN.lastIndex = place;
      const match = TOKEN.exec(this.text);
      if (!match) {
        place += this.text.slice(place).search(/\S/);
        throw new FormulaError(`'${this.text[place]}' has no meaning`, this.text, place);
      }
      const [whole, numeral, letters, sign] = match;
      const start = place + whole.search(/\S/);
      if (letters) yield* this.names(letters, start);
      else yield { kind: numeral ? "number" : "sign", text: numeral ?? sign, place: start };
      place += whole.length;
    }
    yield { kind: "end", text: "", place: this.text.length };
  }

  // A run of letters may hold several names: xy is x·y, and xsin is x·sin.
  *names(run, start) {
    const all = [...this.variables, ...Object.keys(FUNCTIONS), ...Object.keys(CONSTANTS)];
    const known = [...all].sort((one, other) => other.length - one.length);
    let [letters, place] = [run, start];
    while (letters) {
      const name = known.find((one) => letters.startsWith(one));
      if (!name) throw new FormulaError(`'${letters}' is none of ${all.join(", ")}`, this.text, place);
      yield { kind: "name", text: name, place };
      [letters, place] = [letters.slice(name.length), place + name.length];
    }
  }

  get token() {
    return this.tokens[this.next];
  }

  take() {
    return this.tokens[this.next++];
  }

  fail(problem) {
    return new FormulaError(problem, this.text, this.token.place);
  }

  whole() {
    const tree = this.sum();
    if (this.token.kind !== "end")
      throw this.fail(this.token.text === ")" ? "a bracket too many" : "something is missing before this");
    return tree;
  }

  sum() {
    if (++this.depth > DEEPEST) throw this.fail("too many brackets within brackets");
    let tree = this.product();
    while (["+", "-"].includes(this.token.text))
      tree = { kind: this.take().text, parts: [tree, this.product()] };
    this.depth--;
    return tree;
  }

  product() {
    let tree = this.signed();
    for (;;) {
      if (["*", "/"].includes(this.token.text))
        tree = { kind: this.take().text, parts: [tree, this.signed()] };
      else if (["number", "name"].includes(this.token.kind) || this.token.text === "(")
        tree = { kind: "*", parts: [tree, this.power()] };
      else return tree;
    }
  }

  signed() {
    if (this.token.text !== "-") return this.power();
    this.take();
    if (++this.depth > DEEPEST) throw this.fail("too many signs");
    const tree = { kind: "*", parts: [{ kind: "number", value: -1 }, this.signed()] };
    this.depth--;
    return tree;
  }

  power() {
    const tree = this.atom();
    if (this.token.text !== "^") return tree;
    this.take();
    return { kind: "^", parts: [tree, this.signed()] };
  }

  atom() {
    const { kind, text } = this.token;
    if (kind === "number") return { kind, value: Number(this.take().text) };
    if (text === "(") return this.bracket();
    if (kind !== "name")
      throw this.fail(kind === "end" ? "the formula ends too soon" : "a number or a name is wanted");
    this.take();
    if (this.variables.includes(text)) return { kind: "variable", value: this.variables.indexOf(text) };
    if (Object.hasOwn(CONSTANTS, text)) return { kind: "number", value: CONSTANTS[text] };
    if (this.token.text !== "(") throw this.fail(`a bracket is wanted after ${text}`);
    return { kind: text, parts: [this.bracket()] };
  }

  bracket() {
    this.take();
    const tree = this.sum();
    if (this.token.text !== ")") throw this.fail("a closing bracket is wanted");
    this.take();
    return tree;
  }
}

// The value and the derivatives of a tree at a point.
function evaluate(tree, w) {
  if (tree.kind === "number") return { value: tree.value, slopes: w.map(() => 0) };
  if (tree.kind === "variable")
    return { value: w[tree.value], slopes: w.map((_, i) => (i === tree.value ? 1 : 0)) };
  const parts = tree.parts.map((part) => evaluate(part, w));
  const [{ value: a, slopes: da }] = parts;
  if (Object.hasOwn(FUNCTIONS, tree.kind)) {
    const [f, slope] = FUNCTIONS[tree.kind];
    return { value: f(a), slopes: da.map((da_i) => slope(a) * da_i) };
  }
  const { value: b, slopes: db } = parts[1];
  const each = (slope) => w.map((_, i) => slope(da[i], db[i]));
  if (tree.kind === "+") return { value: a + b, slopes: each((x, y) => x + y) };
  if (tree.kind === "-") return { value: a - b, slopes: each((x, y) => x - y) };
  if (tree.kind === "*") return { value: a * b, slopes: each((x, y) => x * b + a * y) };
  if (tree.kind === "/") return { value: a / b, slopes: each((x, y) => (x - (a / b) * y) / b) };
  if (!hasVariable(tree.parts[1])) {
    const slope = b === 0 ? 0 : b * a ** (b - 1);
    return { value: a ** b, slopes: each((x) => slope * x) };
  }
  const value = Math.exp(b * Math.log(a));
  return { value, slopes: each((x, y) => value * (y * Math.log(a) + (b / a) * x)) };
}

function hasVariable(tree) {
  return tree.kind === "variable" || (tree.parts ?? []).some(hasVariable);
}
