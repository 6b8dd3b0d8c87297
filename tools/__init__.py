"""Small programs behind the Makefile, run from the top folder: `.venv/bin/python -m tools.pdf`.

page                 builds one page of the book
solution_notebooks   makes the notebooks that nbgrader reads
exercises            makes what students get
lite, pdf            build the notebooks for the browser and the printed book
serve_demo           shows one demo while somebody works on it
audit, bench_demos   measure the website and the demos
browsers             finds Chromium or Chrome
katex_style, screenshot, record_trajectories, pack_digits   made files that are committed
"""
