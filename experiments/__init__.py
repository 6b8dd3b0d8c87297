"""Measurements on a small transformer, for what chapters 9 and 10 say of practice.

A language model reads Python's own standard library, byte by byte, and is trained again and again, with one
thing changed each time. `python -m experiments` runs all grids on a GPU, and with `--small` smaller ones on
two cores. This folder alone needs PyTorch, which `make experiments` installs into an environment of its own.

text, network   what is learned, and by what
rules           the update rules that PyTorch lacks or makes differently, their groups, and the schedules
train, runs     one run, and many of them at a time
throughput      seconds per step against the size of the batch
grids           which runs each experiment consists of
report          tables and pictures of the results, for the book
"""
