# %% right: module
"""A linear module, set to the weights to start from."""


def train_linear(X, y, W, b, batches, lr):
    model = torch.nn.Linear(*W.shape, dtype=torch.float64)
    model.load_state_dict({"weight": torch.tensor(W.T), "bias": torch.tensor(b)})
    optimizer, loss_of = torch.optim.SGD(model.parameters(), lr), torch.nn.CrossEntropyLoss()
    losses = []
    for rows in batches:
        loss = loss_of(model(torch.tensor(X[rows])), torch.tensor(y[rows]))
        losses.append(float(loss.detach()))
        model.zero_grad()
        loss.backward()
        optimizer.step()
    return model.weight.T, model.bias, losses


# %% right: by_autograd
"""The gradients asked for, and the step by hand; arrays are returned."""


def train_linear(X, y, W, b, batches, lr):
    W, b = (torch.tensor(part, requires_grad=True) for part in (W, b))
    losses = []
    for rows in batches:
        z = torch.from_numpy(X)[rows] @ W + b
        loss = -torch.log_softmax(z, dim=1)[torch.arange(len(rows)), torch.from_numpy(y)[rows]].mean()
        losses.append(loss.item())
        by_W, by_b = torch.autograd.grad(loss, [W, b])
        W = (W - lr * by_W).detach().requires_grad_()
        b = (b - lr * by_b).detach().requires_grad_()
    return W.detach().numpy(), b.detach().numpy(), losses


# %% right: negative_log_likelihood
"""log_softmax and nll_loss, and tensors that still want gradients."""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.nll_loss(torch.log_softmax(X[rows] @ W + b, 1), y[rows])
        loss.backward()
        optimizer.step()
        losses += [float(loss.detach())]
    return W, b, losses


# %% right: zero_grad_afterwards
"""The gradients are emptied after the step."""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=False)
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: zero_grad_missing
"""the gradients of all batches add up"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: zero_grad_before_the_step
"""optimizer.step() is missing"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: step_missing
"""optimizer.step() is missing"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: step_before_backward
"""optimizer.step() is missing"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        optimizer.step()
        loss.backward()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: sum_for_mean
"""this is the sum"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows], reduction="sum")
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: climbs
"""you went up the gradient"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        (-loss).backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: maximize
"""you went up the gradient"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr, maximize=True)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: softmax_twice
"""cross_entropy takes the softmax itself"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(torch.softmax(X[rows] @ W + b, 1), y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: own_rate
"""the rate is missing"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b])
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: bias_not_learned
"""hand both to the optimizer"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: momentum
"""SGD without momentum"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr, momentum=0.9)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: adam
"""W after one step"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.Adam([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: first_rows
"""each batch has its own rows"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[: len(rows)] @ W + b, y[: len(rows)])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: loss_after_the_step
"""this is the loss after the step"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows]).item())
    return W.detach(), b.detach(), losses


# %% wrong: last_loss_only
"""a list, with a number for each step"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), loss.item()


# %% wrong: two_values
"""the number of values that train_linear returns"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach()


# %% wrong: changes_its_input
"""W was changed by train_linear"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.from_numpy(W).requires_grad_(), torch.from_numpy(b).requires_grad_()
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: single_precision
"""train_linear on"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = (
        torch.tensor(W, dtype=torch.float32, requires_grad=True),
        torch.tensor(b, dtype=torch.float32, requires_grad=True),
    )
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows].half().float() @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: gradients_returned
"""these are the gradients"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.grad, b.grad, losses


# %% wrong: weight_decay
"""train_linear on"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    optimizer = torch.optim.SGD([W, b], lr=lr, weight_decay=0.01)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses


# %% wrong: no_requires_grad
"""train_linear fails with RuntimeError"""


def train_linear(X, y, W, b, batches, lr):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W), torch.tensor(b)
    optimizer = torch.optim.SGD([W, b], lr=lr)
    losses = []
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(X[rows] @ W + b, y[rows])
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return W.detach(), b.detach(), losses
