"""What a check answers: one of three outcomes, as text and in colour."""

import textwrap
from html import escape

from firstneuron._words import NO_WORDS, _, language, say

_SIGNS = {"not attempted": "…", "not yet": "✗", "correct": "✓"}
_COLOURS = {
    "not attempted": ("#6b7280", "#6b72801a"),
    "not yet": ("#b45309", "#f59e0b1f"),
    "correct": ("#047857", "#10b9811f"),
}
_WORDS = {
    "not attempted": _("not attempted"),
    "not yet": _("not yet"),
    "correct": _("correct"),
}


class Outcome:
    """What came of a check.

    Attributes
    ----------
    number : str
        That of the exercise.
    state : str
        "not attempted", "not yet" or "correct".
    """

    def __init__(self, number, state, facts=(), sentence=None, **values):
        self.number = number
        self.state = state
        self._facts = list(facts)
        self._sentence, self._values = sentence, values

    def __bool__(self):
        return self.state == "correct"

    @property
    def sign(self):
        """The number of the exercise and the sign of the state, in any language."""
        return f"{self.number} {_SIGNS[self.state]}"

    @property
    def facts(self):
        """What happened, line by line: the case, what was expected, what came."""
        width = max((len(say(label)) for label, _ in self._facts if label), default=0)
        return [
            f"{say(label):{width}}  {text}" if label else text
            for label, text in self._facts
        ]

    @property
    def sentence(self):
        """Why, and what to do; or what is worth remembering."""
        return say(self._sentence, **self._values) if self._sentence else ""

    def __repr__(self):
        if language() == NO_WORDS:
            return self.sign
        sentence = textwrap.fill(self.sentence, 80)
        lines = [f"{self.sign} {say(_WORDS[self.state])}", *self.facts, sentence]
        return "\n".join(line for line in lines if line)

    def _repr_html_(self):
        if language() == NO_WORDS:
            return None
        colour, tint = _COLOURS[self.state]
        parts = [
            f"<strong>{escape(self.sign)} {escape(say(_WORDS[self.state]))}</strong>"
        ]
        if self.facts:
            facts = escape("\n".join(self.facts))
            style = (
                "margin:.4em 0;background:none;border:0;padding:0;overflow-x:auto;"
                "font-family:monospace"
            )
            parts.append(f'<pre style="{style}">{facts}</pre>')
        if self._sentence:
            parts.append(f"<div>{escape(self.sentence)}</div>")
        return (
            f'<div class="firstneuron-check" data-exercise="{escape(self.number)}" '
            f'data-state="{self.state}" style="border-left:4px solid {colour};'
            f'background:{tint};padding:.5em 1em">{"".join(parts)}</div>'
        )
