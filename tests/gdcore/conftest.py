"""Random examples are drawn, but the same ones on every machine and every day."""

from hypothesis import settings

settings.register_profile("gdcore", deadline=None, derandomize=True)
settings.load_profile("gdcore")
