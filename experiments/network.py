"""The transformer: blocks of causal attention and a two-layer network, with the norm before or after each."""

import torch
import torch.nn.functional as F
from torch import nn

from .text import VOCABULARY

HEAD = 32  # width of an attention head, at every width of the network


class Block(nn.Module):
    def __init__(self, width, post_norm):
        super().__init__()
        self.heads, self.post_norm = width // HEAD, post_norm
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn, self.out = nn.Linear(width, 3 * width, bias=False), nn.Linear(width, width, bias=False)
        self.up, self.down = nn.Linear(width, 4 * width, bias=False), nn.Linear(4 * width, width, bias=False)

    def attention(self, x):
        q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.attn(x).chunk(3, -1))
        return self.out(F.scaled_dot_product_attention(q, k, v, is_causal=True).transpose(1, 2).flatten(2))

    def mlp(self, x):
        return self.down(F.gelu(self.up(x)))

    def forward(self, x):
        if self.post_norm:
            x = self.norm1(x + self.attention(x))
            return self.norm2(x + self.mlp(x))
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class Transformer(nn.Module):
    """Scores for the next byte at each place. The read-out starts at zero, so the first loss is ln 128."""

    def __init__(self, width, depth, context, post_norm=False):
        super().__init__()
        self.token, self.place = nn.Embedding(VOCABULARY, width), nn.Embedding(context, width)
        self.blocks = nn.ModuleList(Block(width, post_norm) for _ in range(depth))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, VOCABULARY, bias=False)
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                nn.init.normal_(weight, std=self.deviation(name, weight, depth))
        nn.init.zeros_(self.head.weight)

    @staticmethod
    def deviation(name, weight, depth):
        """1 / √inputs, and less for the 2 · depth layers that add to one stream, so that it does not grow."""
        if name.startswith(("token", "place")):
            return 0.1
        return weight.shape[1] ** -0.5 * ((2 * depth) ** -0.5 if is_named(name, "out", "down") else 1)

    def forward(self, x):
        x = self.token(x) + self.place.weight
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


def is_named(parameter, *layers):
    """Whether a parameter, such as "blocks.0.attn.weight", belongs to one of these layers."""
    return parameter.split(".")[-2] in layers


def is_hidden_matrix(parameter):
    return is_named(parameter, "attn", "out", "up", "down")


def loss_of(model, x, y):
    """Mean cross-entropy in nats a byte."""
    return F.cross_entropy(model(x).float().flatten(0, 1), y.flatten())


@torch.no_grad()
def mean_loss(model, batches):
    return torch.stack([loss_of(model, x, y) for x, y in batches]).mean().item()
