// A deck of slides: reveal.js with the notes of the speaker, and the site's light and dark.

import Reveal from "reveal.js";
import Notes from "reveal.js/plugin/notes";

// The keys of a demo are its own as long as the focus is in it; those that a clicker sends turn the page.
const CLICKER = ["PageUp", "PageDown"];
const ours = ({ key }) => CLICKER.includes(key) || !document.activeElement?.localName.startsWith("gd-");

const deck = new Reveal(document.querySelector(".reveal"), {
  plugins: [Notes],
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: true,
  navigationMode: "linear",
  slideNumber: "c/t",
  transition: "none",
  backgroundTransition: "none",
  scrollActivationWidth: null,
  keyboardCondition: ours,
  // On paper the answer of a question stands on a sheet of its own.
  pdfSeparateFragments: true,
  pdfMaxPagesPerSlide: 1,
});

// A demo is as large as it can be, with its controls beside its plots, and without what no class looks at.
const style = new CSSStyleSheet();
style.replaceSync(`
  :host { margin: 0 !important; }
  details, .link, .caption, .demo .demo { display: none !important; }
  .demo { grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); gap: 0 1.75rem; }
  .demo > * { grid-column: 2; margin-top: 0; margin-bottom: 0.6rem; }
  .demo > .plots { grid-area: 1 / 1 / span 20; }
`);
const frame = () => new Promise(requestAnimationFrame);
async function fit(slide) {
  const demo = slide?.querySelector(".demo > *");
  if (!demo?.shadowRoot || demo.shadowRoot.adoptedStyleSheets.includes(style)) return;
  demo.shadowRoot.adoptedStyleSheets.push(style);
  const room = demo.parentElement;
  for (let zoom = 1.6; zoom > 0.75; zoom -= 0.1) {
    Object.assign(demo.style, { zoom, width: `${room.clientWidth / zoom}px` });
    await frame();
    await frame(); // it has measured itself, and has its new size
    if (demo.offsetHeight * zoom <= room.clientHeight) break;
  }
  demo.dataset.fitted = "";
}
deck.on("ready", ({ currentSlide }) => fit(currentSlide));
deck.on("slidechanged", ({ currentSlide }) => fit(currentSlide));

// With ?print-pdf all slides stand below one another, and tools/slides.py waits until they are complete.
deck.on("pdf-ready", async () => {
  for (const slide of document.querySelectorAll(".slides section")) await fit(slide);
  for (const img of document.querySelectorAll(".slides img")) {
    img.loading = "eager";
    if (img.checkVisibility()) await img.decode();
  }
  document.documentElement.dataset.printable = "";
});

deck.initialize().then(() => {
  deck.addKeyBinding({ keyCode: 84, key: "T", description: "Light or dark" }, () => {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage["gd-theme"] = root.dataset.theme;
    } catch {} // denied: the choice holds for this deck
  });
});

window.deck = deck;
