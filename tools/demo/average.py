"""Average the weights of two trainings: python tools/demo/average.py OUT FIRST SECOND.

Where the second went on from the first, the mean is often better than both (Wortsman et al. 2022,
"Model soups", https://arxiv.org/abs/2203.05482). The other files are those of the second.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

WEIGHTS = "model.safetensors"


def main() -> None:
    """Write the model, and print the hash of its weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the model's files; it must not exist")
    parser.add_argument("first", type=Path, help="folder of a trained model")
    parser.add_argument("second", type=Path, help="folder of another of the same shape")
    options = parser.parse_args()
    first, second = (load_file(folder / WEIGHTS) for folder in (options.first, options.second))
    mean = {
        name: ((first[name].float() + tensor.float()) / 2).to(tensor.dtype)
        for name, tensor in second.items()
    }
    shutil.copytree(options.second, options.out)
    save_file(mean, options.out / WEIGHTS, metadata={"format": "pt"})
    print("sha256", hashlib.sha256((options.out / WEIGHTS).read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
