"""Each demo in a state of its own, with the values that its table must show: for tests and benchmarks."""

from typing import NamedTuple

import numpy as np

from ._demo import Demo
from .adam import AdamDemo
from .batching import BatchingDemo
from .drill import DrillDemo
from .formats import FormatsDemo
from .landscape import LandscapeDemo
from .learning_rate import LearningRateDemo
from .momentum import MomentumDemo
from .network import NetworkDemo
from .orthogonal import OrthogonalDemo
from .schedules import SchedulesDemo
from .slice import SliceDemo


class Sample(NamedTuple):
    demo: Demo
    values: np.ndarray  # the numbers in its table, row by row, computed by gdcore

    @property
    def tag(self):
        return self.demo.tag

    @property
    def attributes(self):
        """The parameters as the texts that a page has for them."""
        return {
            name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in self.demo.parameters.items()
        }


def learning_rate():
    demo = LearningRateDemo(
        objective="steep", lr=0.7, start=-0.5, steps=12, log=True, compare=True, other_lr=0.2
    )
    first, second = demo.trace(), demo.other_trace()
    return Sample(demo, np.column_stack([np.arange(13), first.w, first.loss, second.w, second.loss]))


def batching():
    demo = BatchingDemo(batch=24, lr=0.3, draw="drawn", clock="time", slope=2.0, bias=-1.0, seed=5, steps=30)
    trace = demo.trace()
    return Sample(demo, np.column_stack([np.arange(31), trace.w, trace.loss]))


def schedules():
    demo = SchedulesDemo(peak=0.15, warmup=25, level=100, shape="staircase", end=0.002, seed=4)
    t, trace = np.arange(10, 501, 10), demo.trace()
    return Sample(demo, np.column_stack([t, trace.lr[t - 1], trace.loss[t], demo.mean_loss()[t]]))


def drill():
    demo = DrillDemo(seed=11, answer="good")
    losses = demo.curve().losses
    return Sample(demo, np.column_stack([np.arange(len(losses)), losses]))


def landscape():
    demo = LandscapeDemo(
        "himmelblau", rules="Momentum AdaGrad RMSProp", x=1.5, y=-0.5, noise=2.0, seed=7, steps=60,
        kappa=20.0, lr_gd=0.001, lr_momentum=0.002, lr_nesterov=0.003,
        lr_adagrad=0.4, lr_rmsprop=0.05, lr_adam=0.06,
    )  # fmt: skip
    columns = [np.column_stack([w, demo.function.value(w)]) for w in demo.trace().values()]
    return Sample(demo, np.column_stack([np.arange(61), *columns]))


def momentum():
    demo = MomentumDemo("forms", kappa=40.0, lr=0.3, beta=0.85, rescaled=False, start=-1.1, steps=50)
    forms = [demo.trace(form).w[:, 0] for form in ("accumulate", "average", "rate-inside", "last-update")]
    return Sample(demo, np.column_stack([np.arange(51), *forms]))


def adam():
    demo = AdamDemo(lr=0.07, beta1=0.8, beta2=0.95, correction=False, rotation=30.0, steps=45)
    trace = demo.trace()
    kept = np.stack([trace.g, trace.m, trace.v, trace.m_hat, trace.v_hat, trace.step, trace.w[1:]], axis=-1)
    return Sample(demo, np.column_stack([np.arange(1, 46), kept.reshape(45, -1)]))


def network():
    demo = NetworkDemo(
        "RMSProp", lr=0.02, batch=16, schedule="warm-up and cosine", data="rings", noise=0.15, width=5,
        depth=1, activation="tanh", start="small", seed=3, steps=40, compare=True, other_lr=0.5,
    )  # fmt: skip
    trace = demo.trace()
    return Sample(demo, np.column_stack([np.arange(41), trace.train, trace.test, trace.norms]))


def network_slice():
    demo = SliceDemo(
        "Momentum", lr=0.2, directions="random", reach=1.5, pair=3, data="moons", width=5, depth=2, seed=4,
        steps=30,
    )  # fmt: skip
    return Sample(demo, np.column_stack([np.arange(31), demo.trace().train, demo.plane().path]))


def orthogonal():
    demo = OrthogonalDemo(polynomial="classical", ratio=0.003, turn=-35.0, steps=7)
    return Sample(demo, np.column_stack([np.arange(8), demo.singular_values()]))


def formats():
    demo = FormatsDemo("bfloat16", scale=12, weight=0.3, step=0.0004)
    rows = [[*demo.shares(name), demo.spacing(name), demo.landing(name)] for name in demo.formats]
    return Sample(demo, np.array(rows))


# By the name of the element's file in js/elements/.
SAMPLES = {
    "learning-rate": learning_rate,
    "landscape": landscape,
    "batching": batching,
    "schedules": schedules,
    "drill": drill,
    "momentum": momentum,
    "adam": adam,
    "network": network,
    "orthogonal": orthogonal,
    "slice": network_slice,
    "formats": formats,
}
