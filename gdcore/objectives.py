"""Functions to descend: each knows its value, its gradient and, where they exist, its minimum and curvature.

The last axis of `w` holds the parameters, all leading axes are independent runs: `value` maps
`(..., d)` to `(...)` and `grad` maps `(..., d)` to `(..., d)`. In one dimension d = 1.

>>> import numpy as np
>>> bowl = Quadratic([1.0, 10.0])
>>> bowl.value(np.array([1.0, 1.0])), bowl.grad(np.array([1.0, 1.0]))
(np.float64(5.5), array([ 1., 10.]))
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ._checks import number, real, require
from ._types import Array


class Objective:
    """A differentiable function of `w`, to be minimised.

    dim:      number of parameters d, or None where any d will do
    minimum:  the global minimiser `(d,)`, or all of them `(k, d)`; None if there is none
    mu, L:    smallest and largest curvature (bounds on the Hessian's eigenvalues); None if unbounded
              (mu > 0: strongly convex; mu < 0: not convex)
    """

    dim: int | None = None
    minimum: Array | None = None
    mu: float | None = None
    L: float | None = None

    def value(self, w: ArrayLike) -> Any:
        """f(w), shape `(...)`."""
        raise NotImplementedError

    def grad(self, w: ArrayLike) -> Array:
        """∇f(w), shape `(..., d)`."""
        raise NotImplementedError

    def _point(self, w: ArrayLike) -> Array:
        """`w` as an array of floats whose last axis fits."""
        # In the loop it is one already. Powers of whole numbers would overflow without a word.
        if not (isinstance(w, np.ndarray) and w.dtype.kind == "f"):
            w = real(w, "w")
        if w.ndim == 0 or w.shape[-1] != (self.dim or w.shape[-1]):
            raise ValueError(f"w must have shape (..., {self.dim or 'd'}), got {w.shape}")
        return w


class InThePlane(Objective):
    """A function of two parameters: a subclass writes `f(x, y)` and its two `slopes(x, y)`."""

    dim = 2

    def f(self, x: Any, y: Any) -> Any:
        """The value at (x, y)."""
        raise NotImplementedError

    def slopes(self, x: Any, y: Any) -> tuple[Any, Any]:
        """The derivatives by x and by y."""
        raise NotImplementedError

    def value(self, w: ArrayLike) -> Any:
        w = self._point(w)
        return self.f(w[..., 0], w[..., 1])

    def grad(self, w: ArrayLike) -> Array:
        w = self._point(w)
        g = np.empty_like(w)
        g[..., 0], g[..., 1] = self.slopes(w[..., 0], w[..., 1])
        return g


class Quadratic(Objective):
    """f(w) = ½ Σ λᵢ (wᵢ − cᵢ)², the bowl on which every rule can be solved on paper.

    curvatures  λ, shape `(d,)`, or a number for d = 1; the eigenvalues of the Hessian
    centre      c, a number or shape `(d,)`
    rotation    turns the axes of the bowl by this angle in radians (d = 2 only)

    Raises ValueError if the shapes disagree or a value is not finite.

    >>> Quadratic([1.0, 10.0], centre=2.0).minimum
    array([2., 2.])
    """

    def __init__(self, curvatures: ArrayLike, centre: ArrayLike = 0.0, rotation: float = 0.0) -> None:
        self.curvatures = np.atleast_1d(real(curvatures, "curvatures"))
        require(np.isfinite(self.curvatures), "curvatures", "be finite", self.curvatures)
        require(
            self.curvatures.ndim == 1 and self.curvatures.size,
            "curvatures",
            "have shape (d,)",
            self.curvatures.shape,
        )
        self.dim = self.curvatures.size
        centre = np.atleast_1d(real(centre, "centre"))
        require(np.isfinite(centre), "centre", "be finite", centre)
        require(centre.shape in [(1,), (self.dim,)], "centre", f"have shape ({self.dim},)", centre.shape)
        self.centre = np.broadcast_to(centre, (self.dim,))
        rotation = number(rotation, "rotation")
        require(rotation == 0 or self.dim == 2, "rotation", "be 0 unless d = 2", rotation)
        self.rotation = rotation
        cos, sin = np.cos(rotation), np.sin(rotation)
        axes = np.array([[cos, -sin], [sin, cos]]) if rotation else np.eye(self.dim)
        self.hessian = axes * self.curvatures @ axes.T
        self.mu, self.L = float(self.curvatures.min()), float(self.curvatures.max())
        self.minimum = self.centre if self.mu >= 0 else None

    def value(self, w: ArrayLike) -> Any:
        offset = self._point(w) - self.centre
        return 0.5 * (offset * self._hessian_times(offset)).sum(axis=-1)

    def grad(self, w: ArrayLike) -> Array:
        return self._hessian_times(self._point(w) - self.centre)

    def _hessian_times(self, offset: Array) -> Array:
        # A product by λ is exact and costs d; the matrix is only needed once the axes are turned.
        return offset @ self.hessian if self.rotation else self.curvatures * offset


class DoubleWell(Objective):
    """f(w) = ¼ (w² − 1)²: two minima at ±1 (curvature 2) and a maximum at 0 (curvature −1).

    >>> DoubleWell().grad([2.0])
    array([6.])
    """

    dim = 1
    minimum = np.array([[-1.0], [1.0]])
    mu = -1.0

    def value(self, w: ArrayLike) -> Any:
        w = self._point(w)[..., 0]
        return 0.25 * (w * w - 1) ** 2

    def grad(self, w: ArrayLike) -> Array:
        w = self._point(w)
        return w * (w * w - 1)


class Rosenbrock(InThePlane):
    """f(x, y) = (1 − x)² + 100 (y − x²)², a long bent valley (Rosenbrock 1960).

    >>> float(Rosenbrock().value([1.0, 1.0]))
    0.0
    """

    minimum = np.array([1.0, 1.0])

    def f(self, x: Any, y: Any) -> Any:
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2

    def slopes(self, x: Any, y: Any) -> tuple[Any, Any]:
        off_valley = y - x * x
        return -2 * (1 - x) - 400 * x * off_valley, 200 * off_valley


class Beale(InThePlane):
    """f(x, y) = Σₖ (cₖ − x (1 − yᵏ))² with c = 1.5, 2.25, 2.625: flat floor, steep corners (Beale 1958).

    >>> float(Beale().value([3.0, 0.5]))
    0.0
    """

    minimum = np.array([3.0, 0.5])

    def f(self, x: Any, y: Any) -> Any:
        return sum((c - x * (1 - power)) ** 2 for c, power in zip(self._c, (y, y * y, y * y * y)))

    def slopes(self, x: Any, y: Any) -> tuple[Any, Any]:
        by_x = by_y = 0
        for c, power, slope in zip(self._c, (y, y * y, y * y * y), (1, 2 * y, 3 * y * y)):
            twice = 2 * (c - x * (1 - power))
            by_x = by_x - twice * (1 - power)
            by_y = by_y + twice * x * slope
        return by_x, by_y

    _c = (1.5, 2.25, 2.625)


class Himmelblau(InThePlane):
    """f(x, y) = (x² + y − 11)² + (x + y² − 7)², four minima of equal depth (Himmelblau 1972).

    >>> float(Himmelblau().value([3.0, 2.0]))
    0.0
    """

    minimum = np.array(
        [
            [3.0, 2.0],
            [-2.805118086952745, 3.131312518250573],
            [-3.779310253377747, -3.283185991286170],
            [3.584428340330492, -1.848126526964404],
        ]
    )

    def f(self, x: Any, y: Any) -> Any:
        return (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2

    def slopes(self, x: Any, y: Any) -> tuple[Any, Any]:
        first, second = x * x + y - 11, x + y * y - 7
        return 4 * x * first + 2 * second, 2 * first + 4 * y * second


class Saddle(InThePlane):
    """f(x, y) = ½x² − ½y² + ¼y⁴: a saddle at the origin, minima at (0, ±1).

    >>> Saddle().grad([0.0, 0.0])
    array([0., 0.])
    """

    minimum = np.array([[0.0, -1.0], [0.0, 1.0]])
    mu = -1.0

    def f(self, x: Any, y: Any) -> Any:
        return 0.5 * x * x - 0.5 * y * y + 0.25 * (y * y) ** 2

    def slopes(self, x: Any, y: Any) -> tuple[Any, Any]:
        return x, y * y * y - y


class Plateau(Objective):
    """f(w) = s / (1 + s) with s = Σ wᵢ²: a bowl in a plain so flat that the gradient fades as 2/‖w‖³.

    >>> Plateau().value([0.0]), Plateau().value([10.0]).round(3)
    (np.float64(0.0), np.float64(0.99))
    """

    minimum = np.zeros(1)  # broadcasts against any d
    mu = -0.5
    L = 2.0

    def value(self, w: ArrayLike) -> Any:
        w = self._point(w)
        s = (w * w).sum(axis=-1)
        return s / (1 + s)

    def grad(self, w: ArrayLike) -> Array:
        w = self._point(w)
        s = (w * w).sum(axis=-1, keepdims=True)
        return 2 * w / (1 + s) ** 2


class LessardCycle(Objective):
    """f′(w) = 25w (w < 1), w + 24 (1 ≤ w < 2), 25w − 24 (w ≥ 2).

    Smooth and strongly convex, yet heavy-ball momentum tuned for its curvatures
    (lr 1/9, beta 4/9) can cycle on it for ever (Lessard, Recht & Packard 2016).

    >>> LessardCycle().grad([1.5])
    array([25.5])
    """

    dim = 1
    minimum = np.array([0.0])
    mu = 1.0
    L = 25.0

    def value(self, w: ArrayLike) -> Any:
        w = self._point(w)[..., 0]
        # The constants make the three pieces meet at 1 and at 2.
        middle, right = 0.5 * w * w + 24 * w - 12, 12.5 * w * w - 24 * w + 36
        return np.where(w < 1, 12.5 * w * w, np.where(w < 2, middle, right))[()]

    def grad(self, w: ArrayLike) -> Array:
        w = self._point(w)
        return np.where(w < 1, 25 * w, np.where(w < 2, w + 24, 25 * w - 24))
