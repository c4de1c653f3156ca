"""Trees to bytes and back to a validated document, without network and without foreign DTDs."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from welfare.connectors.official_document.tree import EXCHANGE_FORM
from welfare.documents.ports import DocumentRefused

BUNDLED = Path(__file__).parent / "dtd"
LETTER_DTD, FORM_DTD = "104_2_utf8.dtd", "104_roster_utf8.dtd"


def letter_bytes(root: _Element, form: str, attachments: dict[str, str]) -> bytes:
    """The .di file: `form` is the name of the .sw file, `attachments` maps entity names to file names."""
    entities = [f'<!ENTITY {EXCHANGE_FORM} SYSTEM "{form}" NDATA DI>']
    entities += [f'<!ENTITY {entity} SYSTEM "{name}" NDATA _X>' for entity, name in attachments.items()]
    subset = "\n".join([*entities, '<!NOTATION DI SYSTEM "">', '<!NOTATION _X SYSTEM "">'])
    return _document(root, f'<!DOCTYPE {root.tag} SYSTEM "{LETTER_DTD}" [\n{subset}\n]>')


def form_bytes(root: _Element) -> bytes:
    """The .sw file."""
    return _document(root, f'<!DOCTYPE {root.tag} SYSTEM "{FORM_DTD}">')


def validate(content: bytes, dtd_folder: Path | None = None) -> _Element:
    """Parse and validate against the official DTD in `dtd_folder` when it is there, else the bundled one.

    Raises DocumentRefused. `DTD.validate` cannot be used: it does not see the entities a document declares.
    """
    parser = etree.XMLParser(
        dtd_validation=True, load_dtd=True, no_network=True, resolve_entities=False, huge_tree=False
    )
    parser.resolvers.add(_OwnFiles(dtd_folder))
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise DocumentRefused(f"公文內容不合交換格式：第 {problem.lineno} 行，{problem.msg}。") from None


def dtd_path(name: str, dtd_folder: Path | None) -> Path | None:
    """The DTD or entity file of this name; the operator's folder comes first."""
    plain = Path(name).name
    folders = [BUNDLED] if dtd_folder is None else [dtd_folder, BUNDLED]
    return next((folder / plain for folder in folders if (folder / plain).is_file()), None)


class _OwnFiles(etree.Resolver):  # type: ignore[misc]  # lxml is untyped
    """Answers every SYSTEM name from our own folders and nothing else."""

    def __init__(self, dtd_folder: Path | None) -> None:
        self._dtd_folder = dtd_folder

    def resolve(self, system_url: str, public_id: str | None, context: object) -> object:
        path = dtd_path(system_url, self._dtd_folder)
        if path is None:
            return self.resolve_string("", context)
        return self.resolve_string(path.read_bytes(), context, base_url=path.name)


def _document(root: _Element, doctype: str) -> bytes:
    etree.indent(root)
    body: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + doctype.encode() + b"\n" + body + b"\n"
