// What a page does beyond being read: light or dark, what has been read and how much is left, opening all
// that is folded, the section in view, copying code, the search.

const root = document.documentElement;
const all = (selector) => [...document.querySelectorAll(selector)];
const load = (src) =>
  new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
    document.head.append(script);
  });

// What the site says, in the language of the book. The English stands in the scripts, in tr("…"), from
// where `make gettext` collects it, and a book in another language has words.js, with other words for it.
globalThis.tr = (text, values = {}) =>
  (globalThis.courseWords?.[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => values[name]);

// What the browser keeps for the reader; it may refuse to do so. Each name has its kind in progress.js.
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

// ---- how much is left, and where to go on another day ----
const header = document.querySelector("header");
const minutes = Number(header.dataset.minutes);
const left = header.querySelector(".left");
const headings = all("article h2, article h3");
let waiting = false;
const tellWhere = () => {
  waiting = false;
  const share = Math.min(1, scrollY / Math.max(1, root.scrollHeight - innerHeight));
  header.style.setProperty("--read", share);
  if (!minutes) return;
  left.textContent =
    share > 0.99 ? tr("read") : tr("{minutes} min left", { minutes: Math.ceil(minutes * (1 - share)) });
  const section = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 2);
  if (!section) return;
  const rest = share > 0.99 ? "" : left.textContent;
  const here = { page: name(location), section: section.closest("section").id, left: rest };
  kept.set(
    "stopped",
    JSON.stringify({ ...here, title: words(document.querySelector("h1")), at: words(section) }),
  );
};
const words = (heading) => heading.textContent.replace(/[#¶]\s*$/, "").trim();
const name = (url) => new URL(url, location).pathname.split("/").pop();
addEventListener(
  "scroll",
  () => {
    if (!waiting) requestAnimationFrame(tellWhere);
    waiting = true;
  },
  { passive: true },
);

// On the first page: a demo that begins by itself, and the place where the reader stopped.
if (!matchMedia("(prefers-reduced-motion: reduce)").matches) document.getElementById("first-steps")?.play();
const goOn = document.getElementById("go-on");
if (goOn && kept.get("stopped")) {
  const { page, section, title, at, left: rest } = JSON.parse(kept.get("stopped"));
  goOn.href = `${page}#${section}`;
  goOn.replaceChildren(tr("Go on: {title}, “{at}”", { title, at }));
  if (rest && rest !== "read") goOn.append(` (${rest})`);
  goOn.hidden = false;
}

// ---- chapters read to their end have a mark in the contents ----
const readPages = () => new Set(kept.get("read")?.split(" "));
const mark = () => {
  const read = readPages();
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
  kept.set("read", [...readPages().add(name(location))].join(" "));
  mark();
}).observe(document.querySelector(".onward"));

// ---- how many of its questions the reader has answered: the page "Your progress" tells ----
const questions = all("gd-quiz");
const countAnswers = () => {
  const answered = questions.filter((question) => question.getAttribute("given")).length;
  kept.set(`questions ${name(location).replace(".html", "")}`, `${answered}/${questions.length}`);
};
if (questions.length) {
  countAnswers();
  document.addEventListener("gd-change", countAnswers, true); // the event does not bubble
}

// ---- proofs, answers and misconceptions, all at once; not the choices of a question ----
const folded = all("article details:not(gd-quiz > *, .hide)");
const openAll = document.querySelector(".open-all");
openAll?.addEventListener("click", () => {
  const open = !folded.every((one) => one.open);
  folded.forEach((one) => (one.open = open));
  openAll.textContent = open ? tr("Close all answers and proofs") : tr("Open all answers and proofs");
});

// ---- from a disk a link cannot download a notebook; the script beside it brings what is in it ----
if (location.protocol === "file:")
  all("a[href$='.ipynb']").forEach((link) =>
    link.addEventListener("click", async (event) => {
      if (link.href.startsWith("blob:")) return;
      event.preventDefault();
      await load(`${link.href}.js`);
      const file = new Blob([`${JSON.stringify(notebook, null, 1)}\n`], { type: "application/x-ipynb+json" });
      link.download ||= name(link.href);
      link.href = URL.createObjectURL(file);
      link.click();
    }),
  );

// ---- what nobody needs in the first moment ----
const idle = window.requestIdleCallback ?? setTimeout;
idle(addCopyButtons);
idle(connectExplanations);
idle(addEnlargeButtons);

// A button on every block of code; with the others of a cell that has some.
function addCopyButtons() {
  for (const block of all(".cell_input .highlight, div[class*=highlight-]:not(.output) > .highlight")) {
    if (block.querySelector(".copy")) continue;
    const button = document.createElement("button");
    button.className = "copy";
    button.textContent = tr("Copy");
    button.addEventListener("click", async () => {
      const code = block.querySelector("textarea")?.value ?? block.querySelector("pre").textContent;
      await navigator.clipboard.writeText(code.trimEnd());
      button.textContent = tr("Copied");
      setTimeout(() => (button.textContent = tr("Copy")), 2000);
    });
    (block.closest(".cell")?.querySelector(".live-bar") ?? block).append(button);
  }
}

// A figure can be seen larger, and moved about there, by a touch on it or by its button. The button belongs
// to the caption, which a figure that the page's Python draws anew takes over.
function addEnlargeButtons() {
  for (const number of all("article figure:has(picture) .caption-number")) {
    const button = document.createElement("button");
    button.className = "enlarge";
    button.setAttribute("aria-label", tr("Enlarge {figure}", { figure: number.textContent.trim() }));
    number.closest("figcaption").append(button);
  }
}
addEventListener("click", ({ target }) => {
  if (target.closest("article figure :is(picture, .enlarge)")) enlarge(target.closest("figure"));
});

function enlarge(figure) {
  const drawing = document.createElement("div");
  for (const picture of figure.querySelectorAll("picture")) {
    const image = picture.querySelector("img");
    const copy = picture.cloneNode(true);
    copy.querySelector("source")?.remove(); // there is room for the wide drawing
    const [width, height] = ["Width", "Height"].map(
      (side) => image.getAttribute(side) ?? image[`natural${side}`],
    );
    copy.style.setProperty("--ratio", width / height);
    drawing.append(copy);
  }
  drawing.tabIndex = 0; // the arrow keys move it
  drawing.setAttribute("role", "group");
  const close = document.createElement("button");
  close.textContent = tr("Close");
  const form = document.createElement("form");
  form.method = "dialog";
  form.append(close);
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  dialog.append(drawing, form);
  for (const part of [dialog, drawing])
    part.setAttribute(
      "aria-label",
      figure.querySelector(".caption-number")?.textContent.trim() ?? tr("Figure"),
    );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// Terms, marks and citations explain themselves when pointed at, by a finger too; Escape hides what they say.
function connectExplanations() {
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
}
addEventListener("keydown", ({ key }) => {
  if (key === "Escape") all(".explanation").forEach((explanation) => explanation.classList.add("dismissed"));
});
addEventListener("pointerdown", ({ target }) => {
  if (!target.closest(".touched, .explanation"))
    all(".touched").forEach((link) => link.classList.remove("touched"));
});

// ---- whatever is wider than the page can be scrolled with the keyboard ----
// It is looked at when it comes near, because looking would lay out what is far away. That is done one by one
// when there is nothing else to do, for those who come to it in another way than by scrolling.
const reachScrollable = ({ target: box }) => {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
};
const near = new IntersectionObserver(
  (boxes) => boxes.filter(({ isIntersecting }) => isIntersecting).forEach(reachScrollable),
  { rootMargin: "50%" },
);
const mayBeWide = all("pre, table, .katex-display");
for (const box of mayBeWide) near.observe(box);
const reachNext = () => {
  const target = mayBeWide.shift();
  if (!target) return;
  reachScrollable({ target });
  idle(reachNext);
};
idle(reachNext);
addEventListener("resize", () =>
  all("pre, table, .katex-display")
    .filter((box) => box.checkVisibility({ contentVisibilityAuto: true }))
    .forEach((target) => reachScrollable({ target })),
);

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

// ---- the search: results below the field while its reader types, or on the search page ----
const seekers = all("form[role=search]");
const scripts = seekers[0].dataset.scripts.split(" ");
let search = null;
const loadSearch = () => {
  search ??= Promise.all(scripts.map(load)).then(() => new BookSearch(searchIndex));
  return search;
};
const toPage = (url) => `${root.dataset.content_root}${url}`;

// One result as a link: where it is, its title, and the passage with the words that were looked for.
function result({ url, page, path, heading, text, words: found }) {
  const [file, anchor = ""] = url.split("#");
  const link = document.createElement("a");
  link.href = `${toPage(file)}?marked=${encodeURIComponent(found.join(" "))}${anchor && `#${anchor}`}`;
  const where = document.createElement("small");
  where.textContent = [page, ...path.slice(0, -1)].filter((part) => part !== heading).join(" › ");
  const passage = document.createElement("span");
  passage.append(...BookSearch.excerpt(text, found));
  const title = document.createElement("b");
  title.textContent = heading;
  link.append(where, title, passage);
  return link;
}

const NOTHING = tr("Nothing found. Try fewer words, or look in the contents or the glossary.");

// The field in the header has a list of results; the arrows go through it, Enter follows, Escape closes it.
const field = document.querySelector("header input[name=q]");
const list = Object.assign(document.createElement("div"), { id: "found", className: "found", hidden: true });
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", tr("Search results"));
const status = Object.assign(document.createElement("p"), { className: "unseen", role: "status" });
field.form.append(list, status);
let chosen = -1;
const choose = (i) => {
  chosen = i;
  [...list.children].forEach((option, place) => option.setAttribute("aria-selected", place === i));
  const option = list.children[i];
  if (option?.id) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
};
const close = () => {
  list.hidden = true;
  field.setAttribute("aria-expanded", false);
  choose(-1);
};
async function lookUp() {
  const query = field.value.trim();
  if (!query) return close();
  const hits = (await loadSearch()).find(query, 8);
  if (field.value.trim() !== query) return; // the reader has typed on
  list.replaceChildren(
    ...hits.map((hit, i) => {
      const option = result(hit);
      Object.assign(option, { id: `found-${i}`, tabIndex: -1 });
      option.setAttribute("role", "option");
      return option;
    }),
  );
  if (!hits.length) list.append(NOTHING);
  list.hidden = false;
  field.setAttribute("aria-expanded", true);
  choose(-1);
  status.textContent = hits.length
    ? tr("{count} passages; the arrow keys go through them.", { count: hits.length })
    : NOTHING;
}
for (const [attribute, value] of Object.entries({
  role: "combobox",
  "aria-expanded": false,
  "aria-controls": "found",
}))
  field.setAttribute(attribute, value);
field.addEventListener("input", lookUp);
field.addEventListener("focus", () => field.value && lookUp());
field.addEventListener("keydown", (event) => {
  const count = list.querySelectorAll("a").length;
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (way && count) {
    event.preventDefault();
    choose((chosen + way + count + (chosen < 0 && way < 0 ? 1 : 0)) % count);
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    list.children[chosen].click();
  } else if (event.key === "Escape") close();
});
addEventListener("pointerdown", ({ target }) => field.form.contains(target) || close());
field.form.addEventListener("focusout", ({ relatedTarget }) => field.form.contains(relatedTarget) || close());
addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  field.focus();
});

// The search page shows all that is found for the words in its address.
const asked = new URLSearchParams(location.search);
const results = document.getElementById("search-results");
if (results && asked.get("q")) {
  all("input[name=q]").forEach((input) => (input.value = asked.get("q")));
  loadSearch().then((book) => {
    const hits = book.find(asked.get("q"), 30);
    const values = { count: hits.length, query: asked.get("q") };
    const words =
      hits.length === 30
        ? tr("The best {count} passages for “{query}”.", values)
        : tr("{count} passages for “{query}”.", values);
    document.getElementById("search-progress").textContent = hits.length ? words : NOTHING;
    results.replaceChildren(...hits.map(result));
  });
}

// Where a result leads, its words are marked in the section, or in the term of the glossary and its meaning.
if (asked.get("marked") && CSS.highlights) {
  load(scripts.at(-1)).then(() => {
    const wanted = new Set(asked.get("marked").split(" "));
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const term = place?.closest("dt");
    const parts = term ? [term, term.nextElementSibling] : [place ?? document.querySelector("article")];
    CSS.highlights.set("found", new Highlight(...parts.flatMap((part) => rangesOf(part, wanted))));
  });
}

function rangesOf(part, wanted) {
  const ranges = [];
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("pre, .katex, script, style, [role=tooltip]")) continue;
    for (const word of text.data.matchAll(/[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+)*/gu)) {
      if (!BookSearch.words(word[0]).some((one) => wanted.has(BookSearch.stem(one)))) continue;
      const range = new Range();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      ranges.push(range);
    }
  }
  return ranges;
}
