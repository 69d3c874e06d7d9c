"""What a part of a figure's state may be. `shell.js` holds the reader to the same."""

import re
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high`, in steps."""

    value: float
    low: float
    high: float
    step: float

    def refuse(self, name, value):
        """Raise an error unless the value can be this number."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{name} must be a number, got {value!r}")
        if not self.low <= value <= self.high:
            raise ValueError(
                f"{name} must be from {self.low} to {self.high}, got {value}"
            )

    def drawn(self, rng):
        """Return a value that a reader can reach, by chance."""
        steps = round((self.high - self.low) / self.step)
        return round(self.low + rng.randint(0, steps) * self.step, 9)


@dataclass(frozen=True)
class Stop:
    """One of a few numbers, at which a slider stops."""

    value: float
    stops: tuple

    def refuse(self, name, value):
        """Raise an error unless the value is a stop."""
        if isinstance(value, bool) or value not in self.stops:
            raise ValueError(f"{name} must be one of {list(self.stops)}, got {value!r}")

    def drawn(self, rng):
        """Return a stop, by chance."""
        return rng.choice(self.stops)


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    value: str
    options: tuple

    def refuse(self, name, value):
        """Raise an error unless the value is an option."""
        if value not in self.options:
            raise ValueError(
                f"{name} must be one of {list(self.options)}, got {value!r}"
            )

    def drawn(self, rng):
        """Return an option, by chance."""
        return rng.choice(self.options)


@dataclass(frozen=True)
class Switch:
    """On or off."""

    value: bool

    def refuse(self, name, value):
        """Raise an error unless the value is True or False."""
        if not isinstance(value, bool):
            raise TypeError(f"{name} must be True or False, got {value!r}")

    def drawn(self, rng):
        """Return True or False, by chance."""
        return rng.random() < 0.5


@dataclass(frozen=True)
class Text:
    """A text that a regular expression admits, the same in Python and JavaScript."""

    value: str
    pattern: str

    def refuse(self, name, value):
        """Raise an error unless the text is admitted."""
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise ValueError(f"{name} must match {self.pattern}, got {value!r}")

    def drawn(self, rng):
        """Return the text it begins with: no text is a matter of chance."""
        return self.value


def begun(spec, state):
    """Return the parts of a state as they are declared, but with these values."""
    for name, value in state.items():
        spec[name].refuse(name, value)
    return {name: asdict(part) | {"value": state[name]} for name, part in spec.items()}
