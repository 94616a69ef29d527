"""Train the embedded demo model: python tools/demo/train.py OUT.

The same options, versions and number of workers give the same weights, bit for bit. The model that
ships was made in stages, which its card lists; the defaults are one training of the same length.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import time
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"
# The workers keep memory that they free: to give it back, and ask again, takes half of the time.
os.environ["MALLOC_MMAP_THRESHOLD_"] = os.environ["MALLOC_TRIM_THRESHOLD_"] = str(1 << 32)

import torch
import torch.distributed as dist
from demodata.documents import skill_document, training_document
from export import export
from model import Batch, Llama, Shape
from optimiser import Optimiser
from packing import Encoded, next_batches
from safetensors.torch import load_file
from tokenizers import Tokenizer
from tokens import encode, train_tokenizer

STATE = "state.pt"
TOKENIZER = "tokenizer.json"


def parse_arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    add = parser.add_argument
    add("out", type=Path, help="folder for the model's files")
    add("--vocabulary", type=int, default=1024, help="size of the vocabulary")
    add("--hidden", type=int, default=256, help="width of the model")
    add("--layers", type=int, default=5, help="number of layers")
    add("--heads", type=int, default=4, help="attention heads per layer")
    add("--feed-forward", type=int, default=512, help="width of the feed-forward layers")
    add("--context", type=int, default=2048, help="positions that the config promises")
    add("--theta", type=float, default=500000.0, help="base of the rotary frequencies")
    add("--steps", type=int, default=10750, help="updates of the weights")
    add("--skill-steps", type=int, default=150, help="first updates, on skills only")
    add("--focus-from", type=int, default=1750, help="update from which slow tasks have more room")
    add("--plain-until", type=float, default=0.0, help="share of the updates until all wordings")
    add("--warm-up", type=int, default=40, help="updates until the full learning rate")
    add("--cool-down", type=int, default=9000, help="last updates, while the rate falls to zero")
    add("--matrix-rate", type=float, default=0.02, help="peak learning rate of Muon")
    add("--other-rate", type=float, default=4e-3, help="peak learning rate of AdamW")
    add("--weight-decay", type=float, default=0.02, help="decay of the matrices")
    add("--seed", type=int, default=0, help="seed of weights and data")
    add("--workers", type=int, default=2, help="processes, of one thread each")
    add("--start", choices=["planted", "random"], default="planted", help="initial weights")
    add("--go-on-from", type=Path, help="folder of a trained model to start with instead")
    add("--first", type=int, default=0, help="number of the first update, for other documents")
    add("--log-every", type=int, default=100, help="updates between two lines of the log")
    add("--save-every", type=int, default=250, help="updates between two saves")
    add("--resume", action="store_true", help="go on from the last save in OUT")
    return parser.parse_args()


class Data:
    """Endless supply of encoded documents.

    Parameters
    ----------
    tokenizer : Tokenizer
        Turns text into token ids.
    options : argparse.Namespace
        The command line's options.
    worker : int
        Number of the worker process; each draws documents of its own.
    """

    def __init__(self, tokenizer: Tokenizer, options: argparse.Namespace, worker: int) -> None:
        self._tokenizer = tokenizer
        self._options = options
        self._worker = worker

    def batches(self, step: int) -> list[Batch]:
        """Return the batches of one update; they depend on nothing else."""
        options = self._options
        rng = random.Random(f"{options.seed} {self._worker} {step}")
        plain_steps = options.plain_until * options.steps
        plainness = 1.0 - step / plain_steps if step < plain_steps else 0.0
        focused = step >= options.focus_from

        def draw() -> Encoded:
            if step < options.skill_steps:
                document = skill_document(rng)
            else:
                document = training_document(rng, plainness, focused)
            return encode(self._tokenizer, document, rng)

        return next_batches(draw)


def rate_factor(step: int, options: argparse.Namespace) -> float:
    """Return the learning rate's factor: a warm-up, a plateau, then linear to zero.

    Until the cool-down nothing depends on the number of steps, so a state saved on the plateau can
    be resumed with more steps, and gives what one longer run would have given.
    """
    warm = min(1.0, (step + 1 - options.first) / options.warm_up)
    return float(warm * min(1.0, (options.steps - step) / options.cool_down))


def train(model: Llama, tokenizer: Tokenizer, options: argparse.Namespace, worker: int) -> None:
    """Run all updates; the first worker saves, and prints the mean loss, now and then."""
    optimiser = Optimiser(model, options.matrix_rate, options.other_rate, options.weight_decay)
    data = Data(tokenizer, options, worker)
    first = load_state(options.out, model, optimiser) if options.resume else options.first
    loss_of = torch.compile(model.loss, dynamic=False)
    started, tokens, recent = time.process_time(), 0, 0.0
    for step in range(first, options.steps):
        batches = data.batches(step)
        tokens += sum(batch.ids.numel() for batch in batches)
        total = sum(float(batch.weights.sum()) for batch in batches)
        for batch in batches:
            loss = loss_of(batch) / total
            loss.backward()
            recent += loss.item()
        optimiser.step(rate_factor(step, options))
        if worker:
            continue
        if (step + 1) % options.log_every == 0:
            seconds = time.process_time() - started
            mean = recent / options.log_every
            print(
                f"step {step + 1} loss {mean:.4f} tokens {tokens * options.workers} "
                f"cpu {seconds:.0f} s a worker",
                flush=True,
            )
            recent = 0.0
        if (step + 1) % options.save_every == 0 or step + 1 == options.steps - options.cool_down:
            save_state(options.out, model, optimiser, step + 1)


def save_state(out: Path, model: Llama, optimiser: Optimiser, step: int) -> None:
    """Write what is needed to go on after an interruption."""
    state = {"step": step, "model": model.parameters, "optimiser": optimiser.state()}
    torch.save(state, out / "state.new")
    (out / "state.new").replace(out / STATE)


def load_state(out: Path, model: Llama, optimiser: Optimiser) -> int:
    """Read what `save_state` wrote, and return the number of updates that are done."""
    state = torch.load(out / STATE)
    with torch.no_grad():
        for name, parameter in model.parameters.items():
            parameter.copy_(state["model"][name])
    optimiser.load_state(state["optimiser"])
    return int(state["step"])


def load_weights(model: Llama, folder: Path) -> None:
    """Read the weights that another training wrote."""
    stored = load_file(folder / "model.safetensors")
    with torch.no_grad():
        for name, parameter in model.parameters.items():
            parameter.copy_(stored[name])


def work(worker: int, options: argparse.Namespace) -> None:
    """Train as one of the worker processes; the first one writes the model."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    torch.use_deterministic_algorithms(True)
    if options.workers > 1:
        store = dist.FileStore(str(options.out / ".workers"), options.workers)
        dist.init_process_group("gloo", store=store, rank=worker, world_size=options.workers)
    tokenizer = Tokenizer.from_file(str(options.out / TOKENIZER))
    shape = Shape(
        tokenizer.get_vocab_size(),
        options.hidden,
        options.layers,
        options.heads,
        options.feed_forward,
        options.context,
        options.theta,
    )
    planted = options.start == "planted"
    tokens = [tokenizer.decode([index]) for index in range(shape.vocabulary)] if planted else []
    model = Llama(shape, planted=planted, tokens=tokens)
    if options.go_on_from:
        load_weights(model, options.go_on_from)
    if worker == 0:
        count = sum(parameter.numel() for parameter in model.parameters.values())
        print(f"{count} parameters, {vars(options)}", flush=True)
    train(model, tokenizer, options, worker)
    if worker == 0:
        export(options.out, model, tokenizer)
    if options.workers > 1:
        dist.destroy_process_group()


def main() -> None:
    """Train the tokenizer and the model, write the files, print time and hash."""
    options = parse_arguments()
    wall = time.time()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / ".workers").unlink(missing_ok=True)
    if options.go_on_from:
        shutil.copyfile(options.go_on_from / TOKENIZER, options.out / TOKENIZER)
    elif not options.resume:
        train_tokenizer(options.vocabulary).save(str(options.out / TOKENIZER))
    torch.multiprocessing.spawn(work, args=(options,), nprocs=options.workers)
    for name in (".workers", STATE):
        (options.out / name).unlink(missing_ok=True)
    digest = hashlib.sha256((options.out / "model.safetensors").read_bytes()).hexdigest()
    print(f"sha256 {digest}")
    print(f"wall {time.time() - wall:.0f} s")


if __name__ == "__main__":
    main()
