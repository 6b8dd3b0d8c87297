// The page "Your progress": what this browser has kept of the reader's work is shown, saved to a file,
// brought back from one, or forgotten. KINDS below is the only place that knows all that the course keeps.

(() => {
  const COURSE = "gradient-descent";
  const FORMAT = 1; // of the file; raised when a file of this version would be misread by an older page
  const LARGEST = 5_000_000; // bytes: as much as a browser keeps for a site
  const PAGE = /^[\w-]+\.html$/;

  const isShort = (text) => text.length <= 200;
  const isText = (text) => text.length <= 200_000;
  const isCount = (text) => /^\d{1,3}\/\d{1,3}$/.test(text);
  const more = (here, there) => (Number.parseInt(there, 10) > Number.parseInt(here, 10) ? there : here);

  // What is kept, by its name or the beginning of its name. A text from a file is taken only if `isValid`,
  // because pages trust what is kept. `both` makes one text of two that differ; where there is none, the
  // reader is asked. What is `own` is this browser's affair: it can be forgotten, but no file has it.
  const KINDS = {
    "gd-read": {
      isValid: (text) => text.split(" ").every((page) => PAGE.test(page)),
      both: (here, there) => [...new Set(`${here} ${there}`.split(" "))].join(" "),
    },
    "gd-stopped": { isValid: isPlace, both: (here) => here },
    "gd-questions ": { isValid: isCount, both: more }, // how many of a chapter's questions are answered
    "gd-quiz ": { isValid: isShort, what: tr("Answers to questions") },
    "gd-cell ": { isValid: isText, what: tr("Cells of code") },
    "gd-answer ": { isValid: isText, what: tr("Answers in problem sets") },
    "gd-passed ": { isValid: isText, both: (here) => here }, // the answer with which a test has passed
    "gd-progress ": { isValid: isCount, both: more }, // the points of a set, counted anew when it is opened
    "gd-drill": {
      isValid: isScore,
      both: (here, there) => (JSON.parse(there).asked > JSON.parse(here).asked ? there : here),
    },
    "gd-theme": { own: true },
    "gd-python": { own: true }, // that Python may be fetched
  };

  function isPlace(text) {
    const { page, section, ...words } = JSON.parse(text);
    const isShown = ["title", "at", "left"].every(
      (name) => typeof words[name] === "string" && isShort(words[name]),
    );
    return PAGE.test(page) && /^[\w-]*$/.test(section) && isShown;
  }

  function isScore(text) {
    const { asked, correct, streak, causes } = JSON.parse(text);
    const isCause = (cause) => cause !== null && typeof cause === "object";
    return (
      [asked, correct, streak].every(Number.isSafeInteger) &&
      (causes === undefined || (isCause(causes) && Object.values(causes).every(isCause)))
    );
  }

  // A kind that ends in a space has many names, and any other has one.
  const kindOf = (name) =>
    KINDS[Object.keys(KINDS).find((kind) => (kind.endsWith(" ") ? name.startsWith(kind) : name === kind))];

  function isWelcome(name, text) {
    const kind = kindOf(name);
    try {
      return Boolean(
        kind && !kind.own && typeof text === "string" && name.length <= 2000 && kind.isValid(text),
      );
    } catch {
      return false; // no JSON, or nothing in it that could be looked at
    }
  }

  // ---- what is kept here ----
  // Undefined where the browser denies it; a browser may also let a page read, but not write.
  function openStorage() {
    try {
      localStorage.setItem("gd-try", "");
      localStorage.removeItem("gd-try");
      return localStorage;
    } catch {
      return undefined;
    }
  }
  const storage = openStorage();
  const namesHere = () => Object.keys(storage).filter(kindOf);

  // All of it or nothing: a browser that has no more room is left as it was.
  function write(changes) {
    const before = [...changes.keys()].map((name) => [name, storage.getItem(name)]);
    try {
      for (const [name, text] of changes) storage.setItem(name, text);
    } catch (error) {
      for (const [name, text] of before)
        text === null ? storage.removeItem(name) : storage.setItem(name, text);
      throw error;
    }
    dispatchEvent(new CustomEvent("gd-progress"));
    tellSoFar();
  }

  // ---- to a file ----
  function save() {
    const names = namesHere().filter((name) => isWelcome(name, storage.getItem(name)));
    const saved = new Date().toISOString();
    const kept = Object.fromEntries(names.map((name) => [name, storage.getItem(name)]));
    const text = `${JSON.stringify({ course: COURSE, format: FORMAT, saved, kept }, null, 1)}\n`;
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const download = `${COURSE}-progress-${saved.slice(0, 10)}.json`;
    Object.assign(document.createElement("a"), { href, download }).click();
    say(
      names.length
        ? tr("Saved in {file}.", { file: download })
        : tr("There is nothing to save yet, so {file} is empty.", { file: download }),
    );
  }

  // ---- from a file ----
  // What a file keeps, as pairs; throws what to say if it is not a file of this course.
  async function read(file) {
    const foreign = tr("{file} is not a file that this page has saved, so nothing has changed.", {
      file: file.name,
    });
    if (file.size > LARGEST) throw foreign;
    let content;
    try {
      content = JSON.parse(await file.text());
    } catch {
      throw foreign;
    }
    if (content?.course !== COURSE || !Number.isInteger(content.format)) throw foreign;
    if (content.format > FORMAT)
      throw tr(
        "{file} was saved by a newer version of the course, which this one cannot read. " +
          "Load this page anew, or go where the newer version is. Nothing has changed.",
        { file: file.name },
      );
    return Object.entries(Object(content.kept));
  }

  // What a file would change here, and what differs so that only the reader can choose.
  function compare(entries) {
    const changes = new Map();
    const differ = new Map();
    for (const [name, there] of entries) {
      const here = storage.getItem(name);
      if (here === there) continue;
      const { both } = kindOf(name);
      if (here === null) changes.set(name, there);
      else if (!both) differ.set(name, there);
      else if (both(here, there) !== here) changes.set(name, both(here, there));
    }
    return { changes, differ };
  }

  // That a test has passed counts for the answer with which it did, so it comes along with that answer.
  function withPassedTests(changes, entries) {
    const isTaken = ([name, text]) => (changes.get(name) ?? storage.getItem(name)) === text;
    const answers = entries.filter(([name]) => name.startsWith("gd-answer ")).filter(isTaken);
    const codes = new Set(answers.map(([, text]) => text));
    const passed = entries.filter(([name, text]) => name.startsWith("gd-passed ") && codes.has(text));
    return new Map([...changes, ...passed]);
  }

  async function bringBack(file) {
    close();
    try {
      const all = await read(file);
      const entries = all.filter(([name, text]) => isWelcome(name, text));
      const refused = all.length - entries.length;
      const { changes, differ } = compare(entries);
      const finish = (chosen) => {
        close();
        try {
          write(withPassedTests(new Map([...changes, ...chosen]), entries));
          say(whatCame(file.name, changes.size + chosen.size, differ.size - chosen.size, refused));
        } catch {
          say(tr("Your browser has no room for all of it, so nothing has changed."));
        }
      };
      if (!differ.size) return finish(new Map());
      say("");
      ask(
        buttons.bring,
        tr("{kinds}: the file {file} differs from this browser. Which do you want?", {
          kinds: inWords(differ),
          file: file.name,
        }),
        [tr("Keep those here"), () => finish(new Map())],
        [tr("Take those of the file"), () => finish(differ)],
      );
    } catch (words) {
      if (typeof words !== "string") throw words;
      say(words);
    }
  }

  function whatCame(file, taken, left, refused) {
    let came = tr("{file} has nothing that is not here already.", { file });
    if (left) came = tr("Your own answers stay, and {file} has nothing else that is new.", { file });
    if (taken) came = tr("Brought back from {file}.", { file });
    if (!refused) return came;
    return `${came} ${tr("Entries that are not the course's, and were left out: {refused}.", { refused })}`;
  }

  // As in "Answers in problem sets (2), Cells of code (1)".
  function inWords(differ) {
    const counts = new Map();
    for (const name of differ.keys()) {
      const { what } = kindOf(name);
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
    return [...counts].map(([what, count]) => `${what} (${count})`).join(", ");
  }

  // ---- forgetting ----
  function askToForget() {
    const names = namesHere();
    if (!names.length) return say(tr("There is nothing to forget."));
    say("");
    ask(
      buttons.forget,
      tr("Forget everything that this course has kept in this browser? Only a file can bring it back."),
      [tr("Yes, forget everything"), forget],
      [tr("No, keep it"), close],
    );
  }

  function forget() {
    close();
    namesHere().forEach((name) => storage.removeItem(name));
    dispatchEvent(new CustomEvent("gd-progress"));
    tellSoFar();
    say(tr("Forgotten."));
  }

  // ---- what is shown ----
  const at = (id) => document.getElementById(id);
  const buttons = { save: at("save-progress"), bring: at("bring-progress"), forget: at("forget") };
  const [status, question, file, rows] = [
    "progress-status",
    "progress-question",
    "progress-file",
    "so-far",
  ].map(at);
  const say = (words) => (status.textContent = words);

  // Below the buttons. The first choice has the focus, until one is made: then the button that asked has it.
  let asker;
  function ask(from, words, ...choices) {
    asker = from;
    const asked = Object.assign(document.createElement("p"), { textContent: words, id: "asked" });
    const answers = choices.map(([label, action]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.addEventListener("click", action);
      return button;
    });
    question.replaceChildren(asked, ...answers);
    question.hidden = false;
    answers[0].focus();
  }

  function close() {
    const hadFocus = question.contains(document.activeElement);
    question.hidden = true;
    question.replaceChildren();
    if (hadFocus) asker.focus();
  }

  // A row for each chapter in the contents, with the sets that go with it.
  function tellSoFar() {
    const read = new Set(storage?.getItem("gd-read")?.split(" "));
    const links = [...document.querySelectorAll("#contents .toctree-l1 > a")];
    const name = (link) => new URL(link.href).pathname.split("/").pop();
    const chapters = links.filter((link) => /^\d\d_/.test(name(link)));
    rows.replaceChildren(
      ...chapters.map((chapter) => {
        const page = name(chapter).replace(".html", "");
        const sets = links.filter((link) => name(link).startsWith(`set_${page.slice(0, 3)}`));
        const row = document.createElement("tr");
        const heading = document.createElement("th");
        heading.scope = "row";
        heading.append(linkTo(chapter, chapter.textContent));
        const answered = storage?.getItem(`gd-questions ${page}`);
        row.append(
          heading,
          cell(read.has(`${page}.html`) ? tr("✓ read") : "–"),
          cell(share(answered)),
          points(sets),
        );
        return row;
      }),
    );
  }

  function points(sets) {
    const found = cell();
    for (const set of sets) {
      const done = storage?.getItem(
        `gd-progress ${new URL(set.href).pathname.split("/").pop().replace(".html", "")}`,
      );
      const line = document.createElement("div");
      line.append(linkTo(set, done ? tr("{share} points", { share: share(done) }) : tr("not begun")));
      line.firstChild.setAttribute("aria-label", `${set.textContent.trim()}: ${line.textContent}`);
      found.append(line);
    }
    return found;
  }

  const share = (text) =>
    text ? tr("{count} of {all}", { count: text.split("/")[0], all: text.split("/")[1] }) : "–";
  const cell = (words = "") => Object.assign(document.createElement("td"), { textContent: words });
  const linkTo = ({ href }, words) =>
    Object.assign(document.createElement("a"), { href, textContent: words.trim() });

  tellSoFar();
  if (!storage)
    return say(
      tr(
        "Your browser does not let this page keep anything, so there is nothing to save, to bring back " +
          "or to forget.",
      ),
    );
  for (const button of Object.values(buttons)) button.disabled = false;
  buttons.save.addEventListener("click", save);
  buttons.bring.addEventListener("click", () => file.click());
  buttons.forget.addEventListener("click", askToForget);
  file.addEventListener("change", async () => {
    if (file.files.length) await bringBack(file.files[0]);
    file.value = ""; // the same file may be chosen again
  });
})();
