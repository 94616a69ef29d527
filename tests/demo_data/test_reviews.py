import random
import re
from collections import Counter

from demodata import review_words, reviews
from demodata.draw import Draw, Example, draw_example
from demodata.names import held_out
from demodata.wording import expand


def examples(task, count, split="train", noisy=True, seed=1):
    draw = Draw(random.Random(seed), split, noisy)
    return [draw_example(draw, task) for _ in range(count)]


def masked(example: Example) -> str:
    """Return the wording of a noise-free question, without its review and its labels."""
    at = example.question.lower().find(example.key)
    assert at >= 0, example
    return example.question[:at] + "{r}" + example.question[at + len(example.key) :]


def test_the_answers_are_one_of_three_words():
    answers = Counter(example.answer for example in examples(reviews.sentiment, 900))
    assert set(answers) == {"positive", "negative", "neutral"}
    assert min(answers.values()) > 200


def test_wordings_are_many_and_complete():
    wordings = set()
    for example in examples(reviews.sentiment, 1200, noisy=False):
        wordings.add(masked(example))
        assert not re.search(r"[{}]", example.question), example
        rest = re.sub(
            r"\[(?=pos|neg|neu|good|bad|happy|unh|fav|mixed|unf)", "", example.question, flags=re.I
        )
        assert "[" not in rest, example
    assert len(wordings) > 500


def test_every_strength_has_its_own_words():
    """A word that stands for two strengths or an opinion of two strengths has no answer."""
    seen: dict[str, int] = {}
    for stars, adjectives in review_words.ADJECTIVES.items():
        for adjective in adjectives:
            assert seen.setdefault(adjective, stars) == stars, adjective
    seen = {}
    for table in (review_words.FRAGMENTS, review_words.OPINIONS, review_words.NEGATED):
        for stars, patterns in table.items():
            for pattern in patterns:
                assert seen.setdefault(pattern.lower(), stars) == stars, pattern


def test_no_opinion_says_two_things():
    rng = random.Random(4)
    seen: dict[str, int] = {}
    domains = {id(domain): domain for domain in reviews._DOMAINS}.values()
    for table in [review_words.OPINIONS, *(domain.opinions for domain in domains)]:
        for stars, patterns in table.items():
            for pattern in patterns:
                for _ in range(8):
                    text = expand(pattern, rng.choice).lower()
                    assert seen.setdefault(text, stars) == stars, text


def test_the_vocabulary_is_broad():
    adjectives = review_words.ADJECTIVES
    assert len({*adjectives[5], *adjectives[4]}) >= 100
    assert len({*adjectives[2], *adjectives[1]}) >= 110
    assert len({*adjectives[3], *review_words.FRAGMENTS[3]}) >= 60
    assert sum(len(set(domain.things)) for domain in set(map(id, reviews._DOMAINS)) and
               {d.things[0]: d for d in reviews._DOMAINS}.values()) >= 250  # fmt: skip


def test_reviews_are_clean_sentences_and_rarely_repeat():
    draw = Draw(random.Random(3), "train", noisy=False)
    texts = [reviews._review(draw, (1 + number % 5,)) for number in range(3000)]
    for text in texts:
        assert not re.search(r"[\[\]{}|]|  | \.|\ba [aeio]|,,|\bI 'd", text), text
        assert text[-1] in ".!?", text
    assert len(set(texts)) > 2600


def test_reviews_of_the_splits_differ_and_test_reviews_carry_no_noise():
    for split in ("train", "test"):
        for example in examples(reviews.sentiment, 100, split, noisy=split == "train"):
            assert held_out(example.key) == (split == "test")
            if split == "test":
                masked(example)


def test_the_same_seed_draws_the_same():
    assert examples(reviews.sentiment, 30) == examples(reviews.sentiment, 30)
