"""Writes the kernel: one Python source text that computes every slot of a plan for households first … last.

Households are taken in small portions that fit the processor's cache. Within a portion every loop computes a few
quantities for all of it, so that few columns are followed at once. The plain kernel takes every value as known;
the careful one keeps a bit for each unknown value and turns to `careful_N` where a formula needs one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from welfare.rules.caseload.bodies import Body, Lines, indented
from welfare.rules.caseload.bounds import Bounds
from welfare.rules.caseload.careful import careful_function
from welfare.rules.caseload.figures import COUNTIES
from welfare.rules.caseload.memory import HEADER
from welfare.rules.caseload.order import Loop, loops
from welfare.rules.caseload.places import Places, column_name
from welfare.rules.caseload.plan import Owner, Plan, Slot
from welfare.rules.caseload.verdicts import verdict_lines
from welfare.rules.program import Program

#: Households of a portion.
PORTION = 512
_COUNTY = "county = get_int32(p_county, h)"
_WORDS: Mapping[Owner, str] = {"person": "w", "case": "c", "figure": "d"}


def kernel_source(
    plan: Plan,
    programs: Sequence[Program],
    places: Places,
    bounds: Bounds,
    uniform: frozenset[int],
    rows: Mapping[int, int],
    *,
    careful: bool,
) -> str:
    """The whole file; `rows` tells each figure's row in the table of figures."""
    return _Kernel(plan, programs, places, bounds, uniform, rows, careful).source()


class _Kernel:
    def __init__(
        self,
        plan: Plan,
        programs: Sequence[Program],
        places: Places,
        bounds: Bounds,
        uniform: frozenset[int],
        rows: Mapping[int, int],
        careful: bool,
    ) -> None:
        self.plan = plan
        self.programs = programs
        self.places = places
        self.bounds = bounds
        self.uniform = uniform
        self.rows = rows
        self.careful = careful

    def source(self) -> str:
        functions: Lines = []
        if self.careful:
            for slot in self.plan.slots:
                if slot.kind == "formula":
                    truths = tuple(self.plan.slots[i].returns == "bool" for i in slot.arguments)
                    functions += ["@njit(nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)"]
                    functions += [*careful_function(slot, truths), ""]
        used = [f"p_{name} = at[{place}]" for name, place in self.places.of.items()]
        figures = [
            f"f{slot.index} = {self._figure(slot, '0')}" for slot in self.plan.figures if slot.index in self.uniform
        ]
        doubts = [f"du{word} = {self._doubt(word, '0')}" for word in range(self.places.words["figure"])]
        portion = [
            "hi = min(lo + step, last)",
            "plo = get_int64(p_offsets, lo)",
            "phi = get_int64(p_offsets, hi)",
            *(self._masks() if self.careful else []),
        ]
        for loop in loops(self.plan, self.uniform):
            portion += {"persons": self._persons, "members": self._members, "sums": self._sums}.get(
                loop.shape, self._cases
            )(loop)
        for program in self.programs:
            portion += ["for h in range(lo, hi):", *indented(self._verdict(program))]
        head = [*used, *figures, *(doubts if self.careful else [])]
        body = [*head, "for lo in range(first, last, step):", *indented(portion)]
        kernel = ["def kernel(at, person_masks, case_masks, first, last, step):", *indented(body)]
        return "\n".join([HEADER, *functions, *kernel, ""])

    # One element of a column, of a figure, of a word of unknown bits.

    def _get(self, slot: Slot, index: str) -> str:
        return f"get_{self.bounds.type_of(slot)}(p_{column_name(slot)}, {index})"

    def _put(self, slot: Slot, index: str) -> str:
        return f"put_{self.bounds.type_of(slot)}(p_{column_name(slot)}, {index}, v{slot.index})"

    def _figure(self, slot: Slot, county: str) -> str:
        text = f"get_int64(p_figures, {self.rows[slot.index] * len(COUNTIES)} + {county})"
        return f"{text} != 0" if slot.returns == "bool" else text

    def _doubt(self, word: int, county: str) -> str:
        return f"get_int64(p_doubts, {word * len(COUNTIES)} + {county})"

    def _name(self, slot: Slot) -> str:
        return f"{'f' if slot.kind == 'figure' else 'v'}{slot.index}"

    def _needed(self, loop: Loop, owner: Owner) -> list[Slot]:
        """What a loop reads and does not compute itself."""
        inside = {slot.index for slot in loop.slots}
        indexes = dict.fromkeys(i for slot in loop.slots for i in slot.arguments if i not in inside)
        return [self.plan.slots[i] for i in indexes if self.plan.slots[i].owner == owner]

    # The loops.

    def _masks(self) -> Lines:
        """Bits of unknown inputs, from the truth columns a caseload gives for some of them."""
        lines: Lines = []
        for name, bounds in (("person_masks", "plo, phi"), ("case_masks", "lo, hi")):
            lines += [
                f"for k in range({name}.shape[0]):",
                f"    for j in range({bounds}):",
                f"        if get_bool({name}[k, 0], j):",
                f"            put_int64({name}[k, 1], j, get_int64({name}[k, 1], j) | {name}[k, 2])",
            ]
        return lines

    def _persons(self, loop: Loop) -> Lines:
        return ["for j in range(plo, phi):", *indented(self._of_persons(loop, "du"))]

    def _members(self, loop: Loop) -> Lines:
        inner = ["for j in range(get_int64(p_offsets, h), get_int64(p_offsets, h + 1)):"]
        inner += indented(self._of_persons(loop, "d"))
        return ["for h in range(lo, hi):", *indented([*self._of_household(loop, loop.slots), *inner])]

    def _of_household(self, loop: Loop, slots: Sequence[Slot]) -> Lines:
        """What is the same for all members: figures of the county, case quantities, their unknown bits."""
        local = [slot for slot in self._needed(loop, "figure") if slot.index not in self.uniform]
        lines = [f"f{slot.index} = {self._figure(slot, 'county')}" for slot in local]
        lines += [f"v{slot.index} = {self._get(slot, 'h')}" for slot in self._needed(loop, "case")]
        if self.careful:
            words = range(self.places.words["figure"])
            lines += [f"d{word} = {self._doubt(word, 'county')}" for word in words]
            lines += self._words("case", "get")
        return [_COUNTY, *lines] if local or self.careful else lines

    def _of_persons(self, loop: Loop, doubts: str) -> Lines:
        lines = [f"v{slot.index} = {self._get(slot, 'j')}" for slot in self._needed(loop, "person")]
        lines += self._words("person", "get") if self.careful else []
        for slot in loop.slots:
            lines += [*self._computed(slot, doubts), self._put(slot, "j")]
        return [*lines, *(self._words("person", "put") if self.careful else [])]

    def _words(self, owner: Owner, how: str) -> Lines:
        short, index = _WORDS[owner], "j" if owner == "person" else "h"
        if how == "get":
            names = enumerate(self.places.word_names(owner))
            return [f"{short}{word} = get_int64(p_{name}, {index})" for word, name in names]
        names = enumerate(self.places.word_names(owner))
        return [f"put_int64(p_{name}, {index}, {short}{word})" for word, name in names]

    def _cases(self, loop: Loop) -> Lines:
        lines = self._of_household(loop, loop.slots)
        for slot in loop.slots:
            if slot.kind == "applicant":
                lines += self._applicant(slot)
            else:
                lines += self._computed(slot, "d")
            lines.append(self._put(slot, "h"))
        lines += self._words("case", "put") if self.careful else []
        return ["for h in range(lo, hi):", *indented(lines)]

    def _computed(self, slot: Slot, doubts: str) -> Lines:
        unknown = self._mark(slot)
        if slot.kind == "silent":
            return [f"v{slot.index} = {'False' if slot.returns == 'bool' else '0'}", *unknown]
        assert slot.reading is not None
        arguments = [self.plan.slots[index] for index in slot.arguments]
        names = {
            name: self._name(argument) for name, argument in zip(slot.reading.arguments, arguments, strict=True)
        }
        body = Body(slot.reading.call, names, f"v{slot.index}").lines()
        if not self.careful or not arguments:
            return body
        bits = [
            f"({self._word(argument, doubts)} >> {self.places.bits[argument.index][1]} & 1) << {place}"
            for place, argument in enumerate(arguments)
        ]
        call = f"careful_{slot.index}({', '.join([' | '.join(bits), *names.values()])})"
        return [
            f"if {self._any_unknown(arguments, doubts)} == 0:",
            *indented(body),
            "else:",
            f"    v{slot.index}, known = {call}",
            "    if not known:",
            *indented(indented(unknown)),
        ]

    def _word(self, slot: Slot, doubts: str) -> str:
        short = doubts if slot.owner == "figure" else _WORDS[slot.owner]
        return f"{short}{self.places.bits[slot.index][0]}"

    def _any_unknown(self, slots: Sequence[Slot], doubts: str) -> str:
        parts: dict[str, int] = {}
        for slot in slots:
            word = self._word(slot, doubts)
            parts[word] = parts.get(word, 0) | 1 << self.places.bits[slot.index][1]
        return f"({' | '.join(f'{word} & {bits}' for word, bits in parts.items())})"

    def _mark(self, slot: Slot) -> Lines:
        word, bit = self.places.bits[slot.index]
        return [f"{_WORDS[slot.owner]}{word} |= {1 << bit}"]

    def _applicant(self, slot: Slot) -> Lines:
        of = self.plan.slots[slot.arguments[0]]
        value = [f"v{slot.index} = {self._get(of, 'get_int64(p_applicant, h)')}"]
        if not self.careful:
            return value
        word, bit = self.places.bits[of.index]
        name = self.places.word_names("person")[word]
        nothing = "False" if slot.returns == "bool" else "0"
        return [
            *value,
            f"if get_int64(p_{name}, get_int64(p_applicant, h)) >> {bit} & 1 != 0:",
            f"    v{slot.index} = {nothing}",
            *indented(self._mark(slot)),
        ]

    def _sums(self, loop: Loop) -> Lines:
        by_over: dict[int, list[Slot]] = {}
        for slot in loop.slots:
            by_over.setdefault(slot.arguments[0], []).append(slot)
        start = [f"v{slot.index} = 0" for slot in loop.slots]
        inner: Lines = []
        if self.careful:
            start += [f"u{slot.index} = False" for slot in loop.slots]
            inner += self._words("person", "get")
        for over, slots in by_over.items():
            inner += self._summed(self.plan.slots[over], slots)
        end: Lines = self._words("case", "get") if self.careful else []
        for slot in loop.slots:
            if self.careful:
                end += [f"if u{slot.index}:", f"    v{slot.index} = 0", *indented(self._mark(slot))]
            end.append(self._put(slot, "h"))
        end += self._words("case", "put") if self.careful else []
        members = ["for j in range(get_int64(p_offsets, h), get_int64(p_offsets, h + 1)):", *indented(inner)]
        return ["for h in range(lo, hi):", *indented([*start, *members, *end])]

    def _summed(self, over: Slot, slots: Sequence[Slot]) -> Lines:
        added: Lines = []
        for slot in slots:
            if slot.kind == "count":
                added.append(f"v{slot.index} += 1")
                continue
            of = self.plan.slots[slot.arguments[1]]
            add = f"v{slot.index} += {self._get(of, 'j')}"
            if not self.careful:
                added.append(add)
                continue
            added += [f"if {self._any_unknown([of], '')} != 0:", f"    u{slot.index} = True", "else:", f"    {add}"]
        if not self.careful:
            return [f"if {self._get(over, 'j')}:", *indented(added)]
        return [
            f"if {self._any_unknown([over], '')} != 0:",
            *indented([f"u{slot.index} = True" for slot in slots]),
            f"elif {self._get(over, 'j')}:",
            *indented(added),
        ]

    # The answer of each program.

    def _verdict(self, program: Program) -> Lines:
        names = self.plan.names[program.code]
        asked = [
            *program.all_tests,
            *(
                reading.requirement.waived_by
                for name in program.all_tests
                if (reading := self.plan.slots[names[name]].reading) and reading.requirement
            ),
            *(program.grade, program.amount, program.start, program.favourable_rule),
        ]
        slots = {name: self.plan.slots[names[name]] for name in asked if name}
        lines = [f"v{slot.index} = {self._get(slot, 'h')}" for slot in slots.values() if slot.owner != "figure"]
        lines += self._words("case", "get") if self.careful else []
        unknown = {
            name: f"c{self.places.bits[slot.index][0]} >> {self.places.bits[slot.index][1]} & 1 != 0"
            for name, slot in slots.items()
        }
        known = {name: f"v{slot.index}" for name, slot in slots.items()}
        return [*lines, *verdict_lines(program, self.plan, known, unknown if self.careful else {})]
