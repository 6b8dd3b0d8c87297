# %% [markdown]
# # The network of chapter 8, trained with PyTorch
#
# The same data, network, loss, rule and schedule as in "Open the test set,
# once". Run it with `python -m benchmarks.train_with_pytorch` where PyTorch
# is installed, or open it as a notebook: its cells are marked with %%.

# %%
import numpy as np
import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR
from torch.utils.data import DataLoader, TensorDataset

import gdcore as gd


# %%
def network(sizes):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        linear = nn.Linear(inputs, outputs)
        # He's weights; what nn.Linear draws by itself is smaller.
        nn.init.kaiming_normal_(linear.weight, nonlinearity="relu")
        nn.init.zeros_(linear.bias)
        layers += [linear, nn.ReLU()]
    return nn.Sequential(*layers[:-1])  # the last layer gives scores: no ReLU


def with_shifts(X, y):
    images = nn.functional.pad(X.reshape(-1, 8, 8), (1, 1, 1, 1))
    moves = [(1, 1), (0, 1), (2, 1), (1, 0), (1, 2)]
    shifted = [images[:, r : r + 8, c : c + 8] for r, c in moves]
    return torch.cat(shifted).reshape(-1, 64), y.repeat(len(moves))


def train(model, loader, epochs, peak, momentum):
    loss_function = nn.CrossEntropyLoss()  # mean over the batch; takes scores
    optimizer = torch.optim.SGD(model.parameters(), lr=peak, momentum=momentum)
    steps = epochs * len(loader)
    warm = steps // 20
    warmup = LinearLR(optimizer, start_factor=1 / warm, total_iters=warm - 1)
    cosine = CosineAnnealingLR(optimizer, T_max=steps - warm)
    scheduler = SequentialLR(optimizer, [warmup, cosine], milestones=[warm])
    losses = []
    for _ in range(epochs):
        for batch_X, batch_y in loader:
            optimizer.zero_grad()  # gradients add up unless you clear them
            loss = loss_function(model(batch_X), batch_y)
            loss.backward()
            optimizer.step()
            scheduler.step()  # once per step, after the optimizer
            losses.append(loss.item())
    return losses


@torch.no_grad()  # nothing is learned here, so no graph is kept
def accuracy(model, X, y):
    # With dropout or batch normalisation you would call model.eval() first.
    return (model(X).argmax(dim=1) == y).double().mean().item()


def read_digits(dtype):
    return [torch.from_numpy(part) for part in gd.digits(dtype=dtype)]


def train_three():
    X, y, X_test, y_test = read_digits(np.float32)
    data = TensorDataset(*with_shifts(X, y))
    for seed in range(3):
        torch.manual_seed(seed)
        model = network([64, 128, 10])
        loader = DataLoader(data, batch_size=32, shuffle=True)
        train(model, loader, epochs=20, peak=0.1, momentum=0.9)
        right = accuracy(model, X_test, y_test)
        print(f"seed {seed}: {right:.1%} right")


# %% Beside the engine, step by step [markdown]
# Two libraries draw different random numbers. For a comparison the start and
# the order of the examples come from NumPy, as in the chapter, and both
# compute in double precision.


# %%
class Reshuffled:
    """The rows in a new order for each epoch, as NumPy draws them."""

    def __init__(self, examples, rng):
        self.examples, self.rng = examples, rng

    def __len__(self):
        return self.examples

    def __iter__(self):
        return iter(self.rng.permutation(self.examples).tolist())


@torch.no_grad()
def start_from(w, model, engine_model):
    """Give PyTorch's network the parameters of the engine's."""
    parts = engine_model.views(w).values()
    for parameter, part in zip(model.parameters(), parts):
        # nn.Linear keeps its weights as (outputs, inputs).
        parameter.copy_(torch.from_numpy(part.T))


def side_by_side(epochs=20):
    """The losses of all steps: PyTorch's, and the engine's."""
    X, y, *_ = read_digits(np.float64)
    X, y = with_shifts(X, y)
    sizes, peak, momentum = [64, 128, 10], 0.1, 0.9

    rng = np.random.default_rng(0)
    engine_model, model = gd.MLP(sizes), network(sizes).double()
    start_from(engine_model.init(rng), model, engine_model)
    order = Reshuffled(len(X), rng)
    loader = DataLoader(TensorDataset(X, y), batch_size=32, sampler=order)
    losses = train(model, loader, epochs, peak, momentum)

    steps = len(losses)
    warm = steps // 20
    lr = gd.linear_warmup(warm, then=gd.cosine(peak, steps - warm))
    rule = gd.Momentum(momentum)
    X, y = X.numpy(), y.numpy()
    history = gd.fit(engine_model, X, y, rule, lr, 32, epochs, rng=0)
    return np.array(losses), history.loss


# %%
if __name__ == "__main__":
    train_three()
    of_pytorch, of_engine = side_by_side()
    difference = np.abs(of_pytorch - of_engine).max()
    steps = len(of_pytorch)
    print(f"largest difference of the losses in {steps} steps: {difference:.0e}")
