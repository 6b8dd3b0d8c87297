"""A file that holds arrays and, as text, what they belong to: from it `fit` goes on to the last bit.

The file is NumPy's .npz without pickled objects, so that opening a stranger's runs nothing of it.
"""

import json
import os
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

VERSION = 1  # of what is in the file; a change of it makes older files unreadable, and says so


def write(path: str | os.PathLike, about: dict[str, Any], arrays: dict[str, Any]) -> None:
    """Write a checkpoint; one that was there is replaced in a single move, or stays as it is.

    about   what is not an array, as JSON can hold it
    arrays  by name
    """
    path = Path(path)
    new = path.with_name(f"{path.name}.new")
    with open(new, "wb") as file:
        np.savez(file, about=json.dumps({"version": VERSION} | about), **arrays)
    new.replace(path)


def read(path: str | os.PathLike, argument: str) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """What `write` wrote: about and arrays.

    Raises ValueError, naming the argument, for a file that is no checkpoint or one of another version.
    """
    try:
        with open(path, "rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = dict(stored)
        about = json.loads(str(arrays.pop("about")))
        version = about["version"]
    except (BadZipFile, ValueError, KeyError, TypeError, EOFError):
        raise ValueError(f"{argument} must be a checkpoint, got {os.fspath(path)!r}, which is none") from None
    if version != VERSION:
        raise ValueError(f"{argument} must be a checkpoint of version {VERSION}, got one of {version!r}")
    return about, arrays
