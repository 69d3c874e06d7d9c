"""The figures to play with: moved by mouse, finger and keyboard, with no kernel behind.

Each function returns a figure, which a notebook shows; its arguments are the state in
which the figure begins. What it computes is what this library computes. Its picture in
that state is drawn by `plots` and `pictures`, for paper and wherever no script runs.
The scripts are in `site/static/figures`, and are installed with the library.
"""

from firstneuron.figures._batch_size import batch_size
from firstneuron.figures._computation_graph import computation_graph
from firstneuron.figures._confidence import confidence
from firstneuron.figures._figure import Figure
from firstneuron.figures._fit_line import fit_line
from firstneuron.figures._gate import gate
from firstneuron.figures._gate_plane import gate_plane
from firstneuron.figures._hidden_units import hidden_units
from firstneuron.figures._learning_rate import learning_rate
from firstneuron.figures._perceptron_rule import perceptron_rule
from firstneuron.figures._plane import plane
from firstneuron.figures._read_digit import read_digit
from firstneuron.figures._survival import survival
from firstneuron.figures._three_alarms import three_alarms
from firstneuron.figures._three_hinges import three_hinges
from firstneuron.figures._three_scores import three_scores
from firstneuron.figures._valley import valley
from firstneuron.figures._vanishing import vanishing

__all__ = [
    "Figure",
    "batch_size",
    "computation_graph",
    "confidence",
    "fit_line",
    "gate",
    "gate_plane",
    "hidden_units",
    "learning_rate",
    "perceptron_rule",
    "plane",
    "read_digit",
    "survival",
    "three_alarms",
    "three_hinges",
    "three_scores",
    "valley",
    "vanishing",
]
