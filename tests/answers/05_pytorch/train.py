# %% right: by_name
"""The parts by their names, and a group for each."""


def train(parts, X, y, batches, lr, decay):
    gain, shift, W, b = [torch.from_numpy(part.copy()).requires_grad_() for part in parts]
    optimizer = torch.optim.AdamW(
        [
            dict(params=[gain, shift], weight_decay=0),
            dict(params=[W], weight_decay=decay),
            dict(params=[b], weight_decay=0),
        ],
        lr,
    )
    X, y = torch.from_numpy(X), torch.from_numpy(y)
    for rows in batches:
        loss = torch.nn.CrossEntropyLoss()(scores((gain, shift, W, b), X[rows]), y[rows])
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    return gain, shift, W, b


# %% right: module
"""A module, and the names of its parameters."""


def train(parts, X, y, batches, lr, decay):
    gain, shift, W, b = map(torch.tensor, parts)
    model = torch.nn.Sequential(torch.nn.LayerNorm(len(gain)), torch.nn.Linear(*W.shape)).double()
    model.load_state_dict({"0.weight": gain, "0.bias": shift, "1.weight": W.T, "1.bias": b})
    named = dict(model.named_parameters())
    decayed = [named.pop("1.weight")]
    optimizer = torch.optim.AdamW(
        [{"params": named.values(), "weight_decay": 0.0}, {"params": decayed}],
        lr=lr,
        weight_decay=decay,
    )
    for rows in batches:
        optimizer.zero_grad()
        z = model(torch.tensor(X[rows]))
        torch.nn.functional.cross_entropy(z, torch.tensor(y[rows])).backward()
        optimizer.step()
    norm, linear = model
    return [norm.weight, norm.bias, linear.weight.T, linear.bias]


# %% right: decoupled_adam
"""Adam with decoupled decay, and arrays returned; the second group is added later."""


def train(parts, X, y, batches, lr, decay):
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    optimizer = torch.optim.Adam([parts[2]], lr=lr, weight_decay=decay, decoupled_weight_decay=True)
    optimizer.add_param_group({"params": [parts[0], parts[1], parts[3]], "weight_decay": 0})
    for rows in batches:
        optimizer.zero_grad()
        z = scores(parts, torch.as_tensor(X[rows]))
        torch.nn.functional.cross_entropy(z, torch.as_tensor(y[rows])).backward()
        optimizer.step()
    return [part.detach().numpy() for part in parts]


# %% right: by_hand
"""The rule on tensors, without an optimizer."""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    m, v = ([torch.zeros_like(part) for part in parts] for _ in "mv")
    for t, rows in enumerate(batches, 1):
        loss = torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows])
        gradients = torch.autograd.grad(loss, parts)
        with torch.no_grad():
            for i, (part, g) in enumerate(zip(parts, gradients)):
                m[i] = 0.9 * m[i] + 0.1 * g
                v[i] = 0.999 * v[i] + 0.001 * g**2
                if part.ndim == 2:
                    part *= 1 - lr * decay
                part -= lr * (m[i] / (1 - 0.9**t)) / ((v[i] / (1 - 0.999**t)).sqrt() + 1e-8)
    return [part.tolist() for part in parts]


# %% right: two_optimizers
"""An optimizer for each kind."""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    decaying = torch.optim.AdamW([parts[2]], lr=lr, weight_decay=decay)
    keeping = torch.optim.Adam([parts[0], parts[1], parts[3]], lr=lr)
    for rows in batches:
        for optimizer in (decaying, keeping):
            optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        for optimizer in (decaying, keeping):
            optimizer.step()
    return parts


# %% wrong: one_decay_for_all
"""this is one decay for all parts"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    optimizer = torch.optim.AdamW(parts, lr=lr, weight_decay=decay)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: second_group_silent
"""a group without a `weight_decay` of its own gets that of AdamW, which is 0.01"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [{"params": [parts[2]], "weight_decay": decay}, {"params": [parts[i] for i in (0, 1, 3)]}]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: decay_not_handed_over
"""`decay` has not been handed over"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    optimizer = torch.optim.AdamW(parts, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: only_the_bias_spared
"""the gain and the shift decay here"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [{"params": parts[:3], "weight_decay": decay}, {"params": parts[3:], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: whatever_is_called_weight
"""the gain decays here"""


def train(parts, X, y, batches, lr, decay):
    gain, shift, W, b = map(torch.tensor, parts)
    model = torch.nn.Sequential(torch.nn.LayerNorm(len(gain)), torch.nn.Linear(*W.shape)).double()
    model.load_state_dict({"0.weight": gain, "0.bias": shift, "1.weight": W.T, "1.bias": b})
    weights = [part for name, part in model.named_parameters() if "weight" in name]
    biases = [part for name, part in model.named_parameters() if "bias" in name]
    optimizer = torch.optim.AdamW(
        [{"params": weights, "weight_decay": decay}, {"params": biases, "weight_decay": 0.0}], lr=lr
    )
    for rows in batches:
        optimizer.zero_grad()
        z = model(torch.tensor(X[rows]))
        torch.nn.functional.cross_entropy(z, torch.tensor(y[rows])).backward()
        optimizer.step()
    norm, linear = model
    return [norm.weight, norm.bias, linear.weight.T, linear.bias]


# %% wrong: groups_exchanged
"""the two groups are exchanged"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [part for part in parts if part.ndim < 2], "weight_decay": decay},
        {"params": [part for part in parts if part.ndim > 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: plain_adam
"""nothing decays here"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    optimizer = torch.optim.Adam(parts, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: adams_penalty
"""this is the `weight_decay` of Adam, a penalty"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": [parts[i] for i in (0, 1, 3)], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.Adam(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: penalty_in_the_loss
"""this is the `weight_decay` of Adam, a penalty"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    optimizer = torch.optim.AdamW(parts, lr=lr, weight_decay=0)
    for rows in batches:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows])
        (loss + decay / 2 * (parts[2] ** 2).sum()).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: others_in_no_group
"""only W is trained"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    optimizer = torch.optim.AdamW([parts[2]], lr=lr, weight_decay=decay)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: decay_without_the_rate
"""the decay is multiplied by the rate"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    optimizer = torch.optim.Adam(parts, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        with torch.no_grad():
            parts[2] *= 1 - decay
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: trains_copies
"""it has stepped on copies"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [part.clone().detach() for part in parts if part.ndim > 1], "weight_decay": decay},
        {"params": [part.clone().detach() for part in parts if part.ndim < 2], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: step_missing
"""no optimizer has stepped"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
    return [part.detach() for part in parts]


# %% wrong: plain_descent
"""this is a step of plain descent"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [{"params": [parts[2]], "weight_decay": decay}, {"params": parts[:2] + parts[3:]}]
    optimizer = torch.optim.SGD(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: uphill
"""this goes up the gradient"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        (-torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows])).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: rate_missing
"""the rate is AdamW's own here"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: sum_for_mean
"""this is the sum"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows], reduction="sum").backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: softmax_twice
"""cross_entropy takes the softmax itself"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        z = torch.softmax(scores(parts, X[rows]), 1)
        torch.nn.functional.cross_entropy(z, y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: zero_grad_missing
"""optimizer.zero_grad() is missing"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: optimizer_in_the_loop
"""make the optimizer once, above the loop"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    for rows in batches:
        optimizer = torch.optim.AdamW(groups, lr=lr)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: all_rows
"""this takes all rows each time"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X), y).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: rows_from_the_top
"""this takes as many rows from the top"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        n = len(rows)
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[:n]), y[:n]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: return_in_the_loop
"""this is the first step alone"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
        return [part.detach() for part in parts]


# %% wrong: writes_into_the_arrays
"""was changed by train"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.as_tensor(part).requires_grad_() for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach().clone() for part in parts]


# %% wrong: short_memory
"""the usual β and ε"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.9999))
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: weights_alone_returned
"""expected:       4 values"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return parts[2].detach()


# %% wrong: no_gradients_wanted
"""requires_grad=True"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]


# %% wrong: single_precision
"""double precision"""


def train(parts, X, y, batches, lr, decay):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    parts = [torch.tensor(part, dtype=torch.float32, requires_grad=True) for part in parts]
    groups = [
        {"params": [parts[2]], "weight_decay": decay},
        {"params": parts[:2] + parts[3:], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=lr)
    for rows in batches:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(scores(parts, X[rows]), y[rows]).backward()
        optimizer.step()
    return [part.detach() for part in parts]
