"""What several pictures share."""

from firstneuron import plots

#: The colours of several lines, in their order.
LINES = (plots.BLUE, plots.ORANGE, plots.GREEN, plots.PINK)

#: So that a label can be read where lines cross it.
HALO = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1}


def written(value, decimals=2):
    """Return a number as a figure shows it: no digit too many, and a true minus."""
    rounded = round(float(value), decimals) + 0.0  # + 0.0: no "-0"
    return f"{rounded:.{decimals + 6}g}".replace("-", "−")
