"""Vectors of English words, so that words of like meaning get like weights; needed to train, never to read a page.

They come from the package wordllama (MIT licence), of which only the table is read: ``pip install --no-deps
wordllama``, or unpack its wheel and name the folder in ``WORD_VECTORS``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_TABLE = "weights/l2_supercat_256.safetensors"
_NAMES = "tokenizers/l2_supercat_tokenizer_config.json"
_HASH = "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5"
_BEGINS = "\u2581"
"""How the table marks the piece that opens a word."""


def home() -> Path:
    """The folder of the table."""
    named = os.environ.get("WORD_VECTORS")
    spec = None if named else find_spec("wordllama")
    if named:
        return Path(named)
    if spec is None or spec.origin is None:
        raise SystemExit("no word vectors: pip install --no-deps wordllama, or set WORD_VECTORS to its folder")
    return Path(spec.origin).parent


@lru_cache(maxsize=1)
def _table() -> tuple[NDArray[np.float64], dict[str, int]]:
    raw = (home() / _TABLE).read_bytes()
    if hashlib.sha256(raw).hexdigest() != _HASH:
        raise SystemExit(f"{_TABLE} is another one than the weights were trained with")
    size = int.from_bytes(raw[:8], "little")
    ((_, entry),) = ((k, v) for k, v in json.loads(raw[8 : 8 + size]).items() if k != "__metadata__")
    start, end = entry["data_offsets"]
    values = np.frombuffer(raw[8 + size :][start:end], dtype=np.float16).reshape(entry["shape"]).astype(float)
    names: dict[str, int] = json.loads((home() / _NAMES).read_text(encoding="utf-8"))["model"]["vocab"]
    return values, names


@lru_cache(maxsize=1)
def common() -> tuple[str, ...]:
    """Words that the table holds in one piece: the common ones."""
    return tuple(t[1:] for t in _table()[1] if re.fullmatch(_BEGINS + "[a-z]{2,}", t))


@lru_cache(maxsize=1)
def _middle() -> NDArray[np.float64]:
    values, names = _table()
    middle: NDArray[np.float64] = values[[names[_BEGINS + word] for word in common()]].mean(axis=0)
    return middle


@cache
def vector(word: str) -> NDArray[np.float64]:
    """[256] vector of a word, less that of the average word; a word in several pieces has the mean of theirs."""
    values, names = _table()
    rest, pieces = _BEGINS + word, []
    while rest:
        size = next((n for n in range(len(rest), 0, -1) if rest[:n] in names), 0)
        if size:
            pieces.append(names[rest[:size]])
        rest = rest[size or 1 :]
    return values[pieces].mean(axis=0) - _middle() if pieces else np.zeros(values.shape[1])
