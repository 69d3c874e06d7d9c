"""Tables as a notebook shows them."""

from html import escape


def table(heads, rows):
    """Return an HTML table of text cells."""
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>"
        for row in rows
    )
    return (
        f'<table class="firstneuron"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
