"""The text of `Sequential.summary`, line by line as Keras prints it."""

import textwrap

from firstneuron import _arguments

_WHOLE_WORDS = {"break_long_words": False, "break_on_hyphens": False}


def text(model, line_length=None):
    """Return the table of a model's layers, then its parameter counts."""
    widths = _column_widths(line_length)
    lines = [f'Model: "{model.name}"', _rule("┏━┳┓", widths)]
    lines += _row(("Layer (type)", "Output Shape", "Param #"), widths, "┃")
    lines.append(_rule("┡━╇┩", widths))
    for position, cells in enumerate(_cells(model)):
        if position:
            lines.append(_rule("├─┼┤", widths))
        lines += _row(cells, widths, "│")
    lines.append(_rule("└─┴┘", widths))
    for kind, weights in (
        ("Total", model.weights),
        ("Trainable", model.trainable_weights),
        ("Non-trainable", model.non_trainable_weights),
    ):
        count = sum(weight.size for weight in weights)
        size = _readable(sum(weight.nbytes for weight in weights))
        lines.append(f" {kind} params: {count:,} ({size})")
    return "\n".join(lines) + "\n"


def _cells(model):
    """Yield each layer's name and type, output shape and number of parameters."""
    shape = model.input_shape
    for layer in model.layers:
        title = f"{layer.name} ({type(layer).__name__})"
        if model.built:
            shape = layer.compute_output_shape(shape)
            yield title, str(shape), f"{layer.count_params():,}"
        else:
            yield title, "?", "0 (unbuilt)"


def _column_widths(line_length):
    """Return the widths of the three columns, without borders and padding.

    Keras asks for 45, 35 and 20 % of the line, and the ten characters of borders and
    padding are then taken from the columns as evenly as whole numbers allow.
    """
    if line_length is None:
        import shutil  # here, because it takes milliseconds and is seldom needed

        line_length = min(88, shutil.get_terminal_size().columns - 4)
    else:
        line_length = _arguments.count(line_length, "line_length")
    first, second = int(0.45 * line_length), int(0.80 * line_length)
    widths = first - 3, second - first - 4, line_length - second - 3
    if min(widths) < 1:
        raise ValueError(f"a line of {line_length} characters is too short for summary")
    return widths


def _row(cells, widths, bar):
    """Return the lines of one row: a text too long for its column is wrapped."""
    columns = [
        [_clipped(line, width) for line in textwrap.wrap(cell, width, **_WHOLE_WORDS)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    height = max(map(len, columns))
    columns = [column + [""] * (height - len(column)) for column in columns]
    return [
        f"{bar} {left:<{widths[0]}} {bar} {middle:<{widths[1]}} {bar} "
        f"{right:>{widths[2]}} {bar}"
        for left, middle, right in zip(*columns, strict=True)
    ]


def _clipped(line, width):
    return line if len(line) <= width else line[: width - 1] + "…"


def _rule(parts, widths):
    left, line, cross, right = parts
    return left + cross.join(line * (width + 2) for width in widths) + right


def _readable(size):
    for unit in ("B", "KB", "MB", "GB", "TB"):
        if size < 1024:
            return f"{size:.2f} {unit}"
        size /= 1024
    return f"{size:.2f} PB"
