"""Models over one flat vector of parameters, so that a rule never has to loop over layers.

`views` names the parts of the vector without copying them. Leading axes of `w` are runs:
`w` `(..., size)` gives losses `(...)`; the data are shared by all runs. Losses are means over the
examples, so that the learning rate does not change its meaning with the batch size.

>>> model = LinearRegression(2)
>>> w = np.array([1.0, 2.0, 3.0])
>>> {name: part.tolist() for name, part in model.views(w).items()}
{'weights': [[1.0], [2.0]], 'bias': [3.0]}
"""

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._checks import amount, count, floating, generator, require
from ._types import Array, Labels, Seed

Parts = dict[str, Array]  # the parts of a parameter vector by name, as views


def places(shapes: dict[str, tuple[int, ...]]) -> dict[str, slice]:
    """Where in a flat vector each part lies, given the shapes by name in the order in which they lie."""
    ends = [0, *accumulate(map(prod, shapes.values()))]
    return dict(zip(shapes, map(slice, ends, ends[1:])))


class Model:
    """The base: named parts of a flat parameter vector.

    features    number of features of an example
    shapes      name → shape of each part, in the order in which they lie in the vector
    size        number of parameters
    classifies  whether `predict` returns labels
    """

    classifies = False

    def __init__(self, features: int, shapes: dict[str, tuple[int, ...]]) -> None:
        self.features = features
        self.shapes = shapes
        self.size = sum(map(prod, shapes.values()))
        self._places = places(shapes)

    def views(self, w: Array) -> Parts:
        """The parts of `w` `(..., size)` by name, as views: writing to one writes to `w`.

        Raises ValueError if the last axis is not `size` long.
        """
        if w.shape[-1:] != (self.size,):
            raise ValueError(f"w must have shape (..., {self.size}), got {w.shape}")
        runs = w.shape[:-1]
        return {name: w[..., self._places[name]].reshape(runs + shape) for name, shape in self.shapes.items()}

    def init(self, rng: Seed = None) -> Array:
        """Parameters to start from, `(size,)`, drawn with a numpy Generator or from a seed."""
        raise NotImplementedError

    def loss_and_grad(self, w: Array, X: Array, y: np.ndarray) -> tuple[Array, Array]:
        """Mean loss over the examples `(...)` and its gradient `(..., size)`; X `(N, features)`, y `(N,)`."""
        grad = np.empty_like(w, dtype=np.result_type(w, X))
        return self.grad_into(self.views(grad), self.views(w), X, y), grad

    def grad_into(self, grad: Parts, parts: Parts, X: Array, y: np.ndarray) -> Any:
        """Write the gradient at `parts` into `grad`, both as from `views`, and return the mean loss."""
        raise NotImplementedError

    def loss(self, w: Array, X: Array, y: np.ndarray) -> Any:
        """Mean loss over the examples, `(...)`."""
        raise NotImplementedError

    def predict(self, w: Array, X: Array) -> np.ndarray:
        """Predictions for the rows of X, `(..., N)`."""
        raise NotImplementedError

    def accuracy(self, w: Array, X: Array, y: Labels) -> Any:
        """Share of the examples whose label is predicted right, `(...)`, from 0 to 1."""
        return np.mean(self.predict(w, X) == y, axis=-1)

    def check(self, X: ArrayLike, y: ArrayLike) -> tuple[Array, np.ndarray]:
        """X and y as arrays, or ValueError if they do not fit the model or each other."""
        X = floating(X, "X")
        require(X.ndim == 2 and X.shape[1] == self.features, "X", f"have shape (N, {self.features})", X.shape)
        require(len(X) > 0, "X", "hold at least one example", X.shape)
        targets = self._targets(y)
        require(targets.shape == X.shape[:1], "y", f"have shape {X.shape[:1]}", targets.shape)
        return X, targets

    def _targets(self, y: ArrayLike) -> np.ndarray:
        return floating(y, "y")


class LinearRegression(Model):
    """Prediction X·weights + bias; loss ½ mean (prediction − y)². Starts at 0. Chapter 3.

    features  number of features of an example, 1 or more

    The ½ makes the Hessian XᵀX/N. Raises ValueError if features is below 1.

    >>> X, y = np.array([[1.0], [2.0]]), np.array([2.0, 4.0])
    >>> loss, grad = LinearRegression(1).loss_and_grad(np.zeros(2), X, y)
    >>> float(loss), grad
    (5.0, array([-5., -3.]))
    """

    def __init__(self, features: int) -> None:
        features = count(features, "features")
        super().__init__(features, {"weights": (features, 1), "bias": (1,)})

    def init(self, rng: Seed = None) -> Array:
        return np.zeros(self.size)

    def grad_into(self, grad: Parts, parts: Parts, X: Array, y: np.ndarray) -> Any:
        residual = self._prediction(parts, X) - y
        np.matmul(X.T, residual[..., np.newaxis] / len(X), out=grad["weights"])
        np.mean(residual, axis=-1, keepdims=True, out=grad["bias"])
        return _half_mean_square(residual)

    def loss(self, w: Array, X: Array, y: np.ndarray) -> Any:
        return _half_mean_square(self.predict(w, X) - y)

    def predict(self, w: Array, X: Array) -> Array:
        return self._prediction(self.views(w), X)

    def _prediction(self, parts: Parts, X: Array) -> Array:
        return (X @ parts["weights"])[..., 0] + parts["bias"]


def _half_mean_square(residual: Array) -> Any:
    return 0.5 * np.mean(residual * residual, axis=-1)


class Activation(NamedTuple):
    """What a hidden unit makes of its sum z, and the slope of that, written in terms of its output a."""

    apply: Callable[..., Array]  # in place: apply(z, out=z)
    slope: Callable[[Array], Array]


ACTIVATIONS = {
    # The slope of ReLU is taken as 0 at its kink.
    "relu": Activation(partial(np.maximum, 0), np.sign),
    "tanh": Activation(np.tanh, lambda a: 1 - a * a),
    "linear": Activation(np.positive, np.ones_like),
}


class Classifier(Model):
    """Layers with an activation between them; the last scores each class. Loss: mean cross-entropy.

    layers      names of each layer's weights and bias
    sizes       number of features, of the units of each hidden layer, and of classes
    activation  name of what the hidden units apply to their sums
    """

    classifies = True

    def __init__(
        self, layers: Sequence[tuple[str, str]], sizes: Sequence[int], activation: str = "relu"
    ) -> None:
        self.layers, self.sizes, self.classes = layers, sizes, sizes[-1]
        self.activation = ACTIVATIONS[activation]
        shapes: dict[str, tuple[int, ...]] = {}
        for (W, b), inputs, outputs in zip(layers, sizes, sizes[1:]):
            shapes |= {W: (inputs, outputs), b: (outputs,)}
        super().__init__(sizes[0], shapes)

    def loss(self, w: Array, X: Array, y: np.ndarray) -> Any:
        return cross_entropy(self.scores(w, X), y)[0]

    def predict(self, w: Array, X: Array) -> Labels:
        return self.scores(w, X).argmax(axis=-1)

    def scores(self, w: Array, X: Array) -> Array:
        """Scores of the classes (logits), `(..., N, classes)`."""
        return self._forward(self.views(w), X)[1]

    def grad_into(self, grad: Parts, parts: Parts, X: Array, y: np.ndarray) -> Any:
        inputs, scores = self._forward(parts, X)
        loss, error = cross_entropy(scores, y)
        dot, ones = _product_for(error), _ones(len(X), error.dtype)
        for layer in reversed(range(len(self.layers))):
            (W, b), x = self.layers[layer], inputs[layer]
            dot(x.mT, error, out=grad[W])
            dot(ones, error, out=grad[b])  # the sum over the examples
            if layer > 0:
                error = dot(error, parts[W].mT)
                error *= self.activation.slope(x)
        return loss

    def _forward(self, parts: Parts, X: Array) -> tuple[list[Array], Array]:
        """What each layer receives, the data first, and the scores that the last layer gives."""
        dot = _product_for(parts[self.layers[0][0]])
        inputs, x = [], X
        for layer, (W, b) in enumerate(self.layers):
            if layer > 0:
                self.activation.apply(x, out=x)  # in place: x is of our own making, not the data
            inputs.append(x)
            x = dot(x, parts[W])
            x += parts[b][..., np.newaxis, :]
        return inputs, x

    def _targets(self, y: ArrayLike) -> Labels:
        labels = np.asarray(y)
        require(np.issubdtype(labels.dtype, np.integer), "y", "hold whole numbers, the labels", labels.dtype)
        known = (labels >= 0) & (labels < self.classes)
        require(known, "y", f"be a label from 0 to {self.classes - 1}", labels)
        return labels


class SoftmaxRegression(Classifier):
    """Scores X·weights + bias: a network without a hidden layer. Starts at 0. Chapter 3.

    features  number of features of an example, 1 or more
    classes   number of classes, 2 or more

    Raises ValueError if features is below 1 or classes below 2.

    >>> SoftmaxRegression(64, 10).size
    650
    """

    def __init__(self, features: int, classes: int) -> None:
        sizes = [count(features, "features"), count(classes, "classes", at_least=2)]
        super().__init__([("weights", "bias")], sizes)

    def init(self, rng: Seed = None) -> Array:
        return np.zeros(self.size)


class MLP(Classifier):
    """Fully connected layers with an activation between them. Chapter 8.

    sizes       number of features, of the units of each hidden layer, and of classes (2 or more):
                (64, 32, 10) has one hidden layer of 32 units
    activation  what a hidden unit makes of its sum: "relu", "tanh", or "linear", which leaves it as it is

    Weights start as N(0, 2 / inputs) (He et al. 2015), biases at 0.
    Raises ValueError for fewer than two sizes, a size below 1 or an unknown activation.

    >>> MLP([64, 32, 10]).size
    2410
    """

    def __init__(self, sizes: Sequence[int], activation: str = "relu") -> None:
        known = isinstance(activation, str) and activation in ACTIVATIONS
        require(known, "activation", f"be one of {', '.join(ACTIVATIONS)}", activation)
        sizes = [count(size, "sizes") for size in sizes]
        require(len(sizes) >= 2, "sizes", "name at least the inputs and the classes", sizes)
        require(sizes[-1] >= 2, "sizes", "end in at least 2 classes", sizes)
        layers = [(f"W{layer}", f"b{layer}") for layer in range(1, len(sizes))]
        super().__init__(layers, sizes, activation)

    def init(self, rng: Seed = None, scale: float = 1.0) -> Array:
        """Parameters to start from, `(size,)`: weights N(0, 2 / inputs) times `scale`, biases 0.

        rng    numpy Generator or RandomState, or a seed
        scale  0 or more; at 0 all units of a layer are equal, and stay so
        """
        random, scale = generator(rng), amount(scale, "scale")
        w = np.zeros(self.size)
        parts = self.views(w)
        for W, _ in self.layers:
            inputs = len(parts[W])
            parts[W][...] = random.standard_normal(parts[W].shape) * (scale * np.sqrt(2 / inputs))
        return w


# On arrays this small, most of the time goes into calling NumPy. `dot` is its cheapest call, which is why
# sums are products with ones below, and why the ones are cached.


def cross_entropy(scores: Array, y: Labels) -> tuple[Any, Array]:
    """Mean −log softmax(scores)_y over the examples `(...)` and its gradient by the scores, of their shape.

    scores  one for each class, `(..., N, classes)`
    y       labels, `(N,)`

    For scores without leading axes it computes what these lines say, only without overflow and faster:

        p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        target = np.eye(classes)[y]
        loss, grad = -np.log(p[target == 1]).mean(), (p - target) / N

    The mean is nan where the difference of two scores overflows.

    >>> loss, grad = cross_entropy(np.zeros((1, 2)), np.array([0]))
    >>> round(float(loss), 4), grad
    (0.6931, array([[-0.5,  0.5]]))
    """
    classes, dtype = scores.shape[-1], scores.dtype
    # (..., classes, N): NumPy reduces over rows as long as this several times faster than over short ones.
    log_p = scores.mT.copy()
    log_p -= log_p.max(axis=-2, keepdims=True)  # the same softmax, but exp cannot overflow
    dot = _product_for(log_p)
    sum_over_classes = dot(_ones((1, classes), dtype), np.exp(log_p))
    log_p -= np.log(sum_over_classes)
    labels = np.asarray(y, np.intp)  # NumPy takes by no other whole numbers; in a browser these have 32 bits
    target = _identity(classes, dtype).take(labels, axis=1)  # 1 for the label of each example, else 0
    runs = log_p.shape[:-2]
    sum_of_log_p = np.vecdot(log_p.reshape(*runs, target.size), target.reshape(-1))  # of the labels alone
    loss = abs(sum_of_log_p) / len(y)  # it is not positive; −0, which a minus would give, looks odd
    error = np.exp(log_p, out=log_p)
    error -= target
    error /= len(y)
    return loss, error.mT


def _product_for(factor: Array) -> Any:
    """The matrix product to use: `dot`, which knows no leading axes, if `factor` has none."""
    return np.dot if factor.ndim == 2 else np.matmul


@lru_cache(maxsize=8)
def _ones(shape: int | tuple[int, ...], dtype: np.dtype) -> Array:
    return np.ones(shape, dtype)


@lru_cache(maxsize=8)
def _identity(size: int, dtype: np.dtype) -> Array:
    return np.eye(size, dtype=dtype)
