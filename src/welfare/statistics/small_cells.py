"""Small cells: a count that could be one household is not shown, and cannot be worked out from the others."""

from collections.abc import Mapping

from welfare.statistics.published import published


def hide_small(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts beside a known total, None where hidden.

    Hides every count from one to four; then the next smallest ones until the hidden cells are at least two
    and add up to at least five: the total minus what is shown then tells no single cell.
    """
    smallest = published("small_cell").value
    hidden = {name for name, count in counts.items() if 0 < count < smallest}
    others = sorted((count, name) for name, count in counts.items() if count and name not in hidden)
    while hidden and others and (len(hidden) < 2 or sum(counts[name] for name in hidden) < smallest):
        hidden.add(others.pop(0)[1])
    return {name: None if name in hidden else count for name, count in counts.items()}
