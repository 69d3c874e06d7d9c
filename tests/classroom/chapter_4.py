"""Answers to chapter 4's exercises."""

import math

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def looped(z):
    return [[math.tanh(x) for x in row] for row in np.atleast_2d(z)]


RIGHT = {
    "4.5": [
        (lambda z: 2 * sigmoid(2 * z) - 1,),
        (lambda z: 1 - 2 * sigmoid(-2 * np.float32(z)),),
        (looped,),
        (lambda z: sigmoid(2 * z) - sigmoid(-2 * z),),
    ],
}

WRONG = {
    "4.5": [
        ((lambda z: 2 * sigmoid(z) - 1,), "not quick enough"),
        ((lambda z: 2 * sigmoid(2 * z),), "Lower it"),
        ((lambda z: sigmoid(2 * z) - 1,), "taller"),
        ((lambda z: print(z),), "return"),
    ],
}

UNKNOWN = {"4.5": [(sigmoid,), (lambda z: sigmoid(2 * z) - 0.5,), (np.tan,)]}
