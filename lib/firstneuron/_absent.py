"""What Keras has and this library leaves out, so that asking for it says why."""

_ROW = (
    "a network here is a row of layers, Sequential([...]), so that you can follow its "
    "slopes from the last layer to the first"
)
_DENSE = (
    "its layers are those of this book. What a convolution, a recurrence or an "
    "embedding does, Keras's own layers show"
)
_REASONS = {
    "Model": f"has no functional API and no subclasses of Model: {_ROW}",
    **dict.fromkeys(
        (
            "Attention",
            "Concatenate",
            "Conv1D",
            "Conv2D",
            "Conv3D",
            "Embedding",
            "GRU",
            "LSTM",
            "MaxPooling2D",
            "MultiHeadAttention",
            "SimpleRNN",
        ),
        f"has no such layer: {_DENSE}",
    ),
    "load_model": "does not store whole models: build it again and call load_weights",
}


def missing(module, name):
    """Return the error for a name that a module does not have."""
    words = f"module {module!r} has no attribute {name!r}"
    if name in _REASONS:
        words += f": firstneuron {_REASONS[name]}"
    return AttributeError(words)
