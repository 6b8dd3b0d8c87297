"""The checks at the door: each raises ValueError naming the argument and the value."""

import numpy as np


def require(condition, argument, rule, value):
    """Raise ValueError unless `condition` holds for every element."""
    if not np.all(condition):
        raise ValueError(f"{argument} must {rule}, got {value!r}")


def over_runs(value):
    """A float as it is; an array over runs `(...)` as `(..., 1)`, to broadcast over parameters."""
    return float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=float)[..., np.newaxis]


def rate(value, argument="lr"):
    """A learning rate, or an array of them: finite and not negative."""
    value = np.asarray(value, dtype=float)
    require(np.isfinite(value) & (value >= 0), argument, "be finite and not negative", value.tolist())
    return float(value) if value.ndim == 0 else value


def count(value, argument, at_least=1):
    """A whole number."""
    require(
        isinstance(value, (int, np.integer)) and value >= at_least,
        argument, f"be a whole number of at least {at_least}", value,
    )
    return int(value)


def floating(value, argument):
    """An array of finite floats (float32 stays float32), with at least one axis."""
    try:
        array = np.asarray(value)
        array = array if np.issubdtype(array.dtype, np.floating) else array.astype(float)
    except (TypeError, ValueError):
        raise ValueError(f"{argument} must hold numbers, got {value!r}") from None
    require(array.ndim > 0, argument, "have at least one axis, the parameters (write [w] for one)", value)
    require(np.isfinite(array), argument, "be finite", value)
    return array
