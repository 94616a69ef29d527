"""Documents packed into rows of a fixed length, so that every batch has the same shape.

A compiled model is compiled once for each shape, and nothing is computed for padding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from model import Batch
from tokens import PAD

Encoded = tuple[list[int], list[float]]

SHAPES = ((14, 256), (1, 640))
"""Rows and their length, of the two batches that each worker learns from in one update. The second
is for the few long conversations."""


def _draw_documents(draw: Callable[[], Encoded]) -> list[Encoded]:
    room = sum(rows * length for rows, length in SHAPES)
    longest = max(length for _, length in SHAPES)
    documents: list[Encoded] = []
    total = 0
    while total < 0.98 * room:
        document = draw()
        if len(document[0]) - 1 <= longest:
            documents.append(document)
            total += len(document[0]) - 1
    return documents


def _fill(documents: Sequence[Encoded]) -> list[list[list[Encoded]]]:
    """Put each document, longest first, into the first row with room; leave out what is over."""
    batches: list[list[list[Encoded]]] = [[[] for _ in range(rows)] for rows, _ in SHAPES]
    rooms = [[length] * rows for rows, length in SHAPES]
    for document in sorted(documents, key=lambda document: -len(document[0])):
        size = len(document[0]) - 1
        for batch, room in zip(batches, rooms, strict=True):
            row = next((row for row, free in enumerate(room) if free >= size), None)
            if row is not None:
                batch[row].append(document)
                room[row] -= size
                break
    return batches


def _to_batch(rows: Sequence[Sequence[Encoded]], length: int) -> Batch:
    """Return the documents of the rows as tensors."""
    ids, targets, weights, numbers = [], [], [], []
    for row in rows:
        free = length - sum(len(document) - 1 for document, _ in row)
        ids.append([token for document, _ in row for token in document[:-1]] + [PAD] * free)
        targets.append([token for document, _ in row for token in document[1:]] + [PAD] * free)
        weights.append([weight for _, all_ in row for weight in all_[1:]] + [0.0] * free)
        numbers.append(
            [number for number, (document, _) in enumerate(row) for _ in document[1:]]
            + [len(row)] * free
        )
    return Batch(*(torch.tensor(values) for values in (ids, targets, weights, numbers)))


def next_batches(draw: Callable[[], Encoded]) -> list[Batch]:
    """Return the batches of one update.

    Parameters
    ----------
    draw : callable
        Returns the next document.
    """
    filled = _fill(_draw_documents(draw))
    return [_to_batch(rows, length) for rows, (_, length) in zip(filled, SHAPES, strict=True)]
