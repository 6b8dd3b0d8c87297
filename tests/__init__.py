"""The tests mirror the packages; what several of them need stands in the conftest.py above them, or beside this file."""
