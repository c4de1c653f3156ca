"""Sample panels of the gallery: one made-up household seen by its caseworker."""

from dataclasses import replace

from django.templatetags.static import static

from welfare.web import components as c

ARTICLE = c.Link("§5 I ①", "#who")

IDENTITY = c.IdentityBar(
    "林測月",
    "72 歲・女",
    [
        c.Fact("身分證", "A2・・・・・431"),
        c.Fact("案號", "115-青溪-004217"),
        c.Fact("項目", "中低收入老人生活津貼"),
        c.Fact("戶籍", "青溪鎮長庚里 7 鄰"),
    ],
    back_url="#identity",
    marks=[c.DeadlineBadge(0, "公所目標")],
    watchers="只有您",
    action=c.Button("下一件", url="#identity", shortcut="Alt+N"),
)

VIEWER = c.EvidenceViewer(
    "薪資證明",
    "",
    "虛構的薪資證明書：平均每月新臺幣 39,500 元",
    2,
    5,
    next_url="#evidence",
    hints=[c.HintBox(24, 54, 54, 8, 1)],
)
ORIGINS = c.Origins(
    "本年每月薪資採計多少？",
    "長子 陳測安（45 歲）・工作收入",
    [
        c.Origin("查調", "42,000", "財政部 113 年度・11/18 02:14", "元"),
        c.Origin("本人說", "39,500", "申請書・到宅口述 11/16", "元"),
        c.Origin("佐證", "39,500", "薪資證明，影像讀出，請核對", "元"),
    ],
)
ADOPTED = c.Adopted(
    "採計",
    "39,500",
    "元／月",
    "adopted",
    "本年薪資有證明的，先用證明。",
    c.Link("社救法 §5-1 I ①", "#evidence"),
    "採計後每人每月 21,435 元；若改用查調值是 22,060 元。兩者都是第一級。",
    [
        c.Button("採計 39,500 元", "filled", icon="check", shortcut="Alt+A", type="button"),
        c.Button("要求補件", shortcut="Alt+R", type="button"),
        c.Button("改用 42,000", type="button"),
    ],
)
DETERMINATION = c.DeterminationPanel(
    "ok",
    "系統試算・規則 115.07 版・今天 10:42 重算",
    ["符合第一級，", "每月 8,329 元"],
    "自 115 年 11 月（文件備齊的月份）起。",
    "為什麼：三項金額都在標準內",
    [
        c.Gauge(
            "每人每月收入",
            21435,
            38788,
            "2.5 倍",
            c.Verdict("ok", "符合"),
            tier=c.GaugeMark(23273, "1.5 倍"),
            foot="未達 1.5 倍，所以是第一級，還差 1,838 元",
        ),
        c.Gauge(
            "動產（4 人合計）",
            1_520_000,
            3_250_000,
            "標準",
            c.Verdict("ok", "符合"),
            foot="還差 1,730,000 元",
        ),
        c.Gauge(
            "不動產（4 人合計）",
            4_380_300,
            6_500_000,
            "縣標準",
            c.Verdict("ok", "符合"),
            foot="還差 2,119,700 元",
        ),
    ],
    ["縣標準 6,500,000 元尚未由縣府確認，核定前必須確認。"],
    c.CheckList(
        [
            c.Verdict("ok", "滿 65 歲（72）"),
            c.Verdict("ok", "實際居住戶籍地"),
            c.Verdict("ok", "在國內 362 天（須逾 183）"),
            c.Verdict("ok", "無公費收容安置"),
            c.Verdict("judge", "扶養事實：待人判斷"),
            c.Verdict("ok", "未入獄、羈押"),
        ]
    ),
    ["每人每月多 1,838 元以上，會變第二級（4,164 元）。"],
    [
        c.Button(
            "送縣府複審",
            wide=True,
            shortcut="Ctrl+Enter",
            reason="先看完 2 項，這個鍵就會打開。",
            reason_url="#evidence",
        ),
        c.Button("要求補件", type="button"),
        c.Button("我的看法不同", type="button"),
    ],
)
WHO = c.WhoCounts(
    "哪些人會一起算",
    ["工作收入", "其他收入", "動產", "不動產"],
    [
        c.CountedPerson(
            "本人", "林測月", "申請人", [0, 260, 184_000, 2_380_300], 72, "applicant", article=ARTICLE
        ),
        c.CountedPerson(
            "配偶", "陳測福", "配偶", [0, 12_480, 421_000, 2_000_000], 74, "male", article=ARTICLE
        ),
        c.CountedPerson(
            "長子", "陳測安", "一親等，不同住也算", [39_500, 0, 610_000, 0], 45, article=ARTICLE, mark=1
        ),
        c.CountedPerson(
            "長女", "陳測宜", "一親等，不同住也算", [33_500, 0, 305_000, 0], 41, "female", article=ARTICLE
        ),
        c.CountedPerson(
            "三子", "陳測義", "入獄服刑（矯正署 11/18 回覆）", age=38, counted=False, article=ARTICLE
        ),
    ],
    [73_000, 12_740, 1_520_000, 4_380_300],
    "（73,000＋12,740）÷ 4 人＝每人每月 21,435 元",
)
TIMELINE = c.Timeline(
    [
        c.TimelineEvent(
            "今天 10:42", "打開薪資證明（第 2 頁）", "李測真", icon="eye", here=True, note="草稿已存"
        ),
        c.TimelineEvent(
            "11/18 02:14",
            "查調 6 項都已回覆",
            icon="search",
            tone="move",
            note="由夜間批次送出",
            link=c.Link("看回覆", "#timeline"),
        ),
        c.TimelineEvent(
            "11/16 15:20",
            "上傳申請書、存摺封面、薪資證明，共 5 頁",
            "王測勇",
            icon="file-text",
            verdict=c.Verdict("ok", "文件備齊日 11/16"),
        ),
        c.TimelineEvent("11/16 14:58", "到宅口述申請，唸給申請人聽並按捺確認", icon="mic", tone="move"),
    ]
)
RADIO = c.RadioCards(
    "decision",
    "您的決定",
    [
        c.RadioCard(
            "agree", "依複審結果，核列中低收入戶", "右邊的函會照這個決定重寫。本戶 4 人，自 115 年 11 月起。"
        ),
        c.RadioCard("keep", "照公所初審，核列低收入戶第三款", "須說明為何不採計 33,000 元。"),
        c.RadioCard("return", "退回公所補正", "期限會停止計算，公所當天收到。"),
    ],
    "agree",
)
CHIPS = c.Chips(
    "reasons",
    "理由",
    [
        c.Chip("wage", "就業收入依薪資證明採計"),
        c.Chip("people", "人口列計有誤"),
        c.Chip("home", "居住事實不明"),
    ],
    frozenset({"wage"}),
    "會寫進函裡，可複選",
)
TILES = (
    c.PhoneTile("開新申請", "#tiles", "id-card", meaning="打一組身分證字號就好", lead=True),
    c.PhoneTile("草稿", "#tiles", "pencil", 2, "最近：林測月"),
    c.PhoneTile("待上傳", "#tiles", "cloud-upload", 3, "有訊號自動送"),
    c.PhoneTile("已上傳", "#tiles", "file-check", 41, "今天 6 件"),
    c.PhoneTile("被退回", "#tiles", "undo-2", 1, alert=True),
)


def context() -> dict[str, object]:
    """The panels of gallery.html."""
    return {
        "identity": IDENTITY,
        "viewer": replace(VIEWER, image_url=static("web/sample-document.svg")),
        "origins": ORIGINS,
        "adopted": ADOPTED,
        "determination": DETERMINATION,
        "who": WHO,
        "timeline": TIMELINE,
        "radio": RADIO,
        "reasons": CHIPS,
        "tiles": TILES,
        "camera": c.Camera("photo", "拍存摺封面", "要看得到戶名和帳號。不用收走存摺。"),
    }
