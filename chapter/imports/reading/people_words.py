"""The words lists of members and of visitors use, for columns and for what stands in them."""

from chapter.imports.reading.labels import NOT_READ
from chapter.imports.rules import keyed, label_key

_NAMES = {
    "name": "Member Name|Name|Full Name|Member|Visitor Name|Nombre completo|Nombre y apellidos"
    "|Miembro|會員姓名|姓名|氏名|名前|お名前",
    "first": "First Name|Forename|Given Name|Nombre|Nombre de pila|名字|名",
    "last": "Last Name|Surname|Family Name|Apellido|Apellidos|姓氏|姓",
    "company": "Company Name|Company|Business|Business Name|Firm|Empresa|Nombre de la empresa"
    "|Compañía|Negocio|公司|公司名稱|会社名",
    "phone": "Phone|Phone Number|Telephone|Tel|Tel.|Work Phone|Teléfono|電話|電話番号",
    "mobile": "Mobile|Mobile Phone|Mobile Number|Cell|Cell Number|Cell Phone|Móvil|Celular"
    "|手機|携帯|携帯電話",
    "email": "Email|Email Address|Mail|Correo|Correo electrónico|電子郵件|メール|メールアドレス",
}
_TRADES = {
    "trade": "Classification|Profession|Industry|Trade|Category|Occupation|Profesión|Oficio|Giro"
    "|Sector|Categoría|職業|業種",
    "specialty": "Specialty|Speciality|Especialidad|専門分野",
}
_ROSTER = {
    "status": "Membership Status|Status|Member Status|Estado|Estatus|會員狀態",
    "joined": "Join Date|Joined|Joined on|Date Joined|Member Since|Start Date|Fecha de alta"
    "|Fecha de ingreso|Miembro desde|Alta|開始日期|入會日期|入会日",
    "left": "Left on|Left|Leaving Date|End Date|Fecha de baja",
    "renewal": "Renewal Date|Renewal|Renewal on|Renewal Due|Due Date|Expiry Date"
    "|Fecha de renovación|Renovación|Vencimiento|Fecha de vencimiento|到期日期|更新日",
    "sponsor": "Sponsor|Sponsored by|Padrino|Patrocinador|推薦人|スポンサー",
    "office": "Office|Role|Position|Cargo|Puesto|役職",
    "chapter": "Chapter Name|Chapter|Grupo|Capítulo|分會",
    NOT_READ: "S no|No|No.|#|Nr|N.º|Nº|序號|G|R|V|1-2-1|L|A|Data shows last 90 days",
}
_VISITS = {
    "visited": "Visit Date|Date of Visit|Visited on|Fecha de visita|Fecha|來訪日期|訪問日|参加日",
    "invited": "Invited By|Inviter|Invitado por|邀請人|紹介者|招待者",
    "type": "Type|Visit Type|Tipo",
    NOT_READ: "Title|Suffix|Product/Service Description|Meeting Format|Fax|Address Line One"
    "|Address Line Two|Address Line 1|Address Line 2|City|State|State / County / Province"
    "|Postcode|Country|S no|No|No.|#",
}
_ROSTER_LABELS = keyed(_NAMES | _TRADES | _ROSTER)
_VISIT_LABELS = keyed(_NAMES | _TRADES | _VISITS)
REGISTRATION = {label_key("Meeting Format"), label_key("Product/Service Description")}

STATUSES = keyed(
    {
        "active": "Active|Activo|Activa|現任",
        "late": "Late|逾期",
        "dropped": "Dropped",
        "expired": "Expired",
    }
)
# How a report calls a visit -> as what somebody came; a further visit is one of REPEATS.
VISITS = keyed(
    {
        "visitor": "First Visit|Guest|Visitor|Repeat Visitor|Repeat Visit",
        "substitute": "Substitute",
        "observer": "Observer",
        "official": "Official",
    }
)
REPEATS = {label_key("Repeat Visitor"), label_key("Repeat Visit")}


def roster_column(label: str) -> str | None:
    """Return what a column of a members' list holds, by its label."""
    return _ROSTER_LABELS.get(label_key(label))


def visit_column(label: str) -> str | None:
    """Return what a column of a visitors' list holds, by its label."""
    return _VISIT_LABELS.get(label_key(label))
