// The search, loaded by page.js at the first key, together with MiniSearch and the sections of the book,
// which book/_ext/course/search.py writes. The field in the header and the search page use it.

window.BookSearch = (() => {
  // Words without which a question still says what it asks for.
  const SMALL = new Set(
    (
      "a an and are as at be but by can do does for from has have how i if in into is it its me my not of " +
      "on or should so than that the their then there they this to use was we what when where which who " +
      "why will with you your much many"
    ).split(" "),
  );
  const SIGNS =
    "α alpha β beta γ gamma δ delta ε epsilon η eta θ theta κ kappa λ lambda μ mu µ mu π pi ρ rho ";
  const MORE = "σ sigma τ tau φ phi ω omega Δ delta Σ sigma √ sqrt ∇ nabla ∞ infinity";
  const NAMES = Object.fromEntries(`${SIGNS}${MORE}`.match(/\S+ \S+/g).map((pair) => pair.split(" ")));

  const named = (text) => text.replace(/\P{ASCII}/gu, (sign) => (NAMES[sign] ? ` ${NAMES[sign]} ` : sign));

  // A word without its ending, so that "oscillates" finds "oscillation".
  function stem(word) {
    let stemmed = word.replace(/ies$/, "y").replace(/([^siu])s$/, "$1");
    if (stemmed.length > 5) stemmed = stemmed.replace(/(ing|ed|ion|ence|ent|or)$/, "");
    return stemmed.replace(/([bgmnpt])\1$/, "$1").replace(/(.{3})e$/, "$1");
  }

  // The words of a text; one with a hyphen is there as a whole and in its parts.
  function words(text) {
    const found = named(text)
      .toLowerCase()
      .replace(/[’']s?\b/g, "")
      .match(/[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+)*/gu);
    return (found ?? []).flatMap((word) => {
      const parts = word.split(/[-‑]/);
      return parts.length > 1 ? [parts.join(""), ...parts] : parts;
    });
  }

  const stems = (text) => words(text).map(stem).join(" ");

  // A formula as it is typed, without spaces: "2 / (mu + L)" and "2/(μ + L)" are one.
  const typed = (text) =>
    named(text)
      .replace(/[·*\s]/g, "")
      .replaceAll("²", "^2")
      .toLowerCase();

  const isFormula = (query) => /[/^=+√()]/.test(query);

  class BookSearch {
    constructor(sections) {
      this.sections = sections.map((section, id) => {
        const heading = section.path.at(-1) ?? section.page;
        const above = [section.page, ...section.path.slice(0, -1)].join(" ");
        return { ...section, id, heading, above };
      });
      this.index = new MiniSearch({
        fields: ["heading", "terms", "above", "text"],
        tokenize: words,
        processTerm: (word) => !SMALL.has(word) && stem(word),
      });
      this.index.addAll(this.sections);
    }

    // The best sections for a query, each with the words that it was found by.
    find(query, most = 12) {
      const hits = this.index.search(query, {
        boost: { heading: 4, terms: 2, above: 1.5 },
        prefix: (word) => word.length > 3,
        fuzzy: (word) => (word.length > 4 ? 0.22 : false),
        weights: { fuzzy: 0.2, prefix: 0.5 },
        maxFuzzy: 2,
        boostDocument: (id) => this.sections[id].weight * this.nearness(id, query),
      });
      // Each further word of the query that a section has counts more than one word again and again.
      for (const hit of hits) hit.score *= new Set(hit.queryTerms).size ** 2;
      hits.sort((a, b) => b.score - a.score);
      return hits.slice(0, most).map(({ id, terms }) => ({ ...this.sections[id], words: terms }));
    }

    // A section that has the formula sign for sign, or the query word for word, is what was meant.
    nearness(id, query) {
      const { heading, text } = this.sections[id];
      if (isFormula(query)) return typed(text).includes(typed(query)) ? 10 : 0.5;
      const phrase = stems(query);
      if (stems(heading) === phrase) return 3;
      this.texts ??= this.sections.map((section) => stems(section.text));
      return phrase.includes(" ") && this.texts[id].includes(phrase) ? 2 : 1;
    }
  }

  // The passage of a text around the first place that has most of the words, with them marked.
  function excerpt(text, found, length = 170) {
    const places = [...text.matchAll(/[\p{L}\p{N}]+(?:[-‑][\p{L}\p{N}]+)*/gu)].filter((place) =>
      words(place[0]).some((word) => found.includes(stem(word))),
    );
    const near = (place) =>
      places.filter(({ index }) => index >= place.index && index < place.index + length);
    const distinct = (place) => new Set(near(place).map((each) => stem(each[0].toLowerCase()))).size;
    const best = places.reduce(
      (most, place) => (!most || distinct(place) > distinct(most) ? place : most),
      null,
    );
    const start = best ? Math.max(0, text.lastIndexOf(" ", Math.max(0, best.index - 50))) : 0;
    const end = start + length >= text.length ? text.length : text.lastIndexOf(" ", start + length);
    const parts = [start > 0 ? "… " : ""];
    let at = start;
    for (const place of places) {
      if (place.index < at || place.index + place[0].length > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = place[0];
      parts.push(text.slice(at, place.index), mark);
      at = place.index + place[0].length;
    }
    parts.push(text.slice(at, end), end < text.length ? " …" : "");
    return parts;
  }

  return Object.assign(BookSearch, { excerpt, words, stem });
})();
