"""One instance of every component, with every text field set to the same foreign text."""

from welfare.web import components as c


def all_with(text: str) -> list[c.Component]:
    """Every component, its words replaced by `text`; urls and enumerations stay what they are."""
    verdict = c.Verdict("ok", text)
    link = c.Link(text, "/there/", "Alt+L", "search")
    tag = c.StatusTag("progress", text, code=text)
    button = c.Button(text, busy=text, name="n", value=text)
    gauge = c.Gauge(text, 5, 10, text, verdict, text, c.GaugeMark(3, text), c.GaugeMark(4, text), foot=text)
    note = c.Notification("wait", text, text, text, "/there/")
    checks = c.CheckList([verdict])
    return [
        tag,
        verdict,
        link,
        c.DeadlineBadge(2, text),
        c.DeadlineBadge(2, label=text),
        c.River([c.RiverStep(text, "here", text, text, url="/there/"), c.RiverStep(text, "todo")], text),
        c.River([c.RiverStep(text, "here")], text, segments=True),
        c.Progress(text, 1, 2, text, text, "/stop/"),
        gauge,
        button,
        c.Button(text, reason=text, reason_url="/there/"),
        c.Button(text, icon="eye", icon_only=True),
        note,
        c.Dialog("d", text, button, [text], [note], text),
        c.EmptyState(text, text, button),
        c.TaskList([c.Task(text, tag, "/there/", text, here=True)]),
        c.SummaryList([c.SummaryRow(text, text, "/there/", text, strong=True), c.SummaryRow(text, verdict)]),
        c.Timeline([c.TimelineEvent(text, text, text, note=text, verdict=verdict, link=link)]),
        checks,
        c.Field("f", text, text, hint=text, errors=[text], unit=text, source=text, differs_url="/there/"),
        c.Field("f", text, text, locked=True, locked_label=text, differs_name="differs"),
        c.ErrorSummary([c.ErrorItem(text, "id_f"), c.ErrorItem(text)], text),
        c.RadioCards("r", text, [c.RadioCard(text, text, text)], text, text, [text]),
        c.Chips("k", text, [c.Chip(text, text)], frozenset({text}), text, [text]),
        c.Cell(text, "/there/", text),
        c.DataTable(
            text,
            [c.Column(text), c.Column(text, hidden=True)],
            [c.Row([text, tag], text, text)],
            [text, text],
            "s",
        ),
        c.BulkBar(text, [button], count_words=text),
        c.WhoCounts(
            text,
            [text],
            [
                c.CountedPerson(text, text, text, [1], 70, article=link, mark=1),
                c.CountedPerson(text, text, text, counted=False, article=link),
            ],
            [1],
            text,
        ),
        c.IdentityBar(text, text, [c.Fact(text, text, "/reveal/")], "/back/", [tag], text, button),
        c.DeterminationPanel("ok", text, [text], text, text, [gauge], [text], checks, [text], [button]),
        c.EvidenceViewer(text, "/i.jpg", text, hints=[c.HintBox(1, 1, 5, 5)], next_url="/n/"),
        c.EvidenceViewer(text, "/i.pdf", text, kind="pdf"),
        c.Origins(text, text, [c.Origin(text, text, text, text, verdict)]),
        c.Adopted(text, text, text, "v", text, link, text, [button], [text]),
        c.Adopted(text, text),
        c.Camera("photo", text, text, [text]),
        c.PhoneTile(text, "/there/", "pencil", 1, text),
    ]
