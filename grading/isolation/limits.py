"""What one submitted notebook may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds are the notebook's own (usage.OwnTime), so that a busy machine lowers nobody's mark."""

    cell_seconds: float = 60
    notebook_seconds: float = 600
    interrupt_seconds: float = 2  # between the interrupt and the end by force
    clock_seconds: float = 3600  # by the clock, for a notebook; after that the machine is called too busy
    memory: int = 2**30  # bytes, all processes together
    processes: int = 32  # and threads
    files: int = 32 * 2**20  # bytes in each of the folders that can be written to
    output: int = 2**20  # bytes of one cell's outputs
    notebook_output: int = 8 * 2**20  # of all of them together


DEFAULT = Limits()
