"""exoderm: the journey of skin exosomes, and what remains of the claims made for them."""

__version__ = "0.1.0"
