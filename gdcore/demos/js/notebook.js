// The notebook's side: an anywidget hosts the element and keeps its state and Python's the same.

export function render({ model, el }) {
  const demo = document.createElement(model.get("tag"));
  const names = demo.constructor.observedAttributes;
  const fromPython = () => names.forEach((name) => demo.setAttribute(name, model.get(name)));
  demo.setAttribute("hosted", "");
  demo.innerHTML = model.get("content") ?? ""; // of a quiz, its question
  demo.setAttribute("data-lm-suppress-shortcuts", "true"); // or JupyterLab takes the keys as its own
  fromPython();
  demo.addEventListener("gd-change", () => {
    for (const name of names) model.set(name, demo.state[name]);
    model.save_changes();
  });
  for (const name of names) model.on(`change:${name}`, fromPython);
  el.append(demo);
  return () => names.forEach((name) => model.off(`change:${name}`, fromPython));
}
