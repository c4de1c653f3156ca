"""The English catalogue: every sentence on screen is a Chinese msgid in the code; this finds them all.

The catalogue (`locale/en/LC_MESSAGES/django.po`) is written without dates, hosts or line numbers, sorted by
msgid, so that a change of one sentence is a change of one entry. What is shown from YAML carries Chinese and
English side by side and needs no entry.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from welfare.project import places

KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

#: Chinese words that stand in English text too: our name, a language by its own name, words a form expects
CHINESE_IN_ENGLISH = ("暖流", "中文", "“是”", "“否”")

#: stands above the first entry; Babel's own header would carry the day and the program's version
HEADER = """\
# English words of 暖流 (Warm Current). `welfare messages` writes this file; only msgstr is edited by hand.
# Terms follow docs/glossary.md; the tone is plain: what to do next comes first.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def catalogue_path() -> Path:
    return places.package_dir() / "locale" / "en" / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    """Every module and template of the product; tests say nothing to officers."""
    for path in sorted(places.package_dir().rglob("*")):
        template = path.suffix in {".html", ".txt"} and "templates" in path.parts
        if (path.suffix == ".py" or template) and not {"tests", "migrations"} & set(path.parts):
            yield path


def extract() -> Catalog:
    """All msgids of the source tree, each with the files that use it, none translated."""
    found = Catalog(locale="en")
    for path in sources():
        for ids, context in sentences(path):
            found.add(ids, context=context, locations=[(str(path.relative_to(places.package_dir())), 0)])
    return found


def sentences(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """The msgids of one module or template, singular and plural together, each with its context."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _calls(ast.parse(text))
        return
    # The blanked-out rest is no Python: its indentation must go, and Babel parses the first two lines.
    text = "\n\n" + "\n".join(map(str.strip, templatize(text, origin=str(path)).splitlines()))
    for _line, words, _comments, context in babel_extract("python", BytesIO(text.encode()), KEYWORDS):
        yield words, context


def _calls(tree: ast.AST) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Calls of gettext with literal words, also inside f-strings, where a reader of tokens is blind."""
    for node in ast.walk(tree):
        function = node.func if isinstance(node, ast.Call) else None
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if not isinstance(node, ast.Call) or name not in KEYWORDS:
            continue
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name.startswith("pgettext"):
            words, context = words[1:], words[0] if words else None
        else:
            context = None
        if words:
            yield (tuple(words[:2]) if name.startswith("ngettext") else words[0]), context


def merge(old: Catalog, found: Catalog) -> Catalog:
    """The found msgids with their old translations; what nobody says any more goes."""
    merged = Catalog(locale="en")
    for message in _entries(found):
        before = old.get(message.id, message.context)
        string = before.string if before is not None and not before.fuzzy else ""
        merged.add(
            message.id,
            _in_shape(message, string),
            locations=sorted(set(message.locations)),
            context=message.context,
        )
    return merged


def _in_shape(message: Message, string: object) -> str | tuple[str, ...]:
    """A sentence that became countable, or ceased to be, needs its translation anew."""
    if message.pluralizable:
        return string if isinstance(string, tuple) else ("", "")
    return string if isinstance(string, str) else ""


def _entries(catalog: Catalog) -> list[Message]:
    return sorted((m for m in catalog if m.id), key=lambda m: (_singular(m), m.context or ""))


def _singular(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)


def read(path: Path) -> Catalog:
    """The catalogue as it stands; empty when there is none yet."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def render(catalog: Catalog) -> str:
    """The text of the file: a fixed header, then entries by msgid, unwrapped."""
    body = BytesIO()
    ordered = Catalog(locale="en")
    for message in _entries(catalog):
        ordered[message.id] = message
    write_po(body, ordered, width=0, omit_header=True, include_lineno=False)
    return HEADER + body.getvalue().decode()


def problems(old: Catalog, found: Catalog) -> list[str]:
    """What is missing, left over, untranslated or wrongly filled; one sentence each."""
    wanted = {(m.id, m.context) for m in _entries(found)}
    sentences = [f"left over: {_singular(m)}" for m in _entries(old) if (m.id, m.context) not in wanted]
    for message in _entries(found):
        there = old.get(message.id, message.context)
        if there is None:
            sentences.append(f"not in the catalogue: {_singular(message)} ({message.locations[0][0]})")
        else:
            sentences += _faults(there)
    return sentences


def _faults(message: Message) -> Iterator[str]:
    originals, strings = _forms(message.id), _forms(message.string)
    if message.fuzzy or not all(strings):
        yield f"not translated: {_singular(message)}"
        return
    for string in strings:
        if not any(_places(string) == _places(original) for original in originals):
            yield f"other placeholders: {_singular(message)} → {string}"
        yield from _leftovers(message, string)


def _forms(words: object) -> list[str]:
    """Singular and plural, or the one form there is."""
    return [str(form or "") for form in words] if isinstance(words, (tuple, list)) else [str(words or "")]


def _places(sentence: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(sentence))


def _leftovers(message: Message, string: str) -> Iterator[str]:
    """Chinese in English words, but for what has its Chinese form in English text too."""
    if HAN.search(re.sub("|".join(map(re.escape, CHINESE_IN_ENGLISH)), "", string)):
        yield f"Chinese left: {_singular(message)} → {string}"
