"""What the demo model's training computes is what transformers computes, document by document."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools" / "demo"))

pytestmark = pytest.mark.engines
VOCABULARY = 200


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch")


def documents(count, longest, seed=5):
    """Return documents of random tokens, with random weights for their targets."""
    rng = random.Random(seed)
    for _ in range(count):
        ids = [rng.randrange(10, VOCABULARY) for _ in range(rng.randint(9, longest))]
        yield ids, [0.0] + [rng.choice([0.0, 0.1, 1.0]) for _ in ids[1:]]


def test_packed_batches_have_fixed_shapes_and_hold_whole_documents(torch):
    from packing import SHAPES, next_batches

    drawn = []
    supply = documents(10_000, 120)

    def draw():
        drawn.append(next(supply))
        return drawn[-1]

    batches = next_batches(draw)
    assert [tuple(batch.ids.shape) for batch in batches] == list(SHAPES)
    known = {tuple(ids[:-1]): (ids[1:], weights[1:]) for ids, weights in drawn}
    found = 0
    for batch in batches:
        for ids, targets, weights, numbers in zip(*map(torch.Tensor.tolist, batch), strict=True):
            assert numbers == sorted(numbers)
            for number in range(numbers[-1]):
                first, end = numbers.index(number), len(numbers) - numbers[::-1].index(number)
                wanted = known[tuple(ids[first:end])]
                assert targets[first:end] == wanted[0]
                assert weights[first:end] == pytest.approx(wanted[1])
                found += end - first
    assert found > 0.9 * sum(rows * length for rows, length in SHAPES)


def test_the_loss_of_packed_documents_is_the_sum_of_what_transformers_says_of_each(torch, tmp_path):
    transformers = pytest.importorskip("transformers")
    from model import Llama, Shape
    from packing import _fill, _to_batch
    from safetensors.torch import save_file

    torch.manual_seed(0)
    model = Llama(Shape(VOCABULARY, 128, 2, 2, 192, 512, 500000.0))
    with torch.no_grad():
        for parameter in model.parameters.values():
            if parameter.ndim == 2:  # output projections start at zero and would hide mistakes
                parameter += 0.05 * torch.randn_like(parameter)
    config = transformers.LlamaConfig(
        vocab_size=VOCABULARY, hidden_size=128, intermediate_size=192, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=2, head_dim=64, rms_norm_eps=1e-5,
        rope_theta=500000.0, max_position_embeddings=512, tie_word_embeddings=True,
    )  # fmt: skip
    config.save_pretrained(tmp_path)
    weights = {name: p.detach().contiguous() for name, p in model.parameters.items()}
    save_file(weights, tmp_path / "model.safetensors", metadata={"format": "pt"})
    reference = transformers.LlamaForCausalLM.from_pretrained(tmp_path, dtype="float32").eval()

    drawn = list(documents(9, 120))
    rows = next(rows for rows in _fill(drawn) if any(rows))
    assert sum(len(row) for row in rows) == len(drawn)
    expected = 0.0
    for ids, weights in drawn:
        with torch.no_grad():
            logits = reference(torch.tensor([ids[:-1]])).logits[0]
        losses = torch.nn.functional.cross_entropy(logits, torch.tensor(ids[1:]), reduction="none")
        expected += float((losses * torch.tensor(weights[1:])).sum())
    # The products of the training are made in bfloat16.
    assert float(model.loss(_to_batch(rows, 256)).detach()) == pytest.approx(expected, rel=5e-3)


def test_answers_of_another_assistant_are_read_but_not_learnt(torch):
    from demodata.documents import conversation
    from demodata.draw import Foreign
    from tokens import encode, train_tokenizer

    tokenizer = train_tokenizer(300, documents=50)
    turns = ["I live in Rome.", Foreign("Noted."), "Where do I live?", "You live in Rome."]
    ids, weights = encode(tokenizer, conversation("memory", turns), random.Random(0))
    learnt = tokenizer.decode([one for one, weight in zip(ids, weights, strict=True) if weight])
    assert learnt == "I live in Rome.Where do I live?You live in Rome."
