"""Small programs behind the Makefile, run from the top folder: `.venv/bin/python -m tools.pdf`.

page          builds one page of the book
lite          builds the notebooks that run in a browser
pdf           prints the book
screenshot    photographs the book for the README
audit         measures the website
bench_demos   measures the demos
browsers      finds Chromium or Chrome
The others made files that are committed: katex_style, record_trajectories, pack_digits.
"""
