"""The tests mirror the packages; what several of them share stands in the conftest.py above, or here."""

from hypothesis import settings

# Random examples are drawn, but the same ones on every machine and every day, however busy it is.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")
