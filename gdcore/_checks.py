"""Checks of arguments: each raises ValueError naming the argument and the value."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._types import Array, PerRun, Seed


def require(condition: Any, argument: str, rule: str, value: Any) -> None:
    """Raise ValueError unless `condition` holds; where it has elements, name the first that fails."""
    if np.all(condition):
        return
    if np.ndim(condition):
        place = tuple(np.argwhere(~condition)[0].tolist())
        argument, value = f"{argument}{list(place)}", np.asarray(value)[place].item()
    raise ValueError(f"{argument} must {rule}, got {value!r}")


def common_runs(shapes: dict[str, tuple[int, ...]], whose: str) -> tuple[int, ...]:
    """The shape of runs to which all of these broadcast; quickly where none has an axis, as is usual."""
    with_axes = [shape for shape in shapes.values() if shape]
    try:
        return np.broadcast_shapes(*with_axes) if with_axes else ()
    except ValueError:
        raise ValueError(f"{whose} must have runs that broadcast, got {shapes}") from None


def with_parameter_axis(value: Any) -> PerRun:
    """A float as it is; an array over runs `(...)` as `(..., 1)`, to broadcast over parameters."""
    return float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=float)[..., np.newaxis]


def real(value: ArrayLike, argument: str) -> Array:
    """An array of floats of any shape; float32 stays float32."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        array = np.array(None)
    require(array.dtype.kind in "biuf", argument, "hold real numbers", value)
    return array if array.dtype.kind == "f" else array.astype(float)


def number(value: ArrayLike, argument: str) -> float:
    """One finite number."""
    array = real(value, argument)
    require(array.ndim == 0 and np.isfinite(array), argument, "be one finite number", value)
    return float(array)


def amount(value: ArrayLike, argument: str) -> float:
    """One finite number that is not negative."""
    array = real(value, argument)
    one_number = array.ndim == 0 and np.isfinite(array) and array >= 0
    require(one_number, argument, "be one finite number and not negative", value)
    return float(array)


def rate(value: ArrayLike, argument: str = "lr") -> PerRun:
    """A learning rate, or an array of them: finite and not negative."""
    array = real(value, argument).astype(float)
    require(np.isfinite(array) & (array >= 0), argument, "be finite and not negative", value)
    return float(array) if array.ndim == 0 else array


def decay_factor(value: ArrayLike, argument: str) -> PerRun:
    """A share that is kept from step to step, or an array of them: in [0, 1)."""
    array = real(value, argument).astype(float)
    require((array >= 0) & (array < 1), argument, "be in [0, 1)", value)
    return float(array) if array.ndim == 0 else array


def count(value: Any, argument: str, at_least: int = 1) -> int:
    """A whole number."""
    require(
        isinstance(value, (int, np.integer)) and value >= at_least,
        argument,
        f"be a whole number of at least {at_least}",
        value,
    )
    return int(value)


def floating(value: ArrayLike, argument: str) -> Array:
    """An array of finite floats with at least one axis; half precision becomes single.

    In float16 the square of a small gradient is 0, and so is the ε that keeps a rule from dividing by it.
    """
    array = real(value, argument)
    require(array.ndim > 0, argument, "have at least one axis, the parameters (write [w] for one)", value)
    require(np.isfinite(array), argument, "be finite", value)
    return array.astype(np.float32) if array.dtype == np.float16 else array


def generator(rng: Seed) -> Any:
    """A source of randomness: the one that is given, or a new one from a seed.

    Besides a Generator it may be a RandomState, whose streams no version of NumPy changes, and which the
    demos have in JavaScript as well.
    """
    return rng if isinstance(rng, np.random.RandomState) else np.random.default_rng(rng)
