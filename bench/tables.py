"""The results as Markdown."""

OURS = "firstneuron"
FLOOR = "matrix products alone"
SHUFFLED_FLOOR = "the products, on shuffled rows"


def side_by_side(results):
    """Return the table of one task: a line for each contender.

    Parameters
    ----------
    results : dict of str to dict
        For each contender its ``seconds`` a step and its ``megabytes``.

    Examples
    --------
    >>> ours = {"seconds": 2e-5, "megabytes": 61.4}
    >>> theirs = {"seconds": 5e-4, "megabytes": 702.6}
    >>> floor = {"seconds": 8.2e-6, "megabytes": 60.8}
    >>> print(side_by_side({OURS: ours, "Keras": theirs, FLOOR: floor}))
    |  | µs a step | times firstneuron | times the products | peak memory, MB |
    |---|--:|--:|--:|--:|
    | firstneuron | 20 | 1.0 | 2.4 | 61 |
    | Keras | 500 | 25.0 | 61.0 | 703 |
    | matrix products alone | 8.2 | 0.41 | 1.0 | 61 |
    """
    heads = ["", "µs a step", f"times {OURS}", "times the products", "peak memory, MB"]
    units = [results[name]["seconds"] for name in (OURS, FLOOR)]
    rows = [
        [
            name,
            micros(result["seconds"]),
            *(ratio(result["seconds"] / unit) for unit in units),
            f"{result['megabytes']:,.0f}",
        ]
        for name, result in results.items()
    ]
    return table(heads, rows)


def ratio(value):
    """Return how many times as much, with the digits that mean something.

    Examples
    --------
    >>> ratio(25.04), ratio(0.0412)
    ('25.0', '0.04')
    """
    return f"{value:.1f}" if value >= 0.95 else f"{value:.2f}"


def micros(seconds):
    """Return a time in µs, to a tenth where that says something.

    Examples
    --------
    >>> micros(1.64e-6), micros(0.012)
    ('1.6', '12,000')
    """
    return f"{seconds * 1e6:.1f}" if seconds < 1e-5 else f"{seconds * 1e6:,.0f}"


def table(heads, rows):
    """Return a Markdown table: words to the left, numbers to the right.

    Examples
    --------
    >>> print(table(["rows", "s"], [["20", "0.1"]]))
    | rows | s |
    |---|--:|
    | 20 | 0.1 |
    """
    lines = [heads, *rows]
    lines = [f"| {' | '.join(line)} |" for line in lines]
    lines.insert(1, "|---|" + "--:|" * (len(heads) - 1))
    return "\n".join(lines)
