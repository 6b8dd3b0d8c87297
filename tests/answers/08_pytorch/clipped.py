# %% right: by_hand
"""Without the helper."""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    factor = min(1.0, largest / (length.item() + 1e-6))
    return length, factor * W.grad, factor * b.grad

# %% right: one_flat_vector
"""All in one vector, and cut apart again; a list."""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    flat = torch.cat([W.grad.ravel(), b.grad])
    length = torch.linalg.norm(flat)
    flat = flat * torch.clamp(largest / (length + 1e-6), max=1.0)
    return [float(length), flat[: W.numel()].reshape(W.shape).tolist(), flat[W.numel() :].tolist()]

# %% right: get_total_norm
"""The newer pair of helpers."""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.nn.utils.get_total_norm([W.grad, b.grad])
    torch.nn.utils.clip_grads_with_norm_([W, b], largest, length)
    return length, W.grad, b.grad

# %% wrong: not_clipped
"""the gradient was not clipped"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    return length, W.grad, b.grad

# %% wrong: clipped_before_backward
"""got"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    length = torch.nn.utils.clip_grad_norm_([W, b], largest)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    return length, W.grad, b.grad

# %% wrong: length_after
"""this is the length after the clipping"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    torch.nn.utils.clip_grad_norm_([W, b], largest)
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    return length, W.grad, b.grad

# %% wrong: each_part_by_itself
"""clip them in one call"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    torch.nn.utils.clip_grad_norm_([W], largest)
    torch.nn.utils.clip_grad_norm_([b], largest)
    return length, W.grad, b.grad

# %% wrong: entries_cut_off
"""keeps the direction"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    torch.nn.utils.clip_grad_value_([W, b], largest)
    return length, W.grad, b.grad

# %% wrong: sum_for_mean
"""this is the sum"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y, reduction="sum").backward()
    length = torch.nn.utils.clip_grad_norm_([W, b], largest)
    return length, W.grad, b.grad

# %% wrong: order_swapped
"""first the length, then the parts"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.nn.utils.clip_grad_norm_([W, b], largest)
    return W.grad, b.grad, length

# %% wrong: always_scaled
"""a gradient that is short enough stays as it is"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    factor = largest / (length + 1e-6)
    return length, factor * W.grad, factor * b.grad

# %% wrong: largest_entry
"""clipped on"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    torch.nn.utils.clip_grad_norm_([W, b], largest, norm_type=float("inf"))
    return length, W.grad, b.grad

# %% wrong: weights_clipped
"""clipped on"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.sqrt((W.grad**2).sum() + (b.grad**2).sum())
    return length, W.clamp(-largest, largest), b.clamp(-largest, largest)

# %% wrong: only_the_weights
"""clipped on"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(X @ W + b, y).backward()
    length = torch.nn.utils.clip_grad_norm_([W], largest)
    return length, W.grad, b.grad

# %% wrong: softmax_twice
"""clipped on"""


def clipped(X, y, W, b, largest):
    X, y = torch.as_tensor(X), torch.as_tensor(y)
    W, b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    torch.nn.functional.cross_entropy(torch.softmax(X @ W + b, 1), y).backward()
    length = torch.nn.utils.clip_grad_norm_([W, b], largest)
    return length, W.grad, b.grad
