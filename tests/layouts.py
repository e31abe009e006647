"""The reports beside slips and summaries, as plain rows; `exports` writes them to files."""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from tests.exports import Row, Value


def _above(title: str, first: Value, until: Value) -> list[Row]:
    return [
        [title],
        ["Parameters"],
        ["Chapter:", *[None] * 3, "Lighthouse"],
        ["From:", *[None] * 3, first],
        ["To:", *[None] * 3, until],
    ]


ATTENDANCE_LABELS = (
    *("First Name", "Last Name", None, "Dec 03", "Dec 10", None, "Dec 17", "Jan 07", "Jan 14"),
)
ATTENDANCE: list[Row] = [
    *_above("PALMS Attendance Report", datetime(2025, 12, 1), datetime(2026, 1, 31)),
    ATTENDANCE_LABELS,
    ["Ana", "Torres", None, "P", "S", None, "P", "L", "P"],
    ["Ben", "Okafor", None, "P", "A", None, "M", "P"],
    ["Caro", "Díaz", None, None, None, None, None, "P", "X"],
    ["Visitors", None, None, "P"],
    ["Total", None, None, "2"],
]

DUES: list[Row] = [
    ["Chapter ► Membership Dues Report"],
    ["Chapter:", *[None] * 10, "Lighthouse"],
    [None, "Member Name", None, "Industry", "Type", "Membership Status", "Due Date"],
    [1, "Ana Torres", None, "Media", "President, Member", "Active", datetime(2027, 5, 1)],
    [2, "Ben Okafor", None, "Legal", "Member", "Active", datetime(2026, 4, 1)],
    ["New Members Since"],
    [datetime(2026, 2, 1)],
    [None, None, "Member Name", "Industry", "Start Date"],
    [None, None, "Eve Newcomer", "Floristry", datetime(2026, 3, 1)],
    ["Late Members Since"],
    [datetime(2026, 2, 1)],
    [None, None, None, "Member Name", "Industry", "Due Date", "Membership Status"],
    [None, None, None, "Caro Díaz", "Trades", datetime(2026, 1, 1), "Late"],
    ["Expired or Dropped Members Since"],
    [datetime(2026, 2, 1)],
    ["Member Name", "Industry", None, "Due Date", "Membership Status"],
    ["Dara Gone", "Apparel", None, datetime(2025, 10, 1), "Dropped"],
]
DUES_ZH: list[Row] = [
    ["會員姓名", "職業", "類型", "會員狀態", "到期日期"],
    ["林測試甲", "設計", "會員", "現任", datetime(2027, 5, 1)],
    ["新會員"],
    ["會員姓名", "職業", None, "開始日期"],
    ["陳測試乙", "花店", None, datetime(2026, 3, 1)],
    ["逾期會員"],
    ["會員姓名", "會員狀態", "到期日期"],
    ["王測試丙", "逾期", datetime(2026, 1, 1)],
]

LENGTH: list[Row] = [
    [
        *("Chapter Name", "First Name", "Last Name", "Cumulative Length"),
        *("Cumulative Start Date", "Recent Length", "Recent Start date"),
    ],
    [
        *("Lighthouse", "Ana", "Torres", "3 years (0 months)", datetime(2023, 4, 1)),
        *("1 years (2 months)", datetime(2025, 2, 1)),
    ],
]

ROSTER: list[Row] = [
    ["Chapter ► Chapter Roster Report"],
    ["Member Name", None, "Classification", "Company Name", "Phone", "Data shows last 90 days"],
    [*[None] * 5, "G", "R", "V", "1-2-1", "L", "A"],
    [
        *("Ana Torres", None, "Advertising & Marketing > Social Media > Social Media"),
        *("Torres & Daughters", "+34 600 000 001", 17, 9, 2, 12, 0, 1),
    ],
    [
        *("Ben Okafor", None, "Legal & Accounting > Attorney > Commercial"),
        *("Okafor LLP", "+34 600 000 002", 3, 8, 0, 15, 1, 0),
    ],
]
REGIONAL: list[Row] = [
    [
        *("S no", "Chapter Name", "Profession", "First Name", "Last Name", "Company"),
        *("Phone Number", "Cell Number", "email", "Status", "Join Date", "Renewal Date", "Sponsor"),
    ],
    [
        *(1, "Lighthouse", "Food & Drink, Caterer", "Ana", "Torres", "Torres SL", "", "600"),
        *("ana@example.org", "Active", "05/03/2023", "25/03/2027", "Ben Okafor"),
    ],
]
OWN: list[Row] = [
    ["Nombre", "Apellidos", "Empresa", "Especialidad", "Móvil", "Correo", "Fecha de alta"],
    ["José", "Muñoz", "Muñoz y Cía", "Fontanería", "600 1", "jose@example.org", "2023-04-01"],
]

VISITS: list[Row] = [
    [
        *("First Name", "Last Name", "Company", "Profession", "Email", "Phone"),
        *("Address Line One", "City", "Country", "Visit Date", "Invited By", "Type"),
    ],
    [
        *("Pat", "Guest", "Guest SL", "Baker", "pat@example.org", "600", "", "Bilbao", "Spain"),
        *(datetime(2026, 3, 5), "Ben Okafor", "First Visit"),
    ],
    [
        *("Pat", "Guest", "Guest SL", "Baker", "pat@example.org", "600", "", "Bilbao", "Spain"),
        *(datetime(2026, 3, 12), "Ben Okafor", "Repeat Visitor"),
    ],
    [
        *("Sub", "Stand", "", "", "", "", "", "", ""),
        *(datetime(2026, 3, 12), "Ana Torres", "Substitute"),
    ],
]
REGISTRATION: list[Row] = [
    [
        *("Title", "First Name", "Last Name", "Company Name", "Profession", "Specialty"),
        *("Invited By:", "Visit Date", "Meeting Format", "Phone", "Mobile", "Email", "Type"),
    ],
    [
        *("Ms", "Lee", "Guest", "Lee Ltd", "Marketing", "SEO", "Ana Torres"),
        *(datetime(2026, 3, 19), "In Person", "", "601", "lee@example.org", "Visitor"),
    ],
]
REPORTS = {
    "attendance": ATTENDANCE,
    "dues": DUES,
    "dues zh": DUES_ZH,
    "length": LENGTH,
    "roster": ROSTER,
    "regional": REGIONAL,
    "own": OWN,
    "visits": VISITS,
    "registration": REGISTRATION,
}


def text(rows: Iterable[Row], mark: str = ",", encoding: str = "utf-8") -> bytes:
    """Return rows as a CSV: bold is lost, and days are written as ISO text."""
    target = StringIO()
    writer = csv.writer(target, delimiter=mark)
    for row in rows:
        writer.writerow([_written(value) for value in row])
    return target.getvalue().encode(encoding)


def _written(value: Value) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)
