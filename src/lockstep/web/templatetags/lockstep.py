"""The components of the pages as template tags and the words of values as filters."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lockstep.web import words
from lockstep.web.icons import ICONS, LOGO, SHAPES, UNDRAWN
from lockstep.web.range_shapes import shape_name, shape_picture, source_name

register = template.Library()

register.filter("day", words.day_words)
register.filter("finish_day", words.finish_day_words)
register.filter("moment", words.moment_words)
register.filter("iso_day", words.iso_day)
register.filter("said", words.engine_words)
register.filter("duration", words.duration_words)
register.filter("slip", words.slip_words)
register.filter("share", words.share_words)
register.filter("shape_picture", shape_picture)
register.filter("shape_name", shape_name)
register.filter("source_name", source_name)
register.filter("rest", words.rest_words)
register.filter("number", words.number_words)
register.filter("with_article", words.with_article)
register.filter("initials", words.initials)
register.filter("device", words.device_words)


@register.filter
def said_of(sentence: str, label: str) -> str:
    """Return a sentence about a field that names the field once."""
    return sentence if sentence.startswith(label) else f"{label}: {sentence}"


@register.filter
def minor(amount: float | None) -> str:
    """Return minor units of money as whole ones, without cents: sums of estimates have none."""
    return "" if amount is None else words.number_words(round(amount / 100))


@register.filter
def percent_width(share: float) -> str:
    """Return a share as a length of a bar that is 100 long."""
    return f"{min(max(share, 0.0), 1.0) * 100:.1f}"


@register.filter
def count(number: int, noun: str) -> str:
    """Return a count with its noun in the right number."""
    return words.count_words(number, noun)


@register.filter
def slip_class(days: float | None) -> str:
    """Return the class that colors a slip; the sign says the same without color."""
    if days is None or round(days, 1) == 0:
        return ""
    return "later" if days > 0 else "sooner"


@register.filter
def spaced(word: Any) -> str:
    """Return a code word as people read it."""
    return str(word).replace("_", " ")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a line icon; it never carries meaning alone, so one that is not drawn yet is a plain shape."""
    return mark_safe(  # noqa: S308  constant drawings of our own
        '<svg viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true">{ICONS.get(name, ICONS[UNDRAWN])}</svg>'
    )


@register.simple_tag
def logo() -> SafeString:
    """Draw the sign of the product."""
    return mark_safe(LOGO)  # noqa: S308  a constant drawing of our own


@register.simple_tag
def mark(tone: str, label: Any) -> SafeString:
    """Draw the mark of a state: shape, word and color."""
    tone = tone if tone in SHAPES else "none"
    shape = mark_safe(f'<svg viewBox="0 0 10 10" aria-hidden="true">{SHAPES[tone]}</svg>')  # noqa: S308
    return format_html('<span class="mark is-{}">{}{}</span>', tone, shape, label)


@register.simple_block_tag
def panel(content: str, title: str = "", note: str = "", kind: str = "", name: str = "") -> str:
    """Draw a panel with its head; `kind="body"` gives the content room around it."""
    return render_to_string(
        "web/components/panel.html",
        {"content": content, "title": title, "note": note, "is_body": kind == "body", "name": name},
    )


@register.inclusion_tag("web/components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Draw a form field: label, control, one sentence of help, its error beside it."""
    described = [f"{bound.auto_id}-help"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.auto_id}-error")
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    kind = getattr(bound.field.widget, "input_type", "")
    is_group = bound.widget_type in {"radioselect", "checkboxselectmultiple"}
    return {
        "field": bound,
        "control": bound if is_group else bound.as_widget(attrs=attributes),
        "is_check": kind == "checkbox" and not is_group,
        "is_group": is_group,
    }


@register.simple_tag(takes_context=True)
def address_with(context: template.Context, **changes: Any) -> str:
    """Return the present address with some parameters changed; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
