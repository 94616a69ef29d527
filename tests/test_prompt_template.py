"""The user's template for prompts."""

import pytest
from hypothesis import given, settings
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


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_without_open_braces_stays_as_it_is(text):
    text = text.replace("{{", "{")
    assert render(text, VARIABLES) == text


TEMPLATES = st.lists(
    st.sampled_from(
        [
            "{{",
            "}}",
            "{{ b }}",
            " b ",
            "{% if a %}",
            "{%",
            "%}",
            "{#",
            "#}",
            "{{ a",
            "b }}",
            "'",
            '"',
        ]
    )
).map("".join)


@settings(deadline=None)
@given(TEMPLATES, TEMPLATES, st.booleans())
def test_values_are_never_expanded_again(first, second, jinja):
    variables = {"a": first, "b": second}
    assert render("{{ a }}{{ b }}{{ a ~ b }}", variables, jinja=jinja) == 2 * (first + second)
    assert render("{{ [a][0] }}-{{ b | trim }}", variables, jinja=jinja) == (
        f"{first}-{second.strip()}"
    )


class Secret:
    """Its attribute is what an attack would read; to reach it takes Python's internals."""

    _hidden = "S3CRET"
    shown = "open"

    def method(self):
        return "open"


def function():
    return "open"


REACHABLE = {
    "secret": Secret(),
    "Kind": Secret,
    "function": function,
    "word": "word",
    "number": 7,
    "rows": [1],
    "table": {"a": 1},
    "generator": (n for n in ()),
    "error": ValueError("x"),
}
# Not list and dict: list['x'] and all that follows from it is only Python's notation for types.
STARTS = st.sampled_from(
    [*REACHABLE, "secret.method", "word.upper", "rows.index", "str", "range", "len",
     "namespace", "cycler", "joiner", "lipsum", "[]", "()", "{}", "''", "1.5", "none",
     "(rows | map)"]
)  # fmt: skip
INTERNALS = st.sampled_from(
    ["__class__", "__globals__", "__dict__", "__init__", "__mro__", "__subclasses__", "__code__",
     "__closure__", "__self__", "__func__", "__builtins__", "__module__", "__doc__", "__reduce__",
     "__getattribute__", "__traceback__", "gi_frame", "gi_code", "f_globals", "mro", "_hidden"]
)  # fmt: skip
STEPS = st.sampled_from(
    [".{}", "['{}']", " | attr('{}')", ".{}()", "['{}'][0]", " | map(attribute='{}') | join"]
)
DIRECT = st.sampled_from(
    [
        "'{{0.{}}}'.format({})",
        "'{{x.{}}}'.format(x={})",
        "'{{a.{}}}'.format_map({{'a': {}}})",
        "str.format('{{0.{}}}', {})",
        "('{{0.{}}}' | string).format({})",
        "[{1}] | map(attribute='{0}') | first",
        "[{1}] | map('attr', '{0}') | first",
        "[{1}] | sort(attribute='{0}') | string if false else [{1}] | sum(attribute='{0}')",
        "[{1}] | groupby('{0}') | first | first",
        "({1} | attr('{0}')) ~ ''",
    ]
)


@settings(deadline=None)
@given(STARTS, INTERNALS, st.lists(st.tuples(STEPS, INTERNALS), max_size=2), STEPS, st.booleans())
def test_no_chain_of_attributes_reaches_python_s_internals(start, first, more, step, jinja):
    if start == "generator" and "map" in step:
        start = "secret"  # going through it is no attack
    expression = start + step.format(first)
    for other, name in more:
        expression = f"({expression}){other.format(name)}"
    try:
        text = render("{{ " + expression + " }}", REACHABLE, jinja=jinja)
    except TemplateError:
        return
    assert text == "", expression  # of nothing, there are no attributes


@settings(deadline=None)
@given(DIRECT, INTERNALS, st.sampled_from(sorted(REACHABLE)), st.booleans())
def test_no_filter_or_format_reaches_them_either(expression, name, variable, jinja):
    with pytest.raises(TemplateError):
        render("{{ " + expression.format(name, variable) + " }}", REACHABLE, jinja=jinja)


@pytest.mark.parametrize(
    "expression",
    ["list.append(rows, 1)", "dict.clear(table)", "dict.pop(table, 'a')", "list.sort(rows)",
     "rows.clear()", "table.update(a=2)", "rows.__setitem__(0, 9)"],
)  # fmt: skip
def test_a_prompt_changes_no_variable(expression):
    variables = {"rows": [2, 1], "table": {"a": 1}}
    with pytest.raises(TemplateError, match="SecurityError"):
        render("{{ " + expression + " }}", variables)
    assert variables == {"rows": [2, 1], "table": {"a": 1}}


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
