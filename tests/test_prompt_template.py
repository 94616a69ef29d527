"""The user's template for prompts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from magic_mistakes import JINJA_MISTAKES, TEMPLATE_MISTAKES

from llmnb.errors import TemplateError
from llmnb.prompt_template import names, render


class Broken:
    def __str__(self):
        raise OSError("the disk is gone")


VARIABLES = {
    "name": "Ada",
    "n": 3,
    "nothing": None,
    "rows": [{"id": 7}],
    "braces": "{{ name }} {% if %}",
    "broken": Broken(),
    "fail": lambda: 1 / 0,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello {{ name }}!", "Hello Ada!"),
        ("{{name}}{{ n }}", "Ada3"),
        ("{{ n + 1 }} {{ nothing }}", "4 None"),
        ("{{ rows[0]['id'] }} {{ rows[0].id }} {{ len(rows) }}", "7 7 1"),
        ("{{ name | upper }}", "ADA"),
        ("{{ missing | default('-') }}", "-"),
        ("{{\n  name\n}}\n", "Ada\n"),
        ('{{ "}}" }}', "}}"),
        (r"""{{ "\"}}" ~ '}}' }}""", '"}}}}'),
        ('{{ {"a": 1}["a"] }}', "1"),
        ('{{ {"a": {"b": 2}} }}', "{'a': {'b': 2}}"),
        ("{{ (n, [n]) }}", "(3, [3])"),
        # Literal text that looks like a template.
        ("{% if x %} {# note #} {n} }} { {", "{% if x %} {# note #} {n} }} { {"),
        (r"\frac{a}{b} and {{x}^2} and {{ n }}", r"\frac{a}{b} and {{x}^2} and 3"),
        ("an open {{ brace\n", "an open {{ brace\n"),
        ('{"a": {"b": 1}}', '{"a": {"b": 1}}'),
        ("it's {{ n }} o'clock", "it's 3 o'clock"),
        ("\\emph{{}} {{ }}", "\\emph{{}} {{ }}"),
        ("", ""),
        ("\n\n", "\n\n"),
        ("a\r\nb", "a\r\nb"),
        # What comes out of a variable is not looked at again.
        ("{{ braces }}{{ n }}", "{{ name }} {% if %}3"),
    ],
)
def test_expressions_are_filled_in_and_the_rest_is_literal(text, expected):
    assert render(text, VARIABLES) == expected


@pytest.mark.parametrize("jinja", [False, True])
@pytest.mark.parametrize("name", ["max", "sum", "list", "range", "dict", "len"])
def test_a_variable_of_one_s_own_wins_over_a_function(name, jinja):
    text = "{{ " + name + " }} {{ min([2, 1]) }}"
    assert render(text, {name: 5}, jinja=jinja) == "5 1"


@given(st.text("{}%#'\"\\ \na[(", max_size=60))
def test_any_text_without_a_whole_expression_stays_as_it_is(text):
    text = text.replace("}}", "} ")
    assert render(text, {}) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_values_appear_character_for_character(value, around):
    around = around.replace("{", "(")
    assert render(around + "{{ v }}" + around, {"v": value}) == around + value + around


@pytest.mark.parametrize("mistake", TEMPLATE_MISTAKES, ids=lambda m: m.name)
def test_errors_show_the_expression_and_what_to_do(mistake):
    with pytest.raises(TemplateError) as error:
        render(mistake.code, VARIABLES)
    assert f"TemplateError: {error.value}" == mistake.error


def test_an_interrupt_in_an_expression_is_no_template_error():
    def interrupt():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render("{{ stop() }}", {"stop": interrupt})


def test_the_whole_language_on_request():
    text = "{% for r in rows %}{{ r.id }}{% endfor %}{# note #}{{ braces }}\n"
    assert render(text, VARIABLES, jinja=True) == "7{{ name }} {% if %}\n"


@pytest.mark.parametrize("mistake", JINJA_MISTAKES, ids=lambda m: m.name)
def test_errors_of_the_whole_language(mistake):
    with pytest.raises(TemplateError) as error:
        render(mistake.code, VARIABLES, jinja=True)
    assert f"TemplateError: {error.value}" == mistake.error


def test_names_are_the_variables_used():
    text = "{{ a + b.c }} {{ [x for] }} {{ len(d) }} {% e %} {{ 'f' }} {{ a }}"
    assert names(text) == {"a", "b", "d"}


@pytest.mark.parametrize("piece", ["{{ ", "{{ } } ", "{{ ( "])
def test_long_texts_full_of_open_braces_are_not_scanned_again_and_again(piece):
    assert render(piece * 1_000 + "{{ 1 + 1 }}", {}) == piece * 1_000 + "2"


@pytest.mark.parametrize("jinja", [False, True])
def test_self_is_the_users_variable(jinja):
    assert render("{{ self.real }}", {"self": 7}, jinja=jinja) == "7"
    with pytest.raises(TemplateError) as caught:
        render("{{ self }}", {}, jinja=jinja)
    assert " uses self, which is not defined." in str(caught.value)
