"""Is JSON whose fields have every type but the right one.

mark: 0
"""
import json

HOSTILE = [None, 0, -1, 1e400, True, "x", "\ud800", [], ["x"], {}, {"a": {}}, [[]], {"nbgrader": []}, {"nbgrader": {"grade_id": [1]}}]


def attack(notebook):
    cells = [{"cell_type": "code", "source": "", "metadata": {}} | {field: value} for field in ("cell_type", "source", "metadata", "id")
             for value in HOSTILE]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": HOSTILE, "cells": [*HOSTILE, *cells]}).encode()
