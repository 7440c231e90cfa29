"""Numbers of paragraphs and lines as a reader finds them: one number, or the first and the last of several."""

PARAGRAPH, PARAGRAPHS = "¶ {number}", "¶¶ {first}–{last}"
"""How one paragraph and several are named wherever no language pack says otherwise."""


def numbered(first: int, last: int, single: str = PARAGRAPH, several: str = PARAGRAPHS) -> str:
    """Return *first* to *last* as "¶ 6" or "¶¶ 6–7"; empty where *first* is 0, which stands for an unknown number."""
    if not first:
        return ""
    return single.format(number=first) if first == last else several.format(first=first, last=last)
