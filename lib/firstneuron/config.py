"""Settings for the whole library, as in `keras.config`."""

from firstneuron import _float_types

_floatx = "float32"


def floatx():
    """Return the name of the default float type.

    Layers and loss classes compute in this type; functions do so only when their
    input has no float type of its own.

    Source: https://keras.io/api/utils/config_utils/

    Examples
    --------
    >>> floatx()
    'float32'
    """
    return _floatx


def set_floatx(value):
    """Set the default float type, for every layer and loss made from now on.

    Parameters
    ----------
    value : {"float16", "float32", "float64"}

    Raises
    ------
    ValueError
        If `value` is another type.

    Source: https://keras.io/api/utils/config_utils/

    Examples
    --------
    >>> set_floatx("float64")
    >>> floatx()
    'float64'
    >>> set_floatx("float32")
    """
    global _floatx
    _floatx = _float_types.name(value)
