"""The figures to play with: moved by mouse, finger and keyboard, with no kernel behind.

Each function returns a figure, which a notebook shows; its arguments are the state in
which the figure begins. What it computes is what this library computes. Its picture in
that state is drawn by `plots` and `pictures`, for paper and wherever no script runs.
The scripts are in `site/static/figures`, and are installed with the library.
"""

from firstneuron.figures._figure import Figure
from firstneuron.figures._fit_line import fit_line
from firstneuron.figures._plane import plane
from firstneuron.figures._three_alarms import three_alarms

__all__ = ["Figure", "fit_line", "plane", "three_alarms"]
