"""One run: a transformer trained with the settings of a row, and what became of it."""

import math

import torch

from .network import Transformer, loss_of, mean_loss
from .rules import factor, groups_of, optimizers
from .text import batch

AUTOCAST = {"bf16": torch.bfloat16, "fp16": torch.float16, "fp16-scaled": torch.float16}
POINTS = 60  # of a recorded curve
WATCHED = 20  # the step at which the zeros of the gradient are counted


def train(
    data,
    opt="adam",
    lr=1e-3,
    steps=800,
    size=64,
    warm=80,
    schedule="cosine",
    decay=0.0,
    width=256,
    depth=4,
    context=128,
    seed=0,
    post_norm=False,
    mup=False,
    precision="bf16",
    scale=1.0,
    eps=1e-8,
    clip=None,
    target=None,
    eval_every=0,
    ema=(),
    judged_by=256,
):
    """Train and return {final, diverged, reached, steps, loss, grad_norm, …}.

    data       bytes to learn from and bytes to judge by
    size       stretches of `context` bytes in a batch
    precision  "fp32"; "bf16", "fp16" and "fp16-scaled" compute in that format over float32 weights; with
               "fp16-pure" the weights are in float16 as well
    scale      what the loss is multiplied by, and the gradient divided by again
    target     stop at the first evaluation, one every `eval_every` steps, whose loss is at most this
    ema        decay factors of averages of the weights, each of which is judged at the end
    judged_by  a quarter of the number of stretches on which losses are judged, the same ones for each run
    """
    learned, judged = data
    device = learned.device
    torch.manual_seed(seed)
    torch.backends.cuda.matmul.allow_tf32 = True
    model = Transformer(width, depth, context, post_norm).to(device)
    if precision == "fp16-pure":
        model.half()
    fixed = torch.Generator(device).manual_seed(10**6)
    exam = [batch(judged, judged_by, context, fixed) for _ in range(4)]
    autocast = torch.autocast(device.type, AUTOCAST.get(precision), enabled=precision in AUTOCAST)
    run = Run(model, optimizers(model, opt, lr, decay, mup, eps), exam, autocast, scale, clip, ema)
    generator = torch.Generator(device).manual_seed(seed)
    reached = diverged = None
    for t in range(1, steps + 1):
        run.step(batch(learned, size, context, generator), factor(schedule, t, steps, warm))
        # Looking at a loss waits for the GPU, so it is done seldom.
        if t % 50 == 0 and not math.isfinite(run.losses[-1].item()):
            diverged = t
            break
        if eval_every and t % eval_every == 0:
            loss = run.evaluate()
            if target and loss <= target:
                reached = t
                break
    final = run.judged()
    if not math.isfinite(final):
        diverged, final = diverged or t, None
    return dict(final=final, diverged=diverged, reached=reached, steps=t) | run.recorded(steps)


class Run:
    """A model in training: one step after another, and what is recorded of them."""

    def __init__(self, model, optimizers, exam, autocast, scale, clip, ema):
        self.model, self.optimizers = model, optimizers
        self.exam, self.autocast, self.scale, self.clip = exam, autocast, scale, clip
        self.averages = {beta: [w.detach().clone() for w in model.parameters()] for beta in ema}
        self.losses, self.norms, self.evaluations, self.zeros = [], [], [], None

    def step(self, stretches, factor):
        """One step of all optimizers, whose rates are `factor` times their peaks."""
        for group in groups_of(self.optimizers):
            group["lr"] = group["base"] * factor
        with self.autocast:
            loss = loss_of(self.model, *stretches)
        self.losses.append(loss.detach())
        (loss * self.scale).backward()
        if len(self.losses) == WATCHED:
            self.zeros = share_of_zeros(self.model)
        weights = list(self.model.parameters())
        for w in weights:
            w.grad.div_(self.scale)
        self.norms.append(torch.nn.utils.clip_grad_norm_(weights, self.clip or math.inf))
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad()
        for beta, average in self.averages.items():
            torch._foreach_lerp_(average, [w.detach() for w in weights], 1 - beta)

    def judged(self):
        """The mean loss on what is judged by."""
        with self.autocast:
            return mean_loss(self.model, self.exam)

    def evaluate(self):
        """The same, recorded as that of this step."""
        self.evaluations.append((len(self.losses), self.judged()))
        return self.evaluations[-1][1]

    def recorded(self, steps):
        """What was recorded of a run that was to have so many steps; the weights become their averages."""
        result = curves(torch.stack(self.losses), torch.stack(self.norms), steps)
        if self.evaluations:
            result["evals"] = self.evaluations
        if self.zeros is not None:
            result["zero_share_of_gradient"] = self.zeros
        for beta, average in self.averages.items():
            with torch.no_grad():
                for w, mean in zip(self.model.parameters(), average):
                    w.copy_(mean)
            result[f"ema_{beta}"] = self.judged()
        return result


def share_of_zeros(model):
    """The share of the gradient's entries that are exactly zero."""
    entries = torch.cat([w.grad.flatten() for w in model.parameters()])
    return (entries == 0).float().mean().item()


def curves(losses, norms, steps):
    """The losses as means over stretches of the run, and the norm of the gradient at the start of each."""
    every = min(max(1, steps // POINTS), len(losses))
    return dict(
        loss=losses.float().unfold(0, every, every).mean(1).tolist(),
        grad_norm=norms.float()[::every].tolist(),
    )
