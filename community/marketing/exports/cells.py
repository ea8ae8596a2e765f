"""Text cells that a spreadsheet must not run as formulas, and the way back."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def neutral(value: object) -> str:
    """An apostrophe in front of what a spreadsheet could run; `original` takes it off again."""
    text = str(value)
    return (
        "'" + text
        if text.startswith(RISKY) or text.lstrip().startswith(RISKY) or text.startswith("'")
        else text
    )


def original(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
