"""What several pictures share."""

from firstneuron import plots

#: The colours of several lines, in their order.
LINES = (plots.BLUE, plots.ORANGE, plots.GREEN, plots.PINK)

#: So that a label can be read where lines cross it.
HALO = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1}
