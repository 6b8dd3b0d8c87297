// The page's side of worker.js: one Python, which starts when it is first needed, and can be ended.

export class Python {
  // `folder` has worker.js and config.json; onLoading(done, total) hears how much of Python has come.
  constructor(folder, onLoading) {
    this.folder = folder;
    this.onLoading = onLoading;
    this.failed = false;
  }

  // Where Python comes from and how large it is: see the build, book/_ext/course/live.py.
  config() {
    this.configuration ??= fetch(new URL("config.json", this.folder)).then((response) => response.json());
    this.configuration.catch(() => (this.configuration = undefined));
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
      if (data.type === "show") this.onShow(data.kind, data.text);
      if (data.type === "ended") this.onEnded(data.finished);
    };
    // Python itself breaks down, out of memory for one.
    worker.onerror = ({ message }) => {
      this.onShow("error", JSON.stringify({ what: message, line: null, trace: "" }));
      this.stop();
    };
    this.failed = false;
  }

  // Run a cell. The result is whether it came to its end: true, false, or "stopped".
  async run(name, code, onShow) {
    await this.ready();
    return new Promise((resolve) => {
      this.onShow = onShow;
      this.onEnded = resolve;
      this.worker.postMessage({ type: "run", name, code });
    });
  }

  // A reader has changed a demo.
  follow(number, state) {
    this.worker?.postMessage({ type: "demo", number, state: JSON.stringify(state) });
  }

  // End Python, and with it all names.
  stop() {
    this.worker?.terminate();
    this.worker = this.started = undefined;
    this.giveUp?.(new Error("stopped"));
    this.onEnded?.("stopped");
  }
}
