"""The office behind the folder: it answers what lies in `asked/`, in parts, wrongly, twice or late."""

import itertools
import json
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from welfare.project.chaos.channel import FolderChannel, seal_of, write

_numbers = itertools.count(1)


class Office:
    """Every method writes one delivery and returns its name. `at`: when it arrived, for travelled clocks."""

    def __init__(self, channel: FolderChannel) -> None:
        self._channel = channel

    def references(self) -> list[str]:
        """What has arrived here, the oldest number first."""
        names = [path.stem for path in (self._channel.folder / "asked").glob("*.json")]
        return sorted(names, key=lambda name: (name.rsplit("-", 1)[0], int(name.rsplit("-", 1)[1])))

    def asked(self, reference: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            (self._channel.folder / "asked" / f"{reference}.json").read_bytes()
        )
        return found

    def answer(
        self,
        reference: str,
        seqs: Iterable[int] | None = None,
        *,
        part: int = 1,
        parts: int = 1,
        says: str = "",
        **twists: Any,
    ) -> str:
        """Answer some lines (all by default). `says`: "" the truth, "nothing", "later" or "never".

        Twists: `total`; `seal`; `stranger` (a line nobody asked), `double` (a line twice), `person` (somebody
        else's number in the first line), `half` (cut in the middle), `as_reference`.
        """
        asked = self.asked(reference)
        wanted = None if seqs is None else set(seqs)
        lines = [line | {"says": says} for line in asked["lines"] if wanted is None or line["seq"] in wanted]
        total = len(lines)
        if twists.get("person") and lines:
            lines[0] = lines[0] | {"subject": {"national_id": twists["person"], "birth_on": None}}
        if twists.get("stranger") and lines:
            lines, total = [*lines, lines[-1] | {"seq": 9999}], total + 1
        if twists.get("double") and lines:
            lines, total = [*lines, lines[-1]], total + 1
        said = {
            "kind": "replies",
            "reference": twists.get("as_reference", reference),
            "purpose": asked["purpose"],
            "part": part,
            "parts": parts,
            "lines": lines,
            "total": twists.get("total", total),
        }
        return self._put(said, **twists)

    def in_parts(self, reference: str, parts: int) -> list[str]:
        """All lines, dealt out over some deliveries."""
        seqs: Sequence[int] = [line["seq"] for line in self.asked(reference)["lines"]]
        return [
            self.answer(reference, seqs[part - 1 :: parts], part=part, parts=parts)
            for part in range(1, parts + 1)
        ]

    def acknowledge(self, reference: str) -> str:
        return self._put({"kind": "acknowledgement", "reference": reference, "transaction": f"t-{reference}"})

    def reject(self, reference: str, *, permanent: bool) -> str:
        return self._put({"kind": "rejection", "reference": reference, "permanent": permanent})

    def repeat(self, name: str) -> str:
        """The same bytes once more, under another name."""
        folders = ("answers", "done", "aside")
        found = next(p for f in folders if (p := self._channel.folder / f / name).exists())
        return self._write(found.read_bytes())

    def _put(self, said: dict[str, Any], **twists: Any) -> str:
        said["number"] = next(_numbers)  # no two deliveries have the same bytes by chance
        said["seal"] = twists.get("seal", seal_of(said))
        content = json.dumps(said, sort_keys=True).encode()
        if twists.get("half"):
            content = content[: len(content) // 2]
        return self._write(content, twists.get("at"))

    def _write(self, content: bytes, at: datetime | None = None) -> str:
        name = f"{next(_numbers):06d}-{os.getpid()}.json"
        path = self._channel.folder / "answers" / name
        write(path, content)
        if at is not None:
            os.utime(path, (at.timestamp(), at.timestamp()))
        return name
