// The notebook's side: an anywidget hosts the element and keeps its state in step with Python's.

export function render({ model, el }) {
  const demo = document.createElement(model.get("tag"));
  const names = demo.constructor.observedAttributes;
  const fromPython = () => names.forEach((name) => demo.setAttribute(name, model.get(name)));
  demo.setAttribute("hosted", "");
  if (model.get("goal")) demo.setAttribute("goal", model.get("goal"));
  demo.innerHTML = model.get("content") ?? ""; // the question, if it is a quiz
  demo.setAttribute("data-lm-suppress-shortcuts", "true"); // otherwise JupyterLab treats keys as shortcuts
  fromPython();
  demo.addEventListener("gd-change", () => {
    for (const name of names) model.set(name, demo.state[name]);
    model.save_changes();
  });
  for (const name of names) model.on(`change:${name}`, fromPython);
  el.append(demo);
  return () => names.forEach((name) => model.off(`change:${name}`, fromPython));
}
