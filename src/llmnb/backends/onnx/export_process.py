"""The export of one model by optimum, as a process of its own.

``python -m llmnb.backends.onnx.export_process FOLDER TARGET`` writes ``model.onnx`` with its
weights beside it. Standard output has a line for each stage; whatever libraries print goes to
standard error. The process ends when its standard input does, so that none outlives a notebook.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from pathlib import Path

from llmnb.backends.onnx.cache import GRAPH, WEIGHTS

TASK = "text-generation-with-past"
_IN_GRAPH = 1024  # bytes of a tensor that stays in the graph's own file


def main(arguments: list[str]) -> int:
    """Export the model of a folder into another one."""
    stages = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder, target = map(Path, arguments)
    print("starting optimum", file=stages, flush=True)
    from optimum.exporters.onnx import main_export

    scratch = target / "exported"
    print("exporting", file=stages, flush=True)
    main_export(
        model_name_or_path=str(folder),
        output=scratch,
        task=TASK,
        device="cpu",
        dtype="fp32",
        trust_remote_code=False,
        local_files_only=True,
        do_validation=False,
    )
    print("writing the exported model", file=stages, flush=True)
    _rewrite(scratch / "model.onnx", target)
    shutil.rmtree(scratch)
    return 0


def _rewrite(exported: Path, target: Path) -> None:
    """Write a graph with all its weights in one file of the cache's name."""
    import onnx

    onnx.save_model(
        onnx.load(str(exported)),
        str(target / GRAPH),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location=WEIGHTS,
        size_threshold=_IN_GRAPH,
    )


def _end_with_parent() -> None:
    # Not by `sys.stdin`, whose lock the ending interpreter could not get from this thread.
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
