"""Models over one flat vector of parameters, so that a rule never has to loop over layers.

`views` names the parts of the vector without copying them. Leading axes of `w` are runs:
`w` `(..., size)` gives losses `(...)`; the data are shared by all runs. Losses are means over the
examples, so that the learning rate does not change its meaning with the batch size.

>>> model = LinearRegression(2)
>>> w = np.array([1.0, 2.0, 3.0])
>>> {name: part.tolist() for name, part in model.views(w).items()}
{'weights': [[1.0], [2.0]], 'bias': [3.0]}
"""

from functools import lru_cache
from itertools import accumulate
from math import prod

import numpy as np

from ._checks import count, floating, require


class Model:
    """The base: named parts of a flat parameter vector.

    shapes      name → shape of each part, in the order in which they lie in the vector
    size        number of parameters
    classifies  whether `predict` returns labels
    """

    classifies = False

    def __init__(self, features, shapes):
        self.features = features
        self.shapes = shapes
        ends = [0, *accumulate(map(prod, shapes.values()))]
        self.size = ends[-1]
        self._places = dict(zip(shapes, map(slice, ends, ends[1:])))

    def views(self, w):
        """The parts of `w` `(..., size)` by name, as views: writing to one writes to `w`.

        Raises ValueError if the last axis is not `size` long.
        """
        if w.shape[-1:] != (self.size,):
            raise ValueError(f"w must have shape (..., {self.size}), got {w.shape}")
        runs = w.shape[:-1]
        return {name: w[..., self._places[name]].reshape(runs + shape) for name, shape in self.shapes.items()}

    def init(self, rng=None):
        """Random parameters to start from, `(size,)`."""
        raise NotImplementedError

    def loss_and_grad(self, w, X, y):
        """Mean loss over the examples `(...)` and its gradient `(..., size)`; X `(N, features)`, y `(N,)`."""
        grad = np.empty_like(w, dtype=np.result_type(w, X))
        return self.grad_into(self.views(grad), self.views(w), X, y), grad

    def grad_into(self, grad, parts, X, y):
        """Write the gradient at the parameters `parts` into `grad`, both as from `views`, and return the mean loss."""
        raise NotImplementedError

    def loss(self, w, X, y):
        """Mean loss over the examples, `(...)`."""
        raise NotImplementedError

    def predict(self, w, X):
        """Predictions for the rows of X, `(..., N)`."""
        raise NotImplementedError

    def accuracy(self, w, X, y):
        """Share of the examples whose label is predicted right, `(...)`."""
        return np.mean(self.predict(w, X) == y, axis=-1)

    def check(self, X, y):
        """X and y as arrays, or ValueError if they do not fit the model or each other."""
        X = floating(X, "X")
        require(X.ndim == 2 and X.shape[1] == self.features, "X", f"have shape (N, {self.features})", X.shape)
        require(len(X) > 0, "X", "hold at least one example", X.shape)
        y = self._targets(y)
        require(y.shape == X.shape[:1], "y", f"have shape {X.shape[:1]}", y.shape)
        return X, y

    def _targets(self, y):
        return floating(y, "y")


class LinearRegression(Model):
    """Prediction X·weights + bias; loss ½ mean (prediction − y)². Starts at 0. Chapter 3.

    The ½ makes the Hessian XᵀX/N. Raises ValueError if features is below 1.

    >>> loss, grad = LinearRegression(1).loss_and_grad(np.zeros(2), np.array([[1.0], [2.0]]), np.array([2.0, 4.0]))
    >>> float(loss), grad
    (5.0, array([-5., -3.]))
    """

    def __init__(self, features):
        features = count(features, "features")
        super().__init__(features, {"weights": (features, 1), "bias": (1,)})

    def init(self, rng=None):
        return np.zeros(self.size)

    def grad_into(self, grad, parts, X, y):
        residual = self._prediction(parts, X) - y
        np.matmul(X.T, residual[..., np.newaxis] / len(X), out=grad["weights"])
        np.mean(residual, axis=-1, keepdims=True, out=grad["bias"])
        return _half_mean_square(residual)

    def loss(self, w, X, y):
        return _half_mean_square(self.predict(w, X) - y)

    def predict(self, w, X):
        return self._prediction(self.views(w), X)

    def _prediction(self, parts, X):
        return (X @ parts["weights"])[..., 0] + parts["bias"]


def _half_mean_square(residual):
    return 0.5 * np.mean(residual * residual, axis=-1)


class Classifier(Model):
    """Layers with ReLU between them; the last gives a score to each class. Loss: mean cross-entropy of their softmax.

    layers  names of each layer's weights and bias
    sizes   number of features, of the units of each hidden layer, and of classes
    """

    classifies = True

    def __init__(self, layers, sizes):
        self.layers, self.sizes, self.classes = layers, sizes, sizes[-1]
        shapes = {}
        for (W, b), inputs, outputs in zip(layers, sizes, sizes[1:]):
            shapes |= {W: (inputs, outputs), b: (outputs,)}
        super().__init__(sizes[0], shapes)

    def loss(self, w, X, y):
        return cross_entropy(self.scores(w, X), y)[0]

    def predict(self, w, X):
        return self.scores(w, X).argmax(axis=-1)

    def scores(self, w, X):
        """Scores of the classes (logits), `(..., N, classes)`."""
        return self._outputs(self.views(w), X)[-1]

    def grad_into(self, grad, parts, X, y):
        *inputs, scores = self._outputs(parts, X)
        loss, error = cross_entropy(scores, y)
        dot, ones = _product_for(error), _ones(len(X), error.dtype)
        for (W, b), x in zip(reversed(self.layers), reversed(inputs)):
            dot(x.mT, error, out=grad[W])
            dot(ones, error, out=grad[b])  # the sum over the examples
            if x is not X:
                error = dot(error, parts[W].mT)
                error *= np.sign(x)  # the slope of ReLU, from its output; taken as 0 at its kink
        return loss

    def _outputs(self, parts, X):
        """The data, the output of every hidden layer, and the scores."""
        dot, outputs, x = _product_for(parts[self.layers[0][0]]), [X], X
        for W, b in self.layers:
            if x is not X:
                np.maximum(x, 0, out=x)  # in place, so in outputs too
            x = dot(x, parts[W])
            x += parts[b][..., np.newaxis, :]
            outputs.append(x)
        return outputs

    def _targets(self, y):
        y = np.asarray(y)
        require(np.issubdtype(y.dtype, np.integer), "y", "hold whole numbers, the labels", y.dtype)
        require((y >= 0) & (y < self.classes), "y", f"be a label from 0 to {self.classes - 1}", y)
        return y


class SoftmaxRegression(Classifier):
    """Scores X·weights + bias: a network without a hidden layer. Starts at 0. Chapter 3.

    Raises ValueError if features is below 1 or classes below 2.

    >>> SoftmaxRegression(64, 10).size
    650
    """

    def __init__(self, features, classes):
        super().__init__(
            [("weights", "bias")], [count(features, "features"), count(classes, "classes", at_least=2)]
        )

    def init(self, rng=None):
        return np.zeros(self.size)


class MLP(Classifier):
    """Fully connected layers with ReLU between them: sizes (64, 32, 10) has one hidden layer of 32. Chapter 8.

    Weights start as N(0, 2 / inputs) (He et al. 2015), biases at 0.
    Raises ValueError for fewer than two sizes or a size below 1.

    >>> MLP([64, 32, 10]).size
    2410
    """

    def __init__(self, sizes):
        sizes = [count(size, "sizes") for size in sizes]
        require(len(sizes) >= 2, "sizes", "name at least the inputs and the classes", sizes)
        require(sizes[-1] >= 2, "sizes", "end in at least 2 classes", sizes)
        super().__init__([(f"W{layer}", f"b{layer}") for layer in range(1, len(sizes))], sizes)

    def init(self, rng=None):
        rng = np.random.default_rng(rng)
        w = np.zeros(self.size)
        parts = self.views(w)
        for W, _ in self.layers:
            parts[W][...] = rng.standard_normal(parts[W].shape) * np.sqrt(2 / len(parts[W]))
        return w


def cross_entropy(scores, y):
    """Mean −log softmax(scores)_y over the examples `(...)` and its gradient by the scores `(..., N, classes)`.

    The mean is nan where the difference of two scores overflows.

    >>> loss, grad = cross_entropy(np.zeros((1, 2)), np.array([0]))
    >>> round(float(loss), 4), grad
    (0.6931, array([[-0.5,  0.5]]))
    """
    # Classes first: NumPy reduces along a long last axis, of examples, several times faster than along a short one.
    log_p = scores.mT.copy()
    log_p -= log_p.max(axis=-2, keepdims=True)  # the same softmax, but exp cannot overflow
    classes, dtype = scores.shape[-1], scores.dtype
    dot = _product_for(log_p)
    log_p -= np.log(dot(_ones((1, classes), dtype), np.exp(log_p)))  # of the sum over the classes
    target = _identity(classes, dtype).take(y, axis=1)  # 1 for the label of each example, else 0
    log_p_of_labels = np.vecdot(log_p.reshape(*log_p.shape[:-2], target.size), target.reshape(-1))
    error = np.exp(log_p, out=log_p)
    error -= target
    error /= len(y)
    return abs(log_p_of_labels) / len(y), error.mT  # abs for minus, lest a loss be −0


# On small arrays the time goes into calling NumPy. `dot` is its cheapest call, so sums too are products, with ones.


def _product_for(factor):
    """The matrix product to use: `dot`, which knows no leading axes, if `factor` has none."""
    return np.dot if factor.ndim == 2 else np.matmul


@lru_cache(maxsize=8)
def _ones(shape, dtype):
    return np.ones(shape, dtype)


@lru_cache(maxsize=8)
def _identity(size, dtype):
    return np.eye(size, dtype=dtype)
