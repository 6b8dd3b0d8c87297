// The page's Python: Pyodide in a worker of its own, so that a cell that runs for long leaves the page alone,
// and a cell that runs for ever can be ended with the worker. It says what comes, by messages:
//
//   from the page   start   {config, fresh}         fetch Python; `fresh` means not from the browser's cache
//                   run     {name, code, isNarrow}  run a cell, called `name` in tracebacks, for such a page
//                   demo    {number, state}         a reader has changed a demo
//   to the page     loading {done, total}           so many bytes of so many are there
//                   ready   {}
//                   failed  {why}                   Python has not come
//                   show    {kind, text}            what the cell shows: see cells.py
//                   ended   {finished}              the cell has ended; whether it came to its end
//
// Messages are dealt with one after the other. No part of Python is used before it has come whole: each file
// has the length and the checksum that config.json says.

let cells; // the module, once it is there

const handlers = {
  async start({ config, fresh }) {
    try {
      cells = await startPython(config, fresh);
      postMessage({ type: "ready" });
    } catch (error) {
      postMessage({ type: "failed", why: error.message });
    }
  },

  run({ name, code, isNarrow }) {
    postMessage({ type: "ended", finished: cells.run(code, name, isNarrow) });
  },

  demo({ number, state }) {
    cells?.follow(number, state);
  },
};
addEventListener("message", ({ data }) => handlers[data.type](data));

async function startPython({ files, python, packages }, fresh) {
  const progress = countBytes(Object.values(files));
  // All at once; Pyodide, which asks for them one by one, gets them as they come.
  const coming = new Map(
    Object.entries(files).map(([name, file]) => [name, fetchWhole(file, fresh, progress)]),
  );
  const everything = Promise.all(coming.values());
  everything.catch(() => {}); // whoever waits for one of them hears of it
  self.fetch = async (url) => {
    const name = String(url).split("/").pop();
    const headers = {
      "content-type": name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream",
    };
    return new Response(await coming.get(name), { headers });
  };
  for (const script of ["pyodide.js", "pyodide.asm.js"]) {
    importScripts(URL.createObjectURL(new Blob([await coming.get(script)], { type: "text/javascript" })));
  }
  // Pyodide itself may wait for ever for a file that does not come.
  const [pyodide] = await Promise.all([loadPyodide({ indexURL: "python:/" }), everything]);
  await pyodide.loadPackage(packages, { messageCallback() {}, checkIntegrity: false });
  pyodide.unpackArchive(await coming.get(python), "zip", { extractDir: sitePackages(pyodide) });
  coming.clear();
  const module = pyodide.pyimport("cells");
  module.start((kind, text) => postMessage({ type: "show", kind, text }));
  return module;
}

function sitePackages(pyodide) {
  return pyodide.runPython("import site; site.getsitepackages()[0]");
}

// ---- files that come whole, or not at all ----
const fetchOverNet = self.fetch;

async function fetchWhole({ url, bytes, sha256 }, fresh, progress) {
  const response = await fetchOverNet(url, { cache: fresh ? "reload" : "default" });
  if (!response.ok) throw new Error(`${url} answers with ${response.status}`);
  const whole = new Uint8Array(bytes);
  let length = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length + value.length <= bytes) whole.set(value, length);
    length += value.length;
    progress(value.length);
  }
  if (length !== bytes) throw new Error(`${url} has ${length} bytes of ${bytes}`);
  // Browsers compute checksums on pages that came over a safe connection only.
  if (self.crypto?.subtle && (await checksum(whole)) !== sha256)
    throw new Error(`${url} is not what it should be`);
  return whole;
}

async function checksum(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function countBytes(files) {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  return (bytes) => {
    done += bytes;
    postMessage({ type: "loading", done, total });
  };
}
