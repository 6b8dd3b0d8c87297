// The page's side of worker.js: one Python, which starts when it is first needed, and can be ended.

import { button, kept } from "./parts.js";

export class Python {
  // `folder` has worker.js and config.json; onLoading(done, total) hears how much of Python has come, and
  // onStop() that it has ended, with all its names.
  constructor({ folder, onLoading, onStop }) {
    Object.assign(this, { folder, onLoading, onStop, failed: false });
  }

  // Where Python comes from and how large it is: see the build, book/_ext/course/live.py.
  config() {
    this.configuration ??= fetchJson(new URL("config.json", this.folder)).catch((error) => {
      this.configuration = undefined;
      throw error;
    });
    return this.configuration;
  }

  // Start Python unless it runs. Rejects with the reason if it does not come; then it can be tried again.
  ready() {
    this.started ??= this.start().catch((error) => {
      this.stop();
      this.failed = true;
      throw error;
    });
    return this.started;
  }

  async start() {
    const config = await this.config();
    const worker = new Worker(new URL("worker.js", this.folder));
    this.worker = worker;
    await new Promise((resolve, reject) => {
      this.giveUp = reject;
      worker.onerror = ({ message }) => reject(new Error(message || "the worker does not start"));
      worker.onmessage = ({ data }) => {
        if (data.type === "loading") this.onLoading(data.done, data.total);
        if (data.type === "ready") resolve();
        if (data.type === "failed") reject(new Error(data.why));
      };
      worker.postMessage({ type: "start", config, fresh: this.failed });
    });
    worker.onmessage = ({ data }) => {
      if (data.type === "show") this.output.show(data.kind, data.text);
      if (data.type === "ended") this.onEnded(data.finished);
    };
    // Python itself breaks down, for want of memory, say.
    worker.onerror = ({ message }) => {
      this.output?.show("error", JSON.stringify({ what: message, line: null, trace: "" }));
      this.stop();
    };
    this.failed = false;
  }

  // Run a cell, which shows what it shows in `output`. The result is whether it came to its end: true, false,
  // or "stopped".
  async run(name, code, output) {
    await this.ready();
    return new Promise((resolve) => {
      this.output = output;
      this.onEnded = resolve;
      const isNarrow = matchMedia("(max-width: 40rem)").matches; // as in course.css
      this.worker.postMessage({ type: "run", name, code, isNarrow });
    });
  }

  // A reader has changed a demo.
  follow(number, state) {
    this.worker?.postMessage({ type: "demo", number, state: JSON.stringify(state) });
  }

  stop() {
    this.worker?.terminate();
    this.worker = this.started = undefined;
    this.giveUp?.(new Error("stopped"));
    this.onEnded?.("stopped");
    this.onStop();
  }
}

export async function fetchJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers with ${response.status}`);
  return response.json();
}

// Ask the reader, once, before anything is fetched from another host. Resolves with whether Python may run.
export async function agree(python, status) {
  let config;
  try {
    config = await python.config();
  } catch {
    return true; // `ready` meets the same, and says so
  }
  if (!config.host || kept.get("gd-python") === "yes") return true;
  const bytes = Object.values(config.files).reduce((sum, file) => sum + file.bytes, 0);
  const question =
    `Python is not part of this site. May the page fetch it from ${config.host}, which hosts Pyodide? ` +
    `It is ${Math.round(bytes / 1e6)} MB, which the browser keeps for next time. `;
  const isAgreed = await status.ask(question, "Fetch Python");
  if (isAgreed) kept.set("gd-python", "yes");
  return isAgreed;
}

// What to say when Python could not be loaded.
export function hasNotCome({ message }, retry) {
  const words = "Python could not be loaded, because the network blocks it or a file arrived damaged ";
  return [`${words}(${message}). The page works as before. `, button("Try again", retry)];
}
