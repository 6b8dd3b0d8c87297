// Gives each cell of a page its buttons, and fetches what they need when one is pressed for the first time.
// A page that nobody runs carries nothing but this file and its style.

(() => {
  const folder = new URL(".", document.currentScript.src);
  const page = location.pathname
    .split("/")
    .pop()
    .replace(/\.html$/, "");
  const isSet = document.querySelector(".set-bar") !== null;
  const blocks = [...document.querySelectorAll(".cell")].filter((block) =>
    block.querySelector(".cell_input"),
  );
  const originals = blocks.map((block) => block.querySelector(".cell_input pre").textContent.trimEnd());

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("live.css", folder);
  style.addEventListener("load", () => {
    if (isSet) return openSet();
    blocks.forEach(addButtons);
    // What the reader has edited is there again.
    if (location.protocol !== "file:" && originals.some(isEdited)) load();
  });
  document.head.append(style);

  function addButtons(block, i) {
    const bar = document.createElement("div");
    bar.className = "live-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", `Cell ${i + 1}`);
    for (const [what, words] of [
      ["run", "Run"],
      ["edit", "Edit"],
      ["above", "Run all above"],
    ]) {
      if (what === "above" && i === 0) continue;
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: what, textContent: words });
      button.addEventListener("click", () => press(i, what));
      bar.append(button);
    }
    const copy = block.querySelector(".copy");
    if (copy) bar.append(copy);
    block.prepend(bar);
    if (i === 0) bar.querySelector(".run").title = "Shift+Enter, while you edit";
  }

  async function openSet() {
    if (location.protocol === "file:") return say(document.querySelector(".set-bar"), FROM_A_FILE);
    try {
      const { ProblemSet } = await import(new URL("set.js", folder));
      new ProblemSet({ folder, page, noAnswer: NO_ANSWER });
    } catch {
      say(document.querySelector(".set-bar"), NO_ANSWER);
    }
  }

  let notebook;
  function load() {
    notebook ??= import(new URL("notebook.js", folder)).then(
      ({ Notebook }) => new Notebook({ folder, page, blocks, originals }),
    );
    notebook.catch(() => (notebook = undefined)); // the next press tries again
    return notebook;
  }

  async function press(i, what) {
    if (location.protocol === "file:") return say(blocks[i], FROM_A_FILE);
    const isRun = what !== "edit";
    const line = blocks[i].querySelector(".live-status");
    if (line?.textContent === NO_ANSWER) line.textContent = "";
    if (isRun) blocks[i].toggleAttribute("data-busy", true);
    try {
      await (await load()).press(i, what);
    } catch {
      if (isRun) blocks[i].removeAttribute("data-busy");
      say(blocks[i], NO_ANSWER);
    }
  }

  // Below the code of a cell, or where the buttons of a set would be.
  function say(block, words) {
    const line = block.querySelector(".live-status") ?? document.createElement("p");
    line.className = "live-status";
    line.setAttribute("role", "status");
    const code = block.querySelector("details.hide") ?? block.querySelector(".cell_input");
    if (!line.isConnected) code ? code.after(line) : block.append(line);
    line.innerHTML = words;
  }

  const FROM_A_FILE =
    "Browsers do not let a page that was opened from a disk start programs, so Python cannot run here. " +
    "Type <code>make serve</code> in the course’s folder, or <code>python3 -m http.server</code> in the " +
    "folder of this book, and open the address that it prints.";
  // Not every browser asks again for a script that has failed.
  const NO_ANSWER = "The site is not answering just now. Please reload the page in a little while.";

  function isEdited(original) {
    try {
      return localStorage.getItem(`gd-cell ${page} ${original}`) !== null;
    } catch {
      return false;
    }
  }
})();
