"""The colours of probabilities, and the rules of style of what shows them."""

from __future__ import annotations

from typing import NamedTuple


class Shade(NamedTuple):
    """How tokens from one probability upwards are drawn.

    Parameters
    ----------
    name : str
        Its class of style is ``llmnb-p-`` and this.
    least : float
        The probability.
    label : str
        What the legend says.
    light, dark : str
        The background in a light and in a dark theme; none for the theme's own.
    line : str
        The style of the line under it, so that nothing depends on seeing colours.
    """

    name: str
    least: float
    label: str
    light: str = ""
    dark: str = ""
    line: str = ""


# One hue, evenly stepped in lightness (CIELAB L*) away from the page: the less probable, the
# farther. The text has a colour of its own, so that the contrast does not depend on the page.
SHADES = (
    Shade("a", 0.9, "90 %"),
    Shade("b", 0.5, "50 %", "#fff0c9", "#3a2a0c"),
    Shade("c", 0.2, "20 %", "#ffd98a", "#573c05"),
    Shade("d", 0.05, "5 %", "#ffbc52", "#754b00", "dotted"),
    Shade("e", 0.01, "1 %", "#f59b34", "#945500", "solid"),
    Shade("f", 0.0, "less", "#e57b22", "#b35a00", "double"),
)
TEXT_ON_LIGHT, TEXT_ON_DARK = "#161616", "#ffffff"
DARK = (
    '[data-jp-theme-light="false"]',
    ".vscode-dark",
    ".vscode-high-contrast",
    '[data-theme="dark"]',
    ".theme-dark",
)


def shade(probability: float) -> Shade:
    """Return how a token of some probability is drawn."""
    return next(one for one in SHADES if probability >= one.least or one is SHADES[-1])


def _rules() -> str:
    page = "var(--jp-layout-color1,var(--vscode-editor-background,{}))"
    found = [
        # Room for what hangs below the last line: JupyterLab cuts an output off at its end.
        ".llmnb.llmnb-tokens{min-height:19em;padding-bottom:3em}"
        ".llmnb.llmnb-tall{min-height:26em;padding-bottom:10em}"
        ".llmnb.llmnb .llmnb-run{position:relative;line-height:1.8;margin:.4em 0;"
        "font-family:var(--jp-code-font-family,var(--vscode-editor-font-family,monospace))}"
        ".llmnb.llmnb .llmnb-t{display:inline-block;line-height:1.45;margin:0 1px;max-width:100%;"
        "border-radius:2px;text-decoration:none}"
        ".llmnb.llmnb .llmnb-unseen{outline:1px dashed #808080;outline-offset:-1px;padding:0 2px}"
        ".llmnb.llmnb .llmnb-thought{font-style:italic}"
        ".llmnb.llmnb .llmnb-t:hover,.llmnb.llmnb .llmnb-t:focus{"
        "outline:2px solid var(--jp-brand-color1,#1976d2);outline-offset:0}"
        # It hangs below the token's line, at the left of the whole text, which is the one place
        # where no width of the page cuts it off; browsers that can put it under the token itself,
        # as far as the page is wide, do that.
        ".llmnb.llmnb .llmnb-run .llmnb-t:hover::after,"
        ".llmnb.llmnb .llmnb-run .llmnb-t:focus::after{"
        "content:attr(data-tip);display:block;position:absolute;left:0;z-index:9;margin-top:3px;"
        "box-sizing:border-box;max-width:100%;padding:.4em .7em;pointer-events:none;"
        "white-space:pre-wrap;overflow-wrap:anywhere;font-style:normal;"
        f"background:{page.format('#ffffff')};border:1px solid #808080;border-radius:3px;"
        "color:var(--jp-content-font-color1,var(--vscode-editor-foreground,#161616));"
        "box-shadow:0 2px 8px rgba(0,0,0,.35)}"
        # The one that is pointed at lies over the one that has the focus.
        ".llmnb.llmnb .llmnb-run .llmnb-t:hover::after{z-index:10}"
        "@supports (position-area:bottom span-all){"
        ".llmnb.llmnb .llmnb-run .llmnb-t:focus{anchor-name:--llmnb-focus}"
        ".llmnb.llmnb .llmnb-run .llmnb-t:hover{anchor-name:--llmnb-hover}"
        ".llmnb.llmnb .llmnb-run .llmnb-t:focus::after{position-anchor:--llmnb-focus}"
        ".llmnb.llmnb .llmnb-run .llmnb-t:hover::after{position-anchor:--llmnb-hover}"
        ".llmnb.llmnb .llmnb-run .llmnb-t::after{"
        "left:auto!important;position-area:bottom span-all;align-self:unsafe start;"
        "justify-self:anchor-center}}"
        ".llmnb.llmnb svg{display:block;width:100%;height:56px;color:#b45f06}"
        ".llmnb.llmnb .llmnb-legend .llmnb-t{padding:0 .4em}"
        ".llmnb.llmnb .llmnb-number,.llmnb.llmnb-tokens th{white-space:nowrap}"
    ]
    for one in SHADES:
        if one.line:
            found.append(
                f".llmnb.llmnb .llmnb-p-{one.name}{{border-bottom:3px {one.line} currentColor}}"
            )
        if one.light:
            found.append(
                f".llmnb.llmnb .llmnb-p-{one.name}{{background:{one.light};color:{TEXT_ON_LIGHT}}}"
            )
            dark = ",".join(f"{where} .llmnb.llmnb .llmnb-p-{one.name}" for where in DARK)
            found.append(f"{dark}{{background:{one.dark};color:{TEXT_ON_DARK}}}")
    return "".join(found)


RULES = _rules()
