"""What learners hand in, right and wrong, one module a chapter.

Each module has three dicts, by the number of the exercise. An answer is a tuple of what
`checks.check` takes behind the number.

- ``RIGHT``: right answers, written in different ways; at least three.
- ``WRONG``: pairs of a wrong answer that its check recognises, and words of what it
  says; at least two.
- ``UNKNOWN``: wrong answers that nobody foresaw; at least one.
"""

from importlib import import_module
from pathlib import Path

RIGHT, WRONG, UNKNOWN = {}, {}, {}

for file in Path(__file__).parent.glob("chapter_*.py"):
    answers = import_module(f"{__name__}.{file.stem}")
    RIGHT |= answers.RIGHT
    WRONG |= answers.WRONG
    UNKNOWN |= answers.UNKNOWN
