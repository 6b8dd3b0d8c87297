"""The outputs of a cell: the examiner's as they are, the student's only as far as they are harmless."""

from grading.isolation.wire import WireError, clean

SHOWN = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg", "image/svg+xml")


class Outputs(list):
    """The outputs of one cell. `add` has a limit, in bytes; `append`, which is for verdicts, has none."""

    def __init__(self, limit):
        self.limit = self.left = limit
        self.is_full = False

    def add(self, output):
        size = size_of(output)
        if self.is_full:
            return
        if size > self.left:
            self.is_full = True
            if output["output_type"] == "stream":
                self._append(stream(output["text"][:2000] + "\n", output["name"]))
            self._append(stream("... the rest of the output is left out: there is too much of it\n"))
            return
        self.left -= size
        self._append(output)

    @property
    def used(self):
        return self.limit - self.left

    def _append(self, output):
        if (
            self
            and output["output_type"] == self[-1]["output_type"] == "stream"
            and output["name"] == self[-1]["name"]
        ):
            self[-1]["text"] += output["text"]
        else:
            self.append(output)


def size_of(output):
    parts = [output.get(part, "") for part in ("text", "ename", "evalue")]
    parts += [*output.get("data", {}).values(), *output.get("traceback", [])]
    return 100 + sum(len(part.encode()) for part in parts)  # an empty output takes room as well


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def error(name, text, traceback):
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": traceback}


def of_student(output):
    """A student's output, built anew from the parts that are known; WireError if it is no output."""
    try:
        kind = output["output_type"]
        if kind == "stream":
            return stream(_text(output["text"]), "stderr" if output["name"] == "stderr" else "stdout")
        if kind in ("display_data", "execute_result"):
            data = {mime: _text(output["data"][mime]) for mime in SHOWN if mime in output["data"]}
            return {"output_type": kind, "data": data, "metadata": {}}
        if kind == "error":
            return error(
                _text(output["ename"]), _text(output["evalue"]), [_text(line) for line in output["traceback"]]
            )
    except (TypeError, LookupError, AttributeError):
        pass
    raise WireError("not an output")


def _text(text):
    return clean(text, limit=2**23)


def in_test(output):
    """A student's output as it may stand under a test cell, where nbgrader must not take it for a verdict.

    It takes errors for failures, and the value of the last line for points.
    """
    if output["output_type"] == "stream":
        return stream(output["text"])
    if output["output_type"] == "error":
        return stream("\n".join(output["traceback"]) + "\n")
    return output | {"output_type": "display_data"}
