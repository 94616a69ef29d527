"""Cells of a shell without a kernel, and a model for them that costs nothing to load."""

from __future__ import annotations

from types import SimpleNamespace

from IPython.core.displaypub import CapturingDisplayPublisher

SHAPE = {
    "model_type": "llama",
    "num_attention_heads": 2,
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 1,
    "vocab_size": 100,
    "max_position_embeddings": 2048,
}


class Notebook:
    """Runs cells in a shell and keeps what they show."""

    def __init__(self, shell):
        self.shell = shell
        self.publisher = shell.display_pub = CapturingDisplayPublisher()

    def run(self, code):
        self.publisher.outputs.clear()
        outcome = self.shell.run_cell(code)
        error = outcome.error_before_exec or outcome.error_in_exec
        shown = [output["data"]["text/plain"] for output in self.publisher.outputs]
        return SimpleNamespace(error=error, shown=shown, result=outcome.result)

    def ok(self, code):
        cell = self.run(code)
        assert cell.error is None
        return cell

    def error(self, code):
        error = self.run(code).error
        return f"{type(error).__name__}: {error}"

    def __getitem__(self, name):
        return self.shell.user_ns[name]
