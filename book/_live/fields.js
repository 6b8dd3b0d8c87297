// Answers that are names with values, a choice, a number or a word each, and answers in words. Here are their
// inputs, and the way between what these hold and the text of the cell.

import { make } from "./parts.js";

const EMPTY = { choice: "None", several: "None", number: "None", word: '""' };

// The lines of the stub with these values in place of None; an empty text is no value.
export function written(stub, fields, values) {
  let text = stub;
  for (const [i, { name, kind }] of fields.entries()) {
    const value = kind === "number" ? asPython(values[i]) : values[i] && JSON.stringify(values[i]);
    const line = new RegExp(`^${name} = ${EMPTY[kind]}`, "m");
    text = text.replace(line, () => `${name} = ${value || EMPTY[kind]}`);
  }
  return text;
}

// A number as people may write it, 0,5 or −3, in the form that Python reads.
function asPython(number) {
  return number.replace(/^(\d+),(\d+)$/, "$1.$2").replaceAll("−", "-");
}

// The values in an answer that gives each name one value, on a line of its own; nothing for any other answer.
export function valuesOf(text, fields, stub) {
  if (fields[0].kind === "text") return [text === stub ? "" : text];
  const lines = text.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  const given = new Map(lines.map((line) => line.match(/^(\w+) = ([^#]*?)\s*(?:#.*)?$/)?.slice(1) ?? [line]));
  const values = fields.map((field) => asTyped(given.get(field.name), field));
  const isAll = given.size === fields.length && lines.length === fields.length;
  return isAll && !values.includes(undefined) ? values : undefined;
}

function asTyped(code, { kind, options }) {
  if (code === EMPTY[kind]) return "";
  if (kind === "number" || code === undefined) return code;
  const text = code.match(/^(["'])(.*)\1$/)?.[2];
  const chosen = kind === "several" ? text?.split(", ") : [text];
  return kind === "word" || chosen?.every((each) => options.includes(each)) ? text : undefined;
}

// Each kind of input: its row, its value as text, and how it shows one.
export const INPUTS = {
  choice: (field, id, onChange) => boxes(field, id, onChange, "radio"),
  several: (field, id, onChange) => boxes(field, id, onChange, "checkbox"),
  number: (field, id, onChange) => textInput(field, id, onChange, { inputmode: "decimal", size: 14 }),
  word(field, id, onChange) {
    const { row, value, show } = textInput(field, id, onChange, { size: 20 });
    // In quotes, as in the notebook, or without.
    return { row, value: () => value().replace(/^(["'])(.*)\1$/, "$2"), show };
  },

  text(_field, id, onChange) {
    const row = make("div", "set-words");
    const area = make("textarea", "", { id, rows: 8, "aria-label": "Your answer, in words" });
    area.addEventListener("input", onChange);
    row.append(area);
    const show = (value) => {
      if (area.value !== value) area.value = value; // otherwise the cursor would jump to the end
    };
    return { row, value: () => area.value, show };
  },
};

function boxes({ name, options, label }, id, onChange, type) {
  const row = make("fieldset", "set-choices");
  const legend = make("legend");
  legend.append(nameOf(name), label);
  row.append(legend);
  const inputs = options.map((value) => make("input", "", { type, name: id, value }));
  for (const input of inputs) {
    const choice = make("label");
    const words = make("span");
    words.textContent = input.value;
    choice.append(input, words);
    input.addEventListener("change", onChange);
    row.append(choice);
  }
  const value = () =>
    inputs
      .filter(({ checked }) => checked)
      .map((input) => input.value)
      .join(", ");
  const show = (text) => {
    const chosen = text.split(", ");
    for (const input of inputs) input.checked = chosen.includes(input.value);
  };
  return { row, value, show };
}

function textInput({ name, label }, id, onChange, attributes) {
  const row = make("label", "set-input");
  const input = make("input", "", { id, autocomplete: "off", spellcheck: "false", ...attributes });
  input.addEventListener("input", onChange);
  row.append(nameOf(name), label ?? "", " ", input);
  const show = (value) => {
    if (asPython(input.value.trim()) !== value) input.value = value;
  };
  return { row, value: () => input.value.trim(), show };
}

function nameOf(name) {
  const code = make("code");
  code.textContent = name;
  return code;
}
