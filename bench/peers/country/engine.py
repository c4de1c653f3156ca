"""The country package as an engine of the comparison: build a simulation, calculate every quantity."""

from __future__ import annotations

from typing import Any

import numpy as np
from country import households, inputs, persons, tuned
from country.core import ParameterNode, SimulationBuilder, TaxBenefitSystem
from country.entities import Household, Person

PERIOD = "2026-01"
QUANTITIES = [variable.__name__ for variable in (*persons.VARIABLES, *households.VARIABLES)]


def _parameter(value: int | list[int]) -> dict[str, Any]:
    if isinstance(value, list):
        return {f"c{place:02d}": _parameter(one) for place, one in enumerate(value)}
    return {"values": {"2020-01-01": {"value": value}}}


def system(figures: dict[str, Any], *, tune: bool) -> Any:
    """The tax and benefit system with its parameters and variables."""
    found = TaxBenefitSystem([Person, Household])
    found.parameters = ParameterNode("", data={name: _parameter(value) for name, value in figures.items()})
    replaced = {variable.__name__: variable for variable in tuned.variables(figures)} if tune else {}
    for variable in (*inputs.OF_PERSONS, inputs.county, *persons.VARIABLES, *households.VARIABLES):
        found.add_variable(replaced.get(variable.__name__, variable))
    return found


class Country:
    """A simulation keeps every quantity it calculated, so each computation has a simulation of its own."""

    def __init__(self, figures: dict[str, Any], *, tune: bool) -> None:
        self.system = system(figures, tune=tune)
        self.county_names = None if tune else np.array([one.name for one in inputs.County])

    def build(self, columns: dict[str, Any]) -> Any:
        """Persons, households and inputs, by the builder that the documentation shows for arrays."""
        builder = SimulationBuilder()
        builder.create_entities(self.system)
        builder.declare_person_entity("person", np.arange(len(columns["household"])))
        declared = builder.declare_entity("household", np.arange(len(columns["county"])))
        builder.join_with_persons(
            declared, columns["household"], np.zeros(len(columns["household"]), np.int8)
        )
        simulation = builder.build(self.system)
        for name in (*inputs.NUMBERS, *inputs.TRUTHS):
            simulation.set_input(name, PERIOD, columns[name])
        county = columns["county"] if self.county_names is None else self.county_names[columns["county"]]
        simulation.set_input("county", PERIOD, county)
        return simulation

    def compute(self, simulation: Any) -> dict[str, Any]:
        return {name: np.asarray(simulation.calculate(name, PERIOD)) for name in QUANTITIES}

    def answers(self, computed: dict[str, Any]) -> dict[str, Any]:
        return computed
