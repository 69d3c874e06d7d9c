"""The pictures that carry a chapter, each drawn from a state.

A picture takes the numbers that it shows (a weight and a bias, say), so that other
numbers give the same picture in another state. The things that any figure needs (axes,
lines, dots, labels) are in `plots`.
"""

from firstneuron.pictures._answers import confusion, digits_read, reliability
from firstneuron.pictures._bends import hinges, surprise
from firstneuron.pictures._generalization import fits, misprints, moments, remedies
from firstneuron.pictures._graphs import computation_graph, nested
from firstneuron.pictures._landscapes import bowl, descent, descents, loss_curves, polls
from firstneuron.pictures._learning import checkup
from firstneuron.pictures._lines import seesaw
from firstneuron.pictures._matrices import matrix_product, row_times_weights
from firstneuron.pictures._networks import alarms, collapsed, forward_pass, votes
from firstneuron.pictures._planes import (
    classes,
    folded,
    hidden_plane,
    plane,
    regions,
)
from firstneuron.pictures._shares import scores_to_shares, temperatures

__all__ = [
    "alarms",
    "bowl",
    "checkup",
    "classes",
    "collapsed",
    "computation_graph",
    "confusion",
    "descent",
    "descents",
    "digits_read",
    "fits",
    "folded",
    "forward_pass",
    "hidden_plane",
    "hinges",
    "loss_curves",
    "matrix_product",
    "misprints",
    "moments",
    "nested",
    "plane",
    "polls",
    "regions",
    "reliability",
    "remedies",
    "row_times_weights",
    "scores_to_shares",
    "seesaw",
    "surprise",
    "temperatures",
    "votes",
]
