# %% right: adam
"""Adam, with a generator of its own for the orders."""


def train_network(images, labels, seed):
    draw = torch.Generator().manual_seed(seed)
    torch.manual_seed(seed)
    x, labels = torch.tensor(images).float(), torch.tensor(labels)
    model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.03)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.03, total_steps=151)
    rows = torch.empty(0, dtype=torch.long)
    for _ in range(150):
        if len(rows) < 32:
            rows = torch.randperm(len(x), generator=draw)
        batch, rows = rows[:32], rows[32:]
        loss = torch.nn.functional.cross_entropy(model(x[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    first, _, last = model
    return {"W1": first.weight.T, "b1": first.bias, "W2": last.weight.T, "b2": last.bias}


# %% right: as_arrays
"""Arrays are returned."""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        name: part.detach().numpy()
        for name, part in (("W1", a.weight.T), ("b1", a.bias), ("W2", c.weight.T), ("b2", c.bias))
    }


# %% right: double_precision
"""In double precision, as lists."""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    model.double()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.tolist(),
        "b1": a.bias.tolist(),
        "W2": c.weight.T.tolist(),
        "b2": c.bias.tolist(),
    }


# %% wrong: not_transposed
"""transpose its weight"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {"W1": a.weight, "b1": a.bias, "W2": c.weight, "b2": c.bias}


# %% wrong: state_dict
"""the list of names"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return model.state_dict()


# %% wrong: seed_ignored
"""torch.manual_seed(seed) before anything is drawn"""


def train_network(images, labels, seed):
    torch.seed()
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: one_seed_for_all
"""another seed gives another start"""


def train_network(images, labels, seed):
    torch.manual_seed(0)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: start_before_the_seed
"""torch.manual_seed(seed) before anything is drawn"""


def train_network(images, labels, seed):
    pass
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    torch.manual_seed(seed)
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: hidden_64
"""the shape of W1"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 64), torch.nn.Linear(64, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: data_of_the_notebook
"""X and y are those of the notebook"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(X, dtype=torch.float32), torch.as_tensor(y)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: rate_far_too_small
"""find the decade of the rate first"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: zero_grad_missing
"""the share of X_valid that is read"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: softmax_twice
"""the share of X_valid that is read"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(torch.softmax(model(images[rows]), 1), labels[rows]).backward()
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: step_missing
"""the share of X_valid that is read"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: scheduler_counts_epochs
"""the share of X_valid that is read"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: 0.5 * (1 + np.cos(np.pi * min(k, 4) / 4))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[rows]).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }


# %% wrong: labels_not_shuffled
"""the share of X_valid that is read"""


def train_network(images, labels, seed):
    torch.manual_seed(seed)
    images, labels = torch.as_tensor(images, dtype=torch.float32), torch.as_tensor(labels)
    a, c = torch.nn.Linear(64, 32), torch.nn.Linear(32, 10)
    model = torch.nn.Sequential(a, torch.nn.ReLU(), c)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: (k + 1) / 15 if k < 15 else 0.5 * (1 + np.cos(np.pi * (k - 15) / 135))
    )
    order = torch.cat([torch.randperm(len(images)) for _ in range(-(-4800 // len(images)))])[:4800]
    for rows in order.reshape(-1, 32):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(images[rows]), labels[: len(rows)]).backward()
        optimizer.step()
        scheduler.step()
    return {
        "W1": a.weight.T.detach(),
        "b1": a.bias.detach(),
        "W2": c.weight.T.detach(),
        "b2": c.bias.detach(),
    }
