import random
import re
from collections import Counter

from demodata import ticket_messages, tickets
from demodata.draw import Draw, draw_example
from demodata.names import held_out
from demodata.wording import expand


def examples(count, split="train", noisy=True, seed=1):
    draw = Draw(random.Random(seed), split, noisy)
    return [draw_example(draw, tickets.ticket) for _ in range(count)]


def test_every_team_is_an_answer():
    answers = Counter(example.answer for example in examples(600))
    assert set(answers) == {"billing", "shipping", "technical"}
    assert min(answers.values()) > 120


def test_every_team_has_sixty_patterns_of_its_own():
    rng = random.Random(2)
    seen: dict[str, str] = {}
    for team, patterns in ticket_messages.MESSAGES.items():
        assert len(set(patterns)) >= 60
        assert len({expand(pattern, rng.choice) for pattern in patterns for _ in range(20)}) > 400
        for pattern in patterns:
            for _ in range(12):
                text = expand(pattern, rng.choice).lower()
                assert seen.setdefault(text, team) == team, text


def test_wordings_are_many_and_complete():
    wordings = set()
    orders = set()
    for example in examples(1500, noisy=False):
        question = example.question
        at = question.lower().find(example.key)
        assert at >= 0, example
        wordings.add(question[:at] + question[at + len(example.key) :])
        assert not re.search(r"[{}]|\[(?!bill|ship|tech)", question, re.I), question
        found = re.findall("billing|shipping|technical", question.lower())
        if len(found) == 3:
            orders.add(tuple(found))
    assert len(wordings) > 700
    assert len(orders) >= 6


def test_messages_are_clean():
    draw = Draw(random.Random(3), "train", noisy=False)
    for number in range(2000):
        text = tickets._message(draw, tickets.TEAMS[number % 3])
        assert not re.search(r"[\[\]{}|]|  | \.|\.\.|\?\.|Can I to", text), text
        assert text[-1] in ".!?", text


def test_messages_of_the_splits_differ():
    for split in ("train", "test"):
        for example in examples(60, split, noisy=False):
            assert held_out(example.key) == (split == "test")


def test_the_same_seed_draws_the_same():
    assert examples(30) == examples(30)
