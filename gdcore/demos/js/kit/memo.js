// What is costly to make is kept until something that it depends on has changed.

export class Memo {
  kept = {};

  // The thing of this name: what `make` last returned, or what it returns now if one of the causes, an
  // array of all that the thing depends on, is not what it was.
  once(name, causes, make) {
    const key = JSON.stringify(causes);
    if (this.kept[name]?.key !== key) this.kept[name] = { key, thing: make() };
    return this.kept[name].thing;
  }
}
