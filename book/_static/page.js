// What a page does beyond being read: light or dark, what has been read, the section in view,
// copying code, a key for the search.

const root = document.documentElement;
const all = (selector) => [...document.querySelectorAll(selector)];

// What the browser keeps for the reader; it may refuse to do so.
const kept = {
  get(name) {
    try {
      return localStorage[`gd-${name}`];
    } catch {
      return undefined;
    }
  },
  set(name, value) {
    try {
      localStorage[`gd-${name}`] = value;
    } catch {}
  },
  clear() {
    try {
      Object.keys(localStorage)
        .filter((key) => key.startsWith("gd-"))
        .forEach((key) => localStorage.removeItem(key));
    } catch {}
  },
};

// ---- light or dark: the system's choice, until the reader makes one ----
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener(
  "change",
  () => (root.dataset.theme = kept.get("theme") ?? (dark.matches ? "dark" : "light")),
);
document.querySelector("button.theme").addEventListener("click", () => {
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  kept.set("theme", root.dataset.theme);
});

// ---- chapters read to their end have a mark in the contents ----
const name = (url) => new URL(url, location).pathname.split("/").pop();
const read = new Set(kept.get("read")?.split(" "));
const mark = () => {
  for (const link of all("#contents .toctree-l1 > a")) {
    link.toggleAttribute("data-read", read.has(name(link.href)));
    // A problem set that has been begun shows its points instead: see book/_live/set.js.
    const done = kept.get(`progress ${name(link.href).replace(".html", "")}`);
    if (done) link.dataset.done = done;
    else delete link.dataset.done;
  }
};
mark();
addEventListener("gd-progress", mark);
new IntersectionObserver(([end]) => {
  if (!end.isIntersecting) return;
  read.add(name(location));
  kept.set("read", [...read].join(" "));
  mark();
}).observe(document.querySelector(".onward"));
document.getElementById("forget")?.addEventListener("click", () => {
  kept.clear();
  read.clear();
  mark();
  document.getElementById("forgotten").textContent = "Forgotten.";
});

// ---- a button on every block of code ----
for (const block of all(".cell_input .highlight, div[class*=highlight-]:not(.output) > .highlight")) {
  if (block.querySelector(".copy")) continue;
  const button = document.createElement("button");
  button.className = "copy";
  button.textContent = "copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("pre").textContent.trimEnd());
    button.textContent = "copied";
    setTimeout(() => (button.textContent = "copy"), 2000);
  });
  block.append(button);
}

// ---- terms and marks explain themselves when pointed at, by a finger too; Escape takes it away ----
for (const [i, explanation] of all(".explanation").entries()) {
  const link = explanation.previousElementSibling;
  explanation.id ||= `explanation-${i}`;
  link.setAttribute("aria-describedby", explanation.id);
  link.addEventListener("click", (event) => {
    // The first touch explains, the second follows the link.
    if (event.pointerType !== "touch" || link.classList.contains("touched")) return;
    event.preventDefault();
    all(".touched").forEach((other) => other.classList.remove("touched"));
    link.classList.add("touched");
  });
  for (const type of ["pointerenter", "focus"])
    link.addEventListener(type, () => explanation.classList.remove("dismissed"));
}
addEventListener("keydown", ({ key }) => {
  if (key === "Escape") all(".explanation").forEach((explanation) => explanation.classList.add("dismissed"));
});
addEventListener("pointerdown", ({ target }) => {
  if (!target.closest(".touched, .explanation"))
    all(".touched").forEach((link) => link.classList.remove("touched"));
});

// ---- whatever is wider than the page can be scrolled with the keyboard ----
const reachScrollable = () =>
  all("pre, table, .katex-display").forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
reachScrollable();
addEventListener("resize", reachScrollable);

// ---- the section in view, marked in the contents ----
const links = new Map(all("#contents a.reference[href^='#']").map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries)
      links.get(target.id)?.setAttribute("aria-current", isIntersecting);
  },
  { rootMargin: "-20% 0px -60%" },
);
all("section[id]")
  .filter(({ id }) => links.has(id))
  .forEach((section) => seen.observe(section));
all("#contents a").forEach((link) => link.addEventListener("click", () => contents.hidePopover?.()));
const contents = document.getElementById("contents");
contents.scrollTop = (contents.querySelector("a.current")?.offsetTop ?? 0) - contents.clientHeight / 2;

// ---- Ctrl+K goes to the search ----
addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  document.querySelector("input[name=q]").focus();
});
