"""Sample data of the gallery. Every person and every figure is made up (second character 測)."""

from welfare.web import components as c
from welfare.web.gallery import panels

TAG_ROWS: tuple[tuple[str, tuple[c.StatusTag, ...]], ...] = (
    ("草稿", (c.StatusTag("draft", "暫存中", code="00"),)),
    (
        "進行中",
        tuple(
            c.StatusTag("progress", label, code=code)
            for label, code in (("申請", "10"), ("初審", "21"), ("複審", "22"), ("待核定", "13"))
        ),
    ),
    ("等別人", (c.StatusTag("waiting", "待補件", code="11"), c.StatusTag("waiting", "查調中", code="12"))),
    ("有結果", (c.StatusTag("done", "核定", code="20"),)),
    (
        "不符或停",
        tuple(
            c.StatusTag("stopped", label, code=code)
            for label, code in (
                ("退件", "30"),
                ("不受理", "32"),
                ("逾期不補件", "33"),
                ("資格停發", "50"),
                ("核停", "60"),
            )
        ),
    ),
    ("爭議更正", (c.StatusTag("appeal", "申復中", code="31"), c.StatusTag("appeal", "審核錯誤", code="80"))),
    (
        "結束",
        tuple(
            c.StatusTag("ended", label, code=code)
            for label, code in (("結案", "70"), ("遷出", "40"), ("取回", "14"), ("其他", "90"))
        ),
    ),
)

RIVER = c.River(
    [
        c.RiverStep("申請", "done", "11/16"),
        c.RiverStep("登案", "done", "當天"),
        c.RiverStep("查調", "done", "2 天"),
        c.RiverStep("初審", "here", "第 3 天", loop="補件 1 次，11/19 到"),
        c.RiverStep("縣府複審", "todo", "約 3 天"),
        c.RiverStep("訪視", "todo", "免"),
        c.RiverStep("核定撥款", "todo", "預計 11/26"),
    ],
    "辦到哪一步",
)
RIVER_COUNTED = c.River(
    [
        c.RiverStep("受理", "done", count=5, url="#river"),
        c.RiverStep("查調", "done", count=12, url="#river"),
        c.RiverStep("初審（我 22）", "here", count=63, url="#river"),
        c.RiverStep("縣府複審", "todo", count=41, url="#river"),
        c.RiverStep("訪視", "todo", count=9, url="#river"),
        c.RiverStep("核定", "todo", count=17, url="#river"),
        c.RiverStep("函文與撥款", "todo", count=8, url="#river"),
    ],
    "各步驟件數",
)
SEGMENTS = c.River(
    [c.RiverStep(f"第 {n} 題", "done" if n < 5 else "here" if n == 5 else "todo") for n in range(1, 9)],
    "第 5 題，共 8 題",
    segments=True,
)

GAUGES = (
    c.Gauge(
        "每人每月收入",
        16010,
        15515,
        "標準",
        c.Verdict("stop", "超過 495 元"),
        previous=c.GaugeMark(15135, "公所初審 15,135 元"),
        foot="標準線永遠站在七成的位置；○ 是公所初審 15,135 元",
    ),
    c.Gauge(
        "每人每月收入",
        21435,
        38788,
        "2.5 倍",
        c.Verdict("ok", "在標準內"),
        tier=c.GaugeMark(23273, "1.5 倍"),
        foot="未達第一級線，還差 1,838 元",
    ),
    c.Gauge(
        "動產（4 人合計）",
        5_900_000,
        3_250_000,
        "標準",
        c.Verdict("stop", "超過 2,650,000 元"),
        foot="超過標準 143 % 時，尺的右邊斷開",
    ),
)

TASKS = c.TaskList(
    [
        c.Task("申請人", c.StatusTag("done", "自動帶入"), "#tasks"),
        c.Task("家庭成員 4 人", c.StatusTag("done", "已完成"), "#tasks"),
        c.Task("收入：1 張薪資證明要看", c.StatusTag("progress", "請從這裡"), "#tasks", here=True),
        c.Task("撥款帳戶", c.StatusTag("waiting", "等補件 11/28"), "#tasks"),
        c.Task("房屋租金", c.StatusTag("ended", "不適用")),
    ]
)

FIELDS = (
    c.Field(
        "id_number",
        "身分證統一編號",
        "A21234567",
        hint="1 個英文字母加 9 個數字，全形也可以",
        errors=["少 1 碼：您輸入了 9 碼。請再看一次證件。"],
        width="id",
    ),
    c.Field(
        "wage", "每月薪資", "35,000", hint="可以寫「3 萬 5」", unit="元", width="money", inputmode="numeric"
    ),
    c.Field(
        "address",
        "戶籍地址",
        "示範縣青溪鎮長庚里 7 鄰中興路 00 號",
        locked=True,
        source="戶政司 115/11/18 02:14",
        differs_url="#fields",
    ),
)
ERRORS = c.ErrorSummary(
    [c.ErrorItem("身分證統一編號少 1 碼", "id_id_number"), c.ErrorItem("訪視日期在未來", "id_wage")]
)

TABLE = c.DataTable(
    "青溪鎮公所今天的案件",
    [
        c.Column("案號"),
        c.Column("申請人"),
        c.Column("狀態"),
        c.Column("期限"),
        c.Column("核列金額（元）", numeric=True),
    ],
    [
        c.Row(
            [
                "115-青溪-004217",
                c.Cell("林測月", "#table", "72・長庚里"),
                c.StatusTag("progress", "初審"),
                c.DeadlineBadge(0),
                "8,329",
            ],
            "1",
            "林測月",
            selected=True,
        ),
        c.Row(
            [
                "115-青溪-004218",
                c.Cell("鄭測財", "#table", "75・長庚里"),
                c.StatusTag("progress", "初審"),
                c.DeadlineBadge(5),
                "4,164",
            ],
            "2",
            "鄭測財",
            here=True,
        ),
        c.Row(
            [
                "115-青溪-003980",
                c.Cell("Panay Lisin 測", "#table", "58・瑞安里"),
                c.StatusTag("stopped", "退件"),
                c.DeadlineBadge(-2),
                "尚未核定",
            ],
            "3",
            "Panay Lisin 測",
        ),
    ],
    foot=["合計 2 筆", "", "", "", "12,493"],
    select_name="chosen",
)
BULK = c.BulkBar(
    "已選 1 件，合計每月 8,329 元",
    [c.Button("印名冊", icon="printer", type="button"), c.Button("先看一遍再一次確認", type="button")],
    count_words="已選 {n} 件",
)

SUMMARY = c.SummaryList(
    [
        c.SummaryRow("申請人", "林測月，72 歲", "#summary", strong=True),
        c.SummaryRow("申請項目", "中低收入老人生活津貼", "#summary"),
        c.SummaryRow("錢匯到", "示範金融 ・・・056-7", "#summary"),
        c.SummaryRow("免附", c.Verdict("ok", "戶籍謄本、財產所得：系統已查")),
    ]
)

NOTICES = (
    c.Notification("ok", "已送縣府複審。", "5 分鐘內可以", "收回", "#notices"),
    c.Notification("wait", "勞保局還沒回覆。", "已排 14:00 重送，您可以先辦別的欄位。"),
    c.Notification(
        "stop", "這份名冊沒有送出。", "第 17 列金額和核定不同。您打的都還在。", "去第 17 列", "#notices"
    ),
    c.Notification("here", "另一位承辦（王測安）正在看這一件。", "您可以看，暫時不能改。"),
    c.Notification("move", "每次查詢個人資料都會留下紀錄：", "誰、什麼時候、為了哪一件。"),
)

DIALOG = c.Dialog(
    "confirm-many",
    "確認 143 戶無異動續列？",
    c.Button("確認 143 戶", "filled", type="button"),
    ["每月合計 1,083,540 元，比上月少 8,329 元（1 戶死亡已停發）。"],
    [
        c.Notification(
            "wait", "有 2 戶例外不在裡面，", link="先看這 2 戶", url="#dialog", icon="triangle-alert"
        )
    ],
    opened=True,
)
EMPTY = c.EmptyState(
    "今天該您做的都做完了", "下一件要等縣府回覆，最快明天。", c.Button("看等別人的 31 件", url="#empty")
)
PROGRESS = c.Progress(
    "正在重算 10,000 戶",
    6240,
    10000,
    "約剩 4 秒",
    "可以離開這一頁，算完會通知您。已有 3 戶需要人看。",
    "/ui-components/",
)

ICONS = (
    ("inbox", "待辦"), ("file-text", "文件"), ("camera", "拍照"), ("users", "家人"), ("wallet", "收入"),
    ("banknote", "撥款"), ("map-pin", "訪視"), ("search", "查調"), ("stamp", "核章"), ("send", "送出"),
    ("undo-2", "退回"), ("printer", "列印"), ("history", "歷程"), ("keyboard", "快速鍵"),
)  # fmt: skip
SWATCHES = (
    ("indigo", "藍", "動作、進行中"),
    ("indigo-deep", "藍靛", "標誌底、停留"),
    ("persimmon", "柿", "您在這裡"),
    ("tea", "茶", "符合、完成"),
    ("turmeric", "薑黃", "等待、快到期"),
    ("sappan", "蘇木", "不符、逾期"),
    ("gromwell", "紫草", "申復、更正"),
    ("cotton", "棉", "底色、欄外"),
)


def context() -> dict[str, object]:
    """Everything gallery.html shows."""
    return {
        "swatches": SWATCHES,
        "tag_rows": TAG_ROWS,
        "deadlines": [c.DeadlineBadge(9), c.DeadlineBadge(0), c.DeadlineBadge(-2)],
        "verdicts": [
            c.Verdict("ok", "符合"),
            c.Verdict("stop", "超過 495 元"),
            c.Verdict("near", "臨界 +3.2%"),
            c.Verdict("judge", "需人工判斷"),
        ],
        "river": RIVER,
        "river_counted": RIVER_COUNTED,
        "segments": SEGMENTS,
        "gauges": GAUGES,
        "tasks": TASKS,
        "fields": FIELDS,
        "errors": ERRORS,
        "table": TABLE,
        "bulk": BULK,
        "summary": SUMMARY,
        "notices": NOTICES,
        "dialog": DIALOG,
        "empty": EMPTY,
        "progress": PROGRESS,
        "icons": ICONS,
        **panels.context(),
    }
