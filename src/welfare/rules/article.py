"""A place in the law as data (條 article, 項 paragraph, 款 subparagraph), printed short or in full."""

from __future__ import annotations

from dataclasses import dataclass

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CIRCLED = ("", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩")


@dataclass(frozen=True, slots=True)
class Article:
    """`number` keeps the form of the law: "5-1" is 第5條之1; empty means the whole regulation; 0 means no
    paragraph or no subparagraph is meant."""

    law: str
    number: str
    paragraph: int = 0
    subparagraph: int = 0

    def __str__(self) -> str:
        """Short, for screens: 社會救助法 §5 III ⑦."""
        if not self.number:
            return self.law
        parts = (f"§{self.number}", _ROMAN[self.paragraph], _CIRCLED[self.subparagraph])
        return f"{self.law} {' '.join(part for part in parts if part)}"

    @property
    def full(self) -> str:
        """In full, for letters: 社會救助法第5條第3項第7款."""
        if not self.number:
            return self.law
        main, _, branch = self.number.partition("-")
        text = f"{self.law}第{main}條" + (f"之{branch}" if branch else "")
        if self.paragraph:
            text += f"第{self.paragraph}項"
        if self.subparagraph:
            text += f"第{self.subparagraph}款"
        return text
