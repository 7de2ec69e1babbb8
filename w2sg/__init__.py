"""The library of Weak-to-Strong Generalization: files -> Library -> pages and exports."""

__version__ = "0.1.0"
