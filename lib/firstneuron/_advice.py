"""What is likely wrong with a training, said to whoever can change it."""

from firstneuron import activations

_PROBABLE = (activations.sigmoid, activations.softmax)


def on_loss(loss, activation, output_shape):
    """Return why a loss does not suit the activation that a model ends in, or None."""
    if activation is activations.softmax and output_shape[-1] == 1:
        return (
            "softmax over a single unit is always 1: take as many units as there are "
            "classes, or sigmoid for a yes or no"
        )
    wanted, name = loss._activation, getattr(activation, "__name__", "")
    if wanted is None or activation not in _PROBABLE:
        return None
    if loss.from_logits:
        return (
            f"{loss.name} was told from_logits=True, but the last layer ends in "
            f"{name}, so its outputs are no logits: leave out from_logits=True or the "
            f"{name}. (As in Keras, what {wanted.__name__} took is used.)"
            if activation is wanted
            else f"{loss.name} was told from_logits=True, and takes what the {name} of "
            "the last layer returned for logits: leave out one of the two"
        )
    if activation is wanted:
        return None
    if activation is activations.sigmoid:
        return (
            f"{loss.name} takes the outputs for the shares of one answer, and those "
            "of sigmoid are separate answers, which need not sum to 1: end in softmax, "
            "or take binary_crossentropy for several yes-or-no labels"
        )
    return (
        f"{loss.name} takes each output for a yes or no of its own, and those of "
        "softmax are the shares of one answer: take categorical_crossentropy, or end "
        "in sigmoid"
    )


def on_divergence(model, inputs, weights_were_finite):
    """Return why the loss of a model may have become NaN or infinite."""
    loss, last = model._loss, model._final_activation()
    if not weights_were_finite:
        return "the weights held NaN or infinity before the training began"
    if loss._activation and not loss.from_logits and last not in _PROBABLE:
        ends = getattr(last, "__name__", "no activation")
        return (
            f"{loss.name} takes logarithms of probabilities, and the last layer ends "
            f"in {ends}, whose outputs are none. End in {loss._activation.__name__}, "
            "or give the loss from_logits=True"
        )
    return (
        "the training diverges. Either the learning rate, "
        f"{model.optimizer.learning_rate:g}, is too large, or the inputs, from "
        f"{inputs.min():g} to {inputs.max():g}, are not scaled (layers.Normalization "
        "does that)"
    )
