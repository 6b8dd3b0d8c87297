"""The tests mirror the packages; what several of them share stands in the conftest.py above, or here."""
