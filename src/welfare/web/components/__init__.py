"""The component set: typed data in, HTML out. It knows no word of the trade it is used for.

Patterns follow the GOV.UK and MoJ semantics, typography the Japanese DADS rules adapted to Han text;
`/ui-components/` shows every component, docs/reference/components.md lists the fields.
"""

from welfare.web.components.actions import Button, Dialog, EmptyState, Notification
from welfare.web.components.base import Component, Text
from welfare.web.components.flow import Progress, River, RiverStep
from welfare.web.components.forms import Chip, Chips, ErrorItem, ErrorSummary, Field, RadioCard, RadioCards
from welfare.web.components.gauge import Gauge, GaugeMark
from welfare.web.components.lists import (
    CheckList,
    SummaryList,
    SummaryRow,
    Task,
    TaskList,
    Timeline,
    TimelineEvent,
)
from welfare.web.components.marks import DeadlineBadge, Link, StatusTag, Verdict
from welfare.web.components.navigation import Navigation, NavItem, Person, RailGroup, Search
from welfare.web.components.panels import (
    Adopted,
    DeterminationPanel,
    EvidenceViewer,
    Fact,
    GaugeGroup,
    HintBox,
    IdentityBar,
    Origin,
    Origins,
)
from welfare.web.components.phone import Camera, PhoneTile
from welfare.web.components.tables import BulkBar, Cell, Column, CountedPerson, DataTable, Row, WhoCounts

__all__ = [
    "Adopted", "BulkBar", "Button", "Camera", "Cell", "CheckList", "Chip", "Chips", "Column", "Component",
    "CountedPerson", "DataTable", "DeadlineBadge", "DeterminationPanel", "Dialog", "EmptyState",
    "ErrorItem", "ErrorSummary", "EvidenceViewer", "Fact", "Field", "Gauge", "GaugeGroup", "GaugeMark",
    "HintBox", "IdentityBar", "Link", "NavItem", "Navigation", "Notification", "Origin", "Origins", "Person",
    "PhoneTile", "Progress", "RadioCard", "RadioCards", "RailGroup", "River", "RiverStep", "Row",
    "Search", "StatusTag", "SummaryList", "SummaryRow", "Task", "TaskList", "Text", "Timeline",
    "TimelineEvent", "Verdict", "WhoCounts",
]  # fmt: skip
