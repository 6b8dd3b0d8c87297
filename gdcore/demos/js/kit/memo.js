// What is costly to make is kept until something that it depends on has changed.

export class Memo {
  kept = {};

  // What `make` last returned under this name. It is called again only when something in `causes`, an
  // array of all that the thing depends on, has changed.
  once(name, causes, make) {
    const key = JSON.stringify(causes);
    if (this.kept[name]?.key !== key) this.kept[name] = { key, thing: make() };
    return this.kept[name].thing;
  }
}
