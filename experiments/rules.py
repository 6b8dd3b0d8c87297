"""Lion and Muon as plain PyTorch optimizers, which rule takes which parameters, and the schedules."""

import math

import torch

from .network import is_hidden_matrix


class Lion(torch.optim.Optimizer):
    """The sign of a mix of memory and gradient  (Chen et al. 2023); with equal betas that of the momentum."""

    def __init__(self, groups, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(groups, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for w in group["params"]:
                m = self.state[w].setdefault("m", torch.zeros_like(w))
                w.mul_(1 - group["lr"] * group["weight_decay"])
                w.sub_(group["lr"] * (beta1 * m + (1 - beta1) * w.grad).sign())
                m.mul_(beta2).add_(w.grad, alpha=1 - beta2)


def orthogonalised(m, steps=5):
    """Newton–Schulz in bfloat16: singular values towards 1  (Jordan 2024)."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = m.bfloat16()
    is_tall = x.shape[0] > x.shape[1]
    x = x.T if is_tall else x
    x = x / (x.norm() + 1e-7)
    for _ in range(steps):
        s = x @ x.T
        x = a * x + (b * s + c * s @ s) @ x
    return (x.T if is_tall else x).to(m.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum in Nesterov's form, made orthogonal  (Jordan 2024). For matrices only."""

    def __init__(self, groups, lr, momentum=0.95, weight_decay=0.0):
        super().__init__(groups, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for w in group["params"]:
                v = self.state[w].setdefault("v", torch.zeros_like(w))
                v.lerp_(w.grad, 1 - group["momentum"])
                direction = orthogonalised(w.grad.lerp(v, group["momentum"]))
                w.mul_(1 - group["lr"] * group["weight_decay"])
                w.sub_(group["lr"] * max(1, w.shape[0] / w.shape[1]) ** 0.5 * direction)


REST_LR = 3e-3  # of AdamW, which takes the parameters that Muon leaves
MUP_BASE = 64  # the width at which muP's rates are those of the usual parametrisation


def optimizers(model, rule, lr, decay=0.0, mup=False, eps=1e-8):
    """One optimizer, or two for Muon; `base` of a group is the peak of its rate.

    Only the blocks' matrices decay. In muP their rates, and that of the read-out, fall as 1 / width.
    """
    hidden, rest = [], []
    for name, w in model.named_parameters():
        (hidden if is_hidden_matrix(name) else rest).append(w)
    groups = [dict(params=hidden, weight_decay=decay), dict(params=rest, weight_decay=0.0)]
    if mup:
        head, ratio = model.head.weight, MUP_BASE / model.head.weight.shape[1]
        groups = [
            dict(params=hidden, weight_decay=decay, scale=ratio),
            dict(params=[head], weight_decay=0.0, scale=ratio),
            dict(params=[w for w in rest if w is not head], weight_decay=0.0),
        ]
    fused = dict(fused=True) if model.head.weight.is_cuda else {}
    if rule == "sgd":
        made = [torch.optim.SGD(groups, lr=lr, **fused)]
    elif rule == "momentum":
        made = [torch.optim.SGD(groups, lr=lr, momentum=0.9, **fused)]
    elif rule == "rmsprop":
        made = [torch.optim.RMSprop(groups, lr=lr, alpha=0.99)]
    elif rule == "adam":
        made = [torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.99), eps=eps, **fused)]
    elif rule == "signum":
        made = [Lion(groups, lr=lr, betas=(0.9, 0.9))]
    elif rule == "lion":
        made = [Lion(groups, lr=lr)]
    elif rule == "muon":
        made = [
            Muon(groups[:1], lr=lr),
            torch.optim.AdamW(groups[1:], lr=REST_LR, betas=(0.9, 0.99), **fused),
        ]
    else:
        raise ValueError(f"there is no rule {rule!r}")
    for group in groups_of(made):
        group["base"] = group["lr"] * group.get("scale", 1.0)
    return made


def groups_of(optimizers):
    return [group for optimizer in optimizers for group in optimizer.param_groups]


def factor(schedule, t, steps, warm):
    """The rate of step t, counted from 1, as a share of the peak."""
    if t <= warm:
        return t / warm
    passed = (t - warm) / max(1, steps - warm)
    return {
        "constant": 1.0,
        "cosine": 0.5 * (1 + math.cos(math.pi * passed)),
        "linear": 1 - passed,
        "wsd": min(1.0, (1 - passed) / 0.2),
    }[schedule]
