"""Writes the kernel: one Python source text that computes every slot of a plan for households first … last.

Households are taken in portions that fit the processor's cache. Within a portion each quantity has a loop of
its own, so that few columns are followed at once and the processor takes several persons in one step. All
values are taken as known; where some are not, `mend` is called after each section and puts right what
depends on them (see mending.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from welfare.rules.caseload.bounds import Bounds
from welfare.rules.caseload.compiler.module import APART, SHORT
from welfare.rules.caseload.figures import COUNTIES
from welfare.rules.caseload.kernel.bodies import Body, Lines, indented
from welfare.rules.caseload.kernel.memory import HEADER
from welfare.rules.caseload.kernel.verdicts import verdict_lines
from welfare.rules.caseload.order import Run, Section
from welfare.rules.caseload.places import Places, column_name
from welfare.rules.caseload.plan import Plan, Slot
from welfare.rules.program import Program

#: Quantities written into one function: fewer functions compile sooner, shorter ones too.
_TOGETHER = 6

#: Every thread calls this once and takes chunks until none is left: `chunks` holds the number of the next
#: one, how many there are, and for each where it begins, where it ends and whether anything in it is unknown.
_SHARED = """
def kernel(at, book, mend, scratch, chunks, step):
    place = take(chunks)
    while place < get_int64(chunks, 1):
        first = get_int64(chunks, 3 * place + 2)
        last = get_int64(chunks, 3 * place + 3)
        unknown = get_int64(chunks, 3 * place + 4) != 0
        chunk(at, book, mend if unknown else 0, scratch, first, last, step)
        place = take(chunks)
"""


def kernel_source(
    plan: Plan,
    programs: Sequence[Program],
    sections: Sequence[Section],
    places: Places,
    bounds: Bounds,
    uniform: frozenset[int],
    rows: Mapping[int, int],
) -> str:
    """The whole file; `rows` tells each figure's row in the table of figures."""
    return _Kernel(plan, programs, sections, places, bounds, uniform, rows).source()


class _Kernel:
    def __init__(
        self,
        plan: Plan,
        programs: Sequence[Program],
        sections: Sequence[Section],
        places: Places,
        bounds: Bounds,
        uniform: frozenset[int],
        rows: Mapping[int, int],
    ) -> None:
        self.plan = plan
        self.programs = programs
        self.sections = sections
        self.places = places
        self.bounds = bounds
        self.uniform = uniform
        self.rows = rows
        self.functions: Lines = []
        self.named = 0

    def source(self) -> str:
        portion = ["hi = min(lo + step, last)", *self._mended(0)]
        for number, section in enumerate(self.sections, start=1):
            for run in section.runs:
                kind = SHORT if run.shape in ("sums", "members") else APART
                portion += [call for loops in self._loops(run) for call in self._function(loops, kind)]
            portion += self._mended(number)
        for program in self.programs:
            known, unknown = self._verdict(program, careful=False), self._verdict(program, careful=True)
            portion += ["if mend == 0:", *indented([*self._function([known])])]
            portion += ["else:", *indented([*self._function([unknown])])]
        chunk = ["def chunk(at, book, mend, scratch, first, last, step):"]
        chunk += indented(["for lo in range(first, last, step):", *indented(portion)])
        return "\n".join([HEADER, *self.functions, *chunk, "", _SHARED])

    def _mended(self, section: int) -> Lines:
        return ["if mend != 0:", f"    call_mend(mend, book, scratch, {section}, lo, hi)"]

    def _loops(self, run: Run) -> Iterator[list[Lines]]:
        """Loops a few together, for one function each."""
        if run.shape == "sums":
            yield [self._sums(run.slots)]
            return
        write = {"persons": self._person, "members": self._member}.get(run.shape, self._case)
        for start in range(0, len(run.slots), _TOGETHER):
            yield [write(slot) for slot in run.slots[start : start + _TOGETHER]]

    def _function(self, loops: list[Lines], kind: str = APART) -> Iterator[str]:
        """Defines a function and yields the line that calls it."""
        lines = [line for loop in loops for line in loop]
        text = "\n".join(lines)
        used = [
            f"p_{name} = get_int64(at, {place})"
            for name, place in self.places.of.items()
            if f"p_{name}," in text
        ]
        self.named += 1
        head = [f"def {kind}{self.named}(at, lo, hi):"]
        self.functions += [*head, *indented([*used, *lines]), ""]
        yield f"{kind}{self.named}(at, lo, hi)"

    # One element of a column or of a figure.

    def _get(self, slot: Slot, index: str) -> str:
        return f"get_{self.bounds.type_of(slot)}(p_{column_name(slot)}, {index})"

    def _put(self, slot: Slot, index: str) -> str:
        return f"put_{self.bounds.type_of(slot)}(p_{column_name(slot)}, {index}, v{slot.index})"

    def _figure(self, slot: Slot, county: str) -> str:
        text = f"get_int64(p_figures, {self.rows[slot.index] * len(COUNTIES)} + {county})"
        if slot.returns == "bool":
            return f"f{slot.index} = {text} != 0"
        return f"f{slot.index} = {f'narrow({text})' if self.bounds.is_narrow(slot) else text}"

    def _arguments(self, slot: Slot, owner: str) -> list[Slot]:
        found = (self.plan.slots[index] for index in dict.fromkeys(slot.arguments))
        return [argument for argument in found if argument.owner == owner]

    def _uniform(self, slots: Iterable[Slot]) -> Lines:
        return [self._figure(slot, "0") for slot in slots if slot.index in self.uniform]

    def _local(self, slots: Iterable[Slot]) -> Lines:
        """Figures of the household's own county."""
        lines = [self._figure(slot, "county") for slot in slots if slot.index not in self.uniform]
        return ["county = get_int32(p_county, h)", *lines] if lines else []

    def _read(self, slots: Iterable[Slot], index: str) -> Lines:
        return [f"v{slot.index} = {self._get(slot, index)}" for slot in slots]

    # Loops of one quantity.

    def _person(self, slot: Slot) -> Lines:
        lines = [*self._read(self._arguments(slot, "person"), "j"), *self._value(slot), self._put(slot, "j")]
        persons = "for j in range(get_int64(p_offsets, lo), get_int64(p_offsets, hi)):"
        return [*self._uniform(self._arguments(slot, "figure")), persons, *indented(lines)]

    def _member(self, slot: Slot) -> Lines:
        figures = self._arguments(slot, "figure")
        lines = [*self._read(self._arguments(slot, "person"), "j"), *self._value(slot), self._put(slot, "j")]
        household = [
            *self._local(figures),
            *self._read(self._arguments(slot, "case"), "h"),
            "for j in range(get_int64(p_offsets, h), get_int64(p_offsets, h + 1)):",
            *indented(lines),
        ]
        return [*self._uniform(figures), "for h in range(lo, hi):", *indented(household)]

    def _case(self, slot: Slot) -> Lines:
        if slot.kind == "applicant":
            of = self.plan.slots[slot.arguments[0]]
            value = [f"v{slot.index} = {self._get(of, 'get_int64(p_applicant, h)')}"]
            return ["for h in range(lo, hi):", *indented([*value, self._put(slot, "h")])]
        figures = self._arguments(slot, "figure")
        lines = [*self._local(figures), *self._read(self._arguments(slot, "case"), "h")]
        lines += [*self._value(slot), self._put(slot, "h")]
        return [*self._uniform(figures), "for h in range(lo, hi):", *indented(lines)]

    def _value(self, slot: Slot) -> Lines:
        if slot.kind == "silent":
            return [f"v{slot.index} = {'False' if slot.returns == 'bool' else '0'}"]
        assert slot.reading is not None
        arguments = (self.plan.slots[index] for index in slot.arguments)
        names = {
            name: f"{'f' if argument.owner == 'figure' else 'v'}{argument.index}"
            for name, argument in zip(slot.reading.arguments, arguments, strict=True)
        }
        return Body(slot.reading.call, names, f"v{slot.index}", self.bounds.divisions[slot.index]).lines()

    def _sums(self, slots: Sequence[Slot]) -> Lines:
        """All totals in one loop, without branches: all bits of a value for those who count, none for the
        others."""
        overs = dict.fromkeys(slot.arguments[0] for slot in slots)
        ofs = dict.fromkeys(slot.arguments[1] for slot in slots if slot.kind == "total")
        inner = [f"all_{over} = -1 if {self._get(self.plan.slots[over], 'j')} else 0" for over in overs]
        inner += self._read((self.plan.slots[of] for of in ofs), "j")
        for slot in slots:
            added = f"v{slot.arguments[1]}" if slot.kind == "total" else "1"
            if slot.kind == "total" and self.plan.slots[slot.arguments[1]].returns == "bool":
                added = f"(1 if {added} else 0)"
            inner.append(f"v{slot.index} += {added} & all_{slot.arguments[0]}")
        lines = [f"v{slot.index} = 0" for slot in slots]
        lines += ["for j in range(get_int64(p_offsets, h), get_int64(p_offsets, h + 1)):", *indented(inner)]
        return ["for h in range(lo, hi):", *indented([*lines, *(self._put(slot, "h") for slot in slots)])]

    # The answer of a program.

    def _verdict(self, program: Program, *, careful: bool) -> Lines:
        tests = [self.plan.of(program.code, name) for name in program.all_tests]
        wanted = [test.reading.requirement for test in tests if test.reading and test.reading.requirement]
        waivers = [one.waived_by for one in wanted if one.waived_by]
        answers = (program.grade, program.amount, program.start)
        names = [*program.all_tests, *waivers, *(name for name in answers if name)]
        slots = {name: self.plan.of(program.code, name) for name in names}
        lines = self._read({slot.index: slot for slot in slots.values()}.values(), "h")
        unknown = {}
        if careful:
            words = enumerate(self.places.word_names("case"))
            lines += [f"c{word} = get_int64(p_{name}, h)" for word, name in words]
            for name, slot in slots.items():
                word, bit = self.places.bits[slot.index]
                unknown[name] = f"c{word} >> {bit} & 1 != 0"
        known = {name: f"v{slot.index}" for name, slot in slots.items()}
        lines += verdict_lines(program, self.plan, known, unknown)
        return ["for h in range(lo, hi):", *indented(lines)]
