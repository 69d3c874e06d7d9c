"""The checks of the exercises, one module a chapter.

A check marked `answers("1.4")` fails unless its arguments are a right answer. They are
what a learner hands over: the names that the exercise's starter defines, and nothing
else, so that an answer can be judged by itself, without the chapter it stands in.
"""

from importlib import import_module
from pathlib import Path

from answers.common import CHECKS

__all__ = ["CHECKS"]

for module in Path(__file__).parent.glob("chapter_*.py"):
    import_module(f"{__name__}.{module.stem}")
