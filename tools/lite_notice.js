// In each page of the notebooks that run in the browser: says so when the network keeps Python away.
// Python begins with a worker; when one is made, see whether the files that it will fetch can be had.

const SOURCE = "PYODIDE"; // tools/lite.py puts the address in
const STYLE = `position: fixed; inset: auto 1rem 1rem; z-index: 10000; margin: 0; padding: 1rem;
  border: 2px solid #b4530a; border-radius: 6px; background: #fffefb; color: #24211d;
  font: 1rem/1.5 sans-serif`;
const WORDS = `Python could not be loaded, because this network blocks ${new URL(SOURCE).host}, where it comes
  from. You can read the notebook here, but its cells will not run. Save a copy with File, Download, and run
  it where Python is installed, or try again on another network.`;

let looked = false;
async function look() {
  if (looked) return;
  looked = true;
  const signal = AbortSignal.timeout(8000);
  const came = await fetch(`${SOURCE}/pyodide.mjs`, { signal }).catch(() => null);
  if (!came?.ok) say();
}

function say() {
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.style.cssText = STYLE;
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => notice.remove());
  notice.append(WORDS, " ", close);
  document.body.append(notice);
}

window.Worker = class extends Worker {
  constructor(...how) {
    super(...how);
    look();
  }
};
