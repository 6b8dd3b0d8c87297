# %% right: lerp
"""Interpolated, and without in-place methods; the parameter is copied into."""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in filter(lambda p: p.grad is not None, group["params"]):
                m = self.state[p].get("memory", torch.zeros_like(p))
                u = torch.lerp(p.grad, m, group["betas"][0]).sign()
                p.copy_(p - group["lr"] * (u + group["weight_decay"] * p))
                self.state[p]["memory"] = torch.lerp(p.grad, m, group["betas"][1])


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% right: closure_and_data
"""With a closure, as in PyTorch's own, and by way of .data."""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        if lr < 0:
            raise ValueError(f"lr is {lr}")
        defaults = {"lr": lr, "beta1": betas[0], "beta2": betas[1], "weight_decay": weight_decay}
        super().__init__(params, defaults)

    def step(self, closure=None):
        loss = closure() if closure else None
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    settings = ("lr", "beta1", "beta2", "weight_decay")
                    self.move(p, p.grad.data, *(group[name] for name in settings))
        return loss

    def move(self, p, g, lr, beta1, beta2, weight_decay):
        m = self.state[p].setdefault("m", torch.zeros_like(p.data))
        u = (beta1 * m + (1 - beta1) * g).sign()
        p.data -= lr * u + lr * weight_decay * p.data
        m += (1 - beta2) * (g - m)


def lion_paths(starts, gradients, rates, betas, decay):
    def make(parameters):
        return Lion(parameters, betas=betas, weight_decay=decay)

    return follow(make, starts, gradients, rates)


# %% right: memory_made_at_once
"""The memories are made by __init__; numbers of their own for where u is positive."""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))
        for group in self.param_groups:
            for p in group["params"]:
                self.state[p]["m"] = torch.zeros_like(p, requires_grad=False)

    def step(self):
        with torch.no_grad():
            for group in self.param_groups:
                b1, b2 = group["betas"]
                for p in group["params"]:
                    g = p.grad
                    if g is None:
                        continue
                    m = self.state[p]["m"]
                    mixture = b1 * m + (1 - b1) * g
                    u = (mixture > 0).to(p.dtype) - (mixture < 0).to(p.dtype)
                    p *= 1 - group["lr"] * group["weight_decay"]
                    p -= group["lr"] * u
                    self.state[p]["m"] = b2 * m + (1 - b2) * g


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% right: by_foreach
"""PyTorch's functions for whole lists."""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            ps = [p for p in group["params"] if p.grad is not None]
            if not ps:
                continue
            gs = [p.grad for p in ps]
            ms = [self.state[p].setdefault("exp_avg", torch.zeros_like(p)) for p in ps]
            us = [torch.sign(m.lerp(g, 1 - group["betas"][0])) for m, g in zip(ms, gs)]
            torch._foreach_mul_(ps, 1 - group["lr"] * group["weight_decay"])
            torch._foreach_add_(ps, us, alpha=-group["lr"])
            torch._foreach_lerp_(ms, gs, 1 - group["betas"][1])


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: memory_first
"""after the sign has been taken, not before"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: betas_exchanged
"""β₁ belongs to the sign, β₂ to the memory"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta2, beta1 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: newest_alone
"""the sign of the newest gradient alone"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: memory_anew_each_step
"""let the memory stand in self.state[p]"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                m = torch.zeros_like(p)
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: memory_not_put_back
"""let the memory stand in self.state[p]"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m = beta2 * m + (1 - beta2) * p.grad


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: one_memory
"""has a say of its own"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)
                u = torch.sign(m)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: memory_alone
"""before it has seen the newest gradient"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(m)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: begins_at_the_gradient
"""the memory begins at 0"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = p.grad.clone()
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: sign_missing
"""the sign is missing"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = (beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: uphill
"""u is subtracted"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: name_given_to_another
"""which has no grad: change the parameter"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p = p - lr * (u + decay * p)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: name_given_to_another_late
"""gives the name p to another tensor"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)
                p = p - lr * (u + decay * p)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: no_grad_missing
"""write into a parameter under @torch.no_grad() only"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: super_missing
"""call super().__init__(params, defaults)"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        self.params, self.lr, self.betas, self.decay = list(params), lr, betas, weight_decay

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: one_memory_for_all
"""each parameter has a memory of its own"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))
        self.m = None

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                if self.m is None:
                    self.m = torch.zeros_like(p)
                u = torch.sign(beta1 * self.m + (1 - beta1) * p.grad)
                p.mul_(1 - group["lr"] * group["weight_decay"]).add_(u, alpha=-group["lr"])
                self.m = beta2 * self.m + (1 - beta2) * p.grad


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: state_taken_for_full
"""self.state[p] is an empty dictionary at first"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is not None:
                    m = self.state[p]["m"]
                    u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                    p.mul_(1 - group["lr"] * group["weight_decay"]).add_(u, alpha=-group["lr"])
                    self.state[p]["m"] = beta2 * m + (1 - beta2) * p.grad


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: memory_in_a_list
"""state_dict() keeps what stands in self.state[p]"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))
        self.memories = [torch.zeros_like(p) for group in self.param_groups for p in group["params"]]

    @torch.no_grad()
    def step(self):
        i = 0
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.memories[i]
                i += 1
                if p.grad is None:
                    continue
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - group["lr"] * group["weight_decay"]).add_(u, alpha=-group["lr"])
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: rate_of_the_defaults
"""read group['lr'] in each step"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = self.defaults["lr"], self.defaults["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: rate_kept
"""read group['lr'] in each step"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))
        self.lr = lr

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = self.lr, group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: no_decay
"""nothing decays here"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: decay_not_handed_over
"""nothing decays here"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, 0.0), starts, gradients, rates)


# %% wrong: penalty
"""αw stands outside the sign"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                g = p.grad + decay * p
                u = torch.sign(beta1 * m + (1 - beta1) * g)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(g, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: decay_without_the_rate
"""the decay is multiplied by the rate"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: first_group_alone
"""only the first group moves"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups[:1]:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: grows
"""this makes w larger"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 + lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: decays_after_the_step
"""w decays before it steps"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.add_(u, alpha=-lr)
                p.mul_(1 - lr * decay)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: decays_without_gradient
"""here it decays"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    p.mul_(1 - lr * decay)
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: none_is_zero
"""here its memory moves it"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    p.grad = torch.zeros_like(p)
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: none_forgotten
"""`if p.grad is None: continue`"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: memory_fades_without_gradient
"""the memory of p stays as it is"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    if self.state[p]:
                        self.state[p]["m"] *= beta2
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: return_when_none
"""go on to the next parameter"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    return
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - lr * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)


# %% wrong: decay_of_the_first_rate
"""the decay, too, is multiplied by the rate of its own step"""


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas, weight_decay):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            lr, decay = group["lr"], group["weight_decay"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["m"] = torch.zeros_like(p)
                m = state["m"]
                u = torch.sign(beta1 * m + (1 - beta1) * p.grad)
                p.mul_(1 - self.defaults["lr"] * decay)
                p.add_(u, alpha=-lr)
                m.mul_(beta2).add_(p.grad, alpha=1 - beta2)


def lion_paths(starts, gradients, rates, betas, decay):
    return follow(lambda ps: Lion(ps, rates[0], betas, decay), starts, gradients, rates)
