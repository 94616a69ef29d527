"""Stop strings."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from llmnb.stopping import StopStrings

LETTERS = st.text("ab\n", max_size=24)
STOPS = st.lists(st.text("ab\n", min_size=1, max_size=4), max_size=3)


def run(stops, pieces):
    """Push pieces until one of the stop strings is complete; return (text, stop)."""
    watch, shown = StopStrings(stops), []
    for piece in pieces:
        text, stop = watch.push(piece)
        shown.append(text)
        if stop is not None:
            return "".join(shown), stop
    return "".join(shown) + watch.flush(), None


def expected(stops, text):
    """Read the rule off its sentence: complete first, then the longer."""
    for end in range(1, len(text) + 1):
        complete = [s for s in stops if text[:end].endswith(s)]
        if complete:
            stop = max(complete, key=len)
            return text[: end - len(stop)], stop
    return text, None


def test_without_stop_strings_everything_is_shown_at_once():
    assert StopStrings(()).push("abc") == ("abc", None)


def test_a_stop_string_across_pieces_is_cut_out():
    assert run(["\n\nUser:"], ["Hello.\n", "\nUs", "er: more"]) == ("Hello.", "\n\nUser:")


def test_only_what_may_become_a_stop_string_is_held_back():
    watch = StopStrings(["END"])
    assert watch.push("the E") == ("the ", None)
    assert watch.push("N") == ("", None)
    assert watch.push("T") == ("ENT", None)
    assert watch.flush() == ""


def test_what_is_held_back_is_flushed_once():
    watch = StopStrings(["END"])
    watch.push("the EN")
    assert watch.flush() == "EN"
    assert watch.flush() == ""


def test_the_first_complete_stop_string_wins_whatever_the_order():
    assert run(["second", "first"], ["a first b second"]) == ("a ", "first")
    assert run(["c", "bcd"], ["abcd"]) == ("ab", "c")
    assert run(["c", "bc"], ["abcd"]) == ("a", "bc")


@given(STOPS, LETTERS, st.lists(st.integers(0, 24)))
def test_the_cut_into_pieces_does_not_matter(stops, text, cuts):
    places = sorted({0, len(text), *(c for c in cuts if c < len(text))})
    pieces = [text[a:b] for a, b in pairwise(places)]
    assert run(stops, pieces) == expected(stops, text)


@given(STOPS, LETTERS)
def test_nothing_shown_could_have_been_part_of_a_stop_string(stops, text):
    watch, shown = StopStrings(stops), ""
    for place, letter in enumerate(text):
        new, stop = watch.push(letter)
        shown += new
        if stop is not None:
            return
        held = text[len(shown) : place + 1]
        assert shown == text[: len(shown)]
        assert held == "" or any(s.startswith(held) for s in stops)
