"""The first tables: chapters, people, meetings, slips and what they count."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "regions",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regions")),
        sa.UniqueConstraint("name", name=op.f("uq_regions_name")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failures")),
    )
    with op.batch_alter_table("sign_in_failures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_failures_address_at"), ["address", "at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sign_in_failures_email_at"), ["email", "at"], unique=False
        )

    op.create_table(
        "users",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "chapters",
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("meets_at", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("rhythm_weeks", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("first_weekday", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("seats_exclusive", sa.Boolean(), nullable=False),
        sa.Column("closer_sees_thanks", sa.Boolean(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("\"mode\" IN ('ledger', 'mirror')", name=op.f("ck_chapters_mode")),
        sa.CheckConstraint("first_weekday BETWEEN 0 AND 6", name=op.f("ck_chapters_first_weekday")),
        sa.CheckConstraint("rhythm_weeks BETWEEN 1 AND 4", name=op.f("ck_chapters_rhythm_weeks")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_chapters_weekday")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_chapters_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chapters")),
        sa.UniqueConstraint("slug", name=op.f("uq_chapters_slug")),
    )
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chapters_region_id"), ["region_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_invitations_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitations_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sign_ins",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sign_ins_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_user_id"), ["user_id"], unique=False)

    op.create_table(
        "audit_entries",
        sa.Column("chapter_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_audit_entries_chapter_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_audit_entries_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_entries_chapter_id_at"), ["chapter_id", "at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_audit_entries_chapter_id_subject"),
            ["chapter_id", "subject"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_audit_entries_user_id"), ["user_id"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("moved_from", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("roll_called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"form\" IN ('in-person', 'online', 'hybrid')", name=op.f("ck_meetings_form")
        ),
        sa.CheckConstraint(
            "\"state\" IN ('scheduled', 'open', 'closed', 'holiday', 'discarded')",
            name=op.f("ck_meetings_state"),
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_meetings_chapter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("chapter_id", "held_on", name=op.f("uq_meetings_chapter_id_held_on")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meetings_chapter_id_state_held_on"),
            ["chapter_id", "state", "held_on"],
            unique=False,
        )

    op.create_table(
        "office_terms",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("chapter_id", sa.Integer(), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(length=30), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "region_id IS NULL OR office = 'director'",
            name=op.f("ck_office_terms_region_has_directors"),
        ),
        sa.CheckConstraint(
            "\"office\" IN ('visitor-host', 'education', 'membership-committee', 'secretary-treasurer', 'vice-president', 'president', 'director')",
            name=op.f("ck_office_terms_office"),
        ),
        sa.CheckConstraint(
            "(chapter_id IS NULL) <> (region_id IS NULL)", name=op.f("ck_office_terms_one_place")
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_office_terms_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_office_terms_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["region_id"], ["regions.id"], name=op.f("fk_office_terms_region_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_office_terms_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_terms")),
    )
    with op.batch_alter_table("office_terms", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_office_terms_chapter_id_user_id"),
            ["chapter_id", "user_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_office_terms_region_id"), ["region_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_office_terms_user_id"), ["user_id"], unique=False)

    op.create_table(
        "people",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("first_name", sa.String(length=120), nullable=False),
        sa.Column("last_name", sa.String(length=120), nullable=False),
        sa.Column("match_key", sa.String(length=500), nullable=False),
        sa.Column("company", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("trade", sa.String(length=120), nullable=False),
        sa.Column("home", sa.String(length=300), nullable=False),
        sa.Column("pitch", sa.String(length=500), nullable=False),
        sa.Column("ask", sa.String(length=500), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "first_name <> '' OR last_name <> ''", name=op.f("ck_people_has_a_name")
        ),
        sa.CheckConstraint(
            "\"category\" IN ('roster', 'visitor', 'elsewhere', 'organisation')",
            name=op.f("ck_people_category"),
        ),
        sa.ForeignKeyConstraint(["chapter_id"], ["chapters.id"], name=op.f("fk_people_chapter_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_people_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("chapter_id", "user_id", name=op.f("uq_people_chapter_id_user_id")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_people_chapter_id_category"), ["chapter_id", "category"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_people_chapter_id_match_key"), ["chapter_id", "match_key"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_people_user_id"), ["user_id"], unique=False)

    op.create_table(
        "rule_sets",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("preset", sa.String(length=30), nullable=False),
        sa.Column("absence_limit", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(length=20), nullable=False),
        sa.Column("window_months", sa.Integer(), nullable=False),
        sa.Column("window_starts_month", sa.Integer(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("substitutes_limit", sa.Integer(), nullable=True),
        sa.Column("visits_limit", sa.Integer(), nullable=True),
        sa.Column("scoring", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"window\" IN ('rolling', 'half-years')", name=op.f("ck_rule_sets_window")
        ),
        sa.CheckConstraint("absence_limit >= 0", name=op.f("ck_rule_sets_absence_limit")),
        sa.CheckConstraint(
            "window_months BETWEEN 1 AND 24", name=op.f("ck_rule_sets_window_months")
        ),
        sa.CheckConstraint(
            "window_starts_month BETWEEN 1 AND 12", name=op.f("ck_rule_sets_window_starts_month")
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_rule_sets_chapter_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_sets")),
        sa.UniqueConstraint(
            "chapter_id", "valid_from", name=op.f("uq_rule_sets_chapter_id_valid_from")
        ),
    )
    op.create_table(
        "aliases",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("match_key", sa.String(length=500), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_aliases_chapter_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_aliases_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aliases")),
        sa.UniqueConstraint(
            "chapter_id", "match_key", name=op.f("uq_aliases_chapter_id_match_key")
        ),
    )
    with op.batch_alter_table("aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_aliases_person_id"), ["person_id"], unique=False)

    op.create_table(
        "attendance_marks",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=1), nullable=False),
        sa.Column("substitute", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "mark = 'S' OR substitute = ''", name=op.f("ck_attendance_marks_substitute_only_for_s")
        ),
        sa.CheckConstraint(
            "\"mark\" IN ('P', 'A', 'L', 'M', 'S')", name=op.f("ck_attendance_marks_mark")
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["users.id"], name=op.f("fk_attendance_marks_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_attendance_marks_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendance_marks_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_attendance_marks_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_marks")),
        sa.UniqueConstraint(
            "meeting_id", "person_id", name=op.f("uq_attendance_marks_meeting_id_person_id")
        ),
    )
    with op.batch_alter_table("attendance_marks", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_marks_chapter_id_meeting_id_person_id_mark"),
            ["chapter_id", "meeting_id", "person_id", "mark"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_attendance_marks_chapter_id_person_id_meeting_id"),
            ["chapter_id", "person_id", "meeting_id"],
            unique=False,
        )

    op.create_table(
        "import_batches",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_import_batches_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_import_batches_meeting_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_import_batches_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_batches_chapter_id_imported_at"),
            ["chapter_id", "imported_at"],
            unique=False,
        )

    op.create_table(
        "memberships",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("trade", sa.String(length=120), nullable=False),
        sa.Column("seat_key", sa.String(length=120), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("sponsor_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "left_on IS NULL OR joined_on IS NULL OR left_on > joined_on",
            name=op.f("ck_memberships_left_after_joining"),
        ),
        sa.CheckConstraint(
            "sponsor_id IS NULL OR sponsor_id <> person_id",
            name=op.f("ck_memberships_not_own_sponsor"),
        ),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_memberships_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memberships_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["sponsor_id"], ["people.id"], name=op.f("fk_memberships_sponsor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "chapter_id", "seat_key", name=op.f("uq_memberships_chapter_id_seat_key")
        ),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(
            "ix_memberships_chapter_id_left_on", ["chapter_id", "left_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_memberships_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_memberships_open",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )

    op.create_table(
        "visits",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("inviter_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"state\" IN ('registered', 'present', 'cancelled')", name=op.f("ck_visits_state")
        ),
        sa.CheckConstraint(
            "\"type\" IN ('visitor', 'observer', 'substitute', 'official')",
            name=op.f("ck_visits_type"),
        ),
        sa.ForeignKeyConstraint(["chapter_id"], ["chapters.id"], name=op.f("fk_visits_chapter_id")),
        sa.ForeignKeyConstraint(["inviter_id"], ["people.id"], name=op.f("fk_visits_inviter_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_visits_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_visits_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_visits_meeting_id_person_id")),
    )
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_visits_chapter_id_meeting_id"),
            ["chapter_id", "meeting_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_visits_chapter_id_person_id"), ["chapter_id", "person_id"], unique=False
        )

    op.create_table(
        "slips",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("recorder_id", sa.Integer(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_slips_author_id")),
        sa.ForeignKeyConstraint(["chapter_id"], ["chapters.id"], name=op.f("fk_slips_chapter_id")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_batches.id"], name=op.f("fk_slips_import_id")
        ),
        sa.ForeignKeyConstraint(["recorder_id"], ["users.id"], name=op.f("fk_slips_recorder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slips")),
        sa.UniqueConstraint("chapter_id", "key", name=op.f("uq_slips_chapter_id_key")),
    )
    with op.batch_alter_table("slips", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_slips_chapter_id_author_id_dated"),
            ["chapter_id", "author_id", "dated"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_slips_chapter_id_dated_id"), ["chapter_id", "dated", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_slips_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_slips_recorder_id"), ["recorder_id"], unique=False)

    op.create_table(
        "closed_business_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("earner_id", sa.Integer(), nullable=True),
        sa.Column("thanked_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("is_repeat", sa.Boolean(), nullable=False),
        sa.Column("closer_may_see", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "tier IN ('', 'inside', 'outside', 'spin_off')",
            name=op.f("ck_closed_business_slips_tier"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_closed_business_slips_amount")),
        sa.CheckConstraint(
            "earner_id IS NULL OR earner_id <> thanked_id",
            name=op.f("ck_closed_business_slips_not_to_oneself"),
        ),
        sa.ForeignKeyConstraint(
            ["earner_id"], ["people.id"], name=op.f("fk_closed_business_slips_earner_id")
        ),
        sa.ForeignKeyConstraint(["id"], ["slips.id"], name=op.f("fk_closed_business_slips_id")),
        sa.ForeignKeyConstraint(
            ["thanked_id"], ["people.id"], name=op.f("fk_closed_business_slips_thanked_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_business_slips")),
    )
    with op.batch_alter_table("closed_business_slips", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_closed_business_slips_earner_id"), ["earner_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_closed_business_slips_thanked_id"), ["thanked_id"], unique=False
        )

    op.create_table(
        "credits",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("measure", sa.String(length=30), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("is_repeat", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "amount = 0 OR measure = 'closed_business'", name=op.f("ck_credits_only_business_pays")
        ),
        sa.CheckConstraint(
            "tier IN ('', 'inside', 'outside', 'spin_off')", name=op.f("ck_credits_tier")
        ),
        sa.CheckConstraint(
            "\"measure\" IN ('referrals_given', 'referrals_received', 'one_to_ones', 'closed_business', 'visitors', 'education', 'testimonials', 'sponsored')",
            name=op.f("ck_credits_measure"),
        ),
        sa.CheckConstraint(
            "\"standing\" IN ('member', 'visitor', 'other')", name=op.f("ck_credits_standing")
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_credits_amount")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_credits_quantity")),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_credits_chapter_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_credits_meeting_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_credits_person_id")),
        sa.ForeignKeyConstraint(["slip_id"], ["slips.id"], name=op.f("fk_credits_slip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credits")),
        sa.UniqueConstraint(
            "slip_id", "person_id", "measure", name=op.f("uq_credits_slip_id_person_id_measure")
        ),
    )
    with op.batch_alter_table("credits", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_credits_chapter_id_meeting_id_measure_person_id"),
            ["chapter_id", "meeting_id", "measure", "person_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_credits_chapter_id_person_id_meeting_id"),
            ["chapter_id", "person_id", "meeting_id"],
            unique=False,
        )

    op.create_table(
        "education_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.CheckConstraint("units > 0", name=op.f("ck_education_slips_units")),
        sa.ForeignKeyConstraint(["id"], ["slips.id"], name=op.f("fk_education_slips_id")),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["people.id"], name=op.f("fk_education_slips_learner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_education_slips")),
    )
    with op.batch_alter_table("education_slips", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_education_slips_learner_id"), ["learner_id"], unique=False
        )

    op.create_table(
        "one_to_one_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"place\" IN ('in-person', 'video', 'phone')", name=op.f("ck_one_to_one_slips_place")
        ),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_one_to_one_slips_two_people")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["people.id"], name=op.f("fk_one_to_one_slips_first_id")
        ),
        sa.ForeignKeyConstraint(["id"], ["slips.id"], name=op.f("fk_one_to_one_slips_id")),
        sa.ForeignKeyConstraint(
            ["second_id"], ["people.id"], name=op.f("fk_one_to_one_slips_second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_to_one_slips")),
    )
    with op.batch_alter_table("one_to_one_slips", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_to_one_slips_first_id"), ["first_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_one_to_one_slips_second_id"), ["second_id"], unique=False
        )

    op.create_table(
        "referral_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("prospect", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("gave_card", sa.Boolean(), nullable=False),
        sa.Column("will_call", sa.Boolean(), nullable=False),
        sa.Column("warmth", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "\"tier\" IN ('inside', 'outside', 'spin_off')", name=op.f("ck_referral_slips_tier")
        ),
        sa.CheckConstraint(
            "giver_id <> receiver_id", name=op.f("ck_referral_slips_not_to_oneself")
        ),
        sa.CheckConstraint(
            "warmth IS NULL OR warmth BETWEEN 1 AND 5", name=op.f("ck_referral_slips_warmth")
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["people.id"], name=op.f("fk_referral_slips_giver_id")
        ),
        sa.ForeignKeyConstraint(["id"], ["slips.id"], name=op.f("fk_referral_slips_id")),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["people.id"], name=op.f("fk_referral_slips_receiver_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_slips")),
    )
    with op.batch_alter_table("referral_slips", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_slips_giver_id"), ["giver_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referral_slips_receiver_id"), ["receiver_id"], unique=False
        )

    op.create_table(
        "slip_changes",
        sa.Column("chapter_id", sa.Integer(), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chapter_id"], ["chapters.id"], name=op.f("fk_slip_changes_chapter_id")
        ),
        sa.ForeignKeyConstraint(["slip_id"], ["slips.id"], name=op.f("fk_slip_changes_slip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_changes")),
        sa.UniqueConstraint("chapter_id", "key", name=op.f("uq_slip_changes_chapter_id_key")),
    )
    with op.batch_alter_table("slip_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slip_changes_slip_id"), ["slip_id"], unique=False)

    op.create_table(
        "sponsored_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sponsor_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "sponsor_id <> member_id", name=op.f("ck_sponsored_slips_not_to_oneself")
        ),
        sa.ForeignKeyConstraint(["id"], ["slips.id"], name=op.f("fk_sponsored_slips_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people.id"], name=op.f("fk_sponsored_slips_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["sponsor_id"], ["people.id"], name=op.f("fk_sponsored_slips_sponsor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sponsored_slips")),
    )
    with op.batch_alter_table("sponsored_slips", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sponsored_slips_member_id"), ["member_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sponsored_slips_sponsor_id"), ["sponsor_id"], unique=False
        )

    op.create_table(
        "testimonial_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "giver_id <> receiver_id", name=op.f("ck_testimonial_slips_not_to_oneself")
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["people.id"], name=op.f("fk_testimonial_slips_giver_id")
        ),
        sa.ForeignKeyConstraint(["id"], ["slips.id"], name=op.f("fk_testimonial_slips_id")),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["people.id"], name=op.f("fk_testimonial_slips_receiver_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testimonial_slips")),
    )
    with op.batch_alter_table("testimonial_slips", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_testimonial_slips_giver_id"), ["giver_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_testimonial_slips_receiver_id"), ["receiver_id"], unique=False
        )

    op.create_table(
        "visitor_slips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inviter_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["slips.id"], name=op.f("fk_visitor_slips_id")),
        sa.ForeignKeyConstraint(
            ["inviter_id"], ["people.id"], name=op.f("fk_visitor_slips_inviter_id")
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name=op.f("fk_visitor_slips_visit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_slips")),
    )
    with op.batch_alter_table("visitor_slips", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_visitor_slips_inviter_id"), ["inviter_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_visitor_slips_visit_id"), ["visit_id"], unique=False)


def downgrade() -> None:
    """Change them back."""
    with op.batch_alter_table("visitor_slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visitor_slips_visit_id"))
        batch_op.drop_index(batch_op.f("ix_visitor_slips_inviter_id"))

    op.drop_table("visitor_slips")
    with op.batch_alter_table("testimonial_slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_testimonial_slips_receiver_id"))
        batch_op.drop_index(batch_op.f("ix_testimonial_slips_giver_id"))

    op.drop_table("testimonial_slips")
    with op.batch_alter_table("sponsored_slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sponsored_slips_sponsor_id"))
        batch_op.drop_index(batch_op.f("ix_sponsored_slips_member_id"))

    op.drop_table("sponsored_slips")
    with op.batch_alter_table("slip_changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slip_changes_slip_id"))

    op.drop_table("slip_changes")
    with op.batch_alter_table("referral_slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_slips_receiver_id"))
        batch_op.drop_index(batch_op.f("ix_referral_slips_giver_id"))

    op.drop_table("referral_slips")
    with op.batch_alter_table("one_to_one_slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_to_one_slips_second_id"))
        batch_op.drop_index(batch_op.f("ix_one_to_one_slips_first_id"))

    op.drop_table("one_to_one_slips")
    with op.batch_alter_table("education_slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_education_slips_learner_id"))

    op.drop_table("education_slips")
    with op.batch_alter_table("credits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credits_chapter_id_person_id_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_credits_chapter_id_meeting_id_measure_person_id"))

    op.drop_table("credits")
    with op.batch_alter_table("closed_business_slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_closed_business_slips_thanked_id"))
        batch_op.drop_index(batch_op.f("ix_closed_business_slips_earner_id"))

    op.drop_table("closed_business_slips")
    with op.batch_alter_table("slips", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slips_recorder_id"))
        batch_op.drop_index(batch_op.f("ix_slips_import_id"))
        batch_op.drop_index(batch_op.f("ix_slips_chapter_id_dated_id"))
        batch_op.drop_index(batch_op.f("ix_slips_chapter_id_author_id_dated"))

    op.drop_table("slips")
    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visits_chapter_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_visits_chapter_id_meeting_id"))

    op.drop_table("visits")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_memberships_open",
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_memberships_person_id"))
        batch_op.drop_index("ix_memberships_chapter_id_left_on")

    op.drop_table("memberships")
    with op.batch_alter_table("import_batches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_batches_chapter_id_imported_at"))

    op.drop_table("import_batches")
    with op.batch_alter_table("attendance_marks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_marks_chapter_id_person_id_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_attendance_marks_chapter_id_meeting_id_person_id_mark"))

    op.drop_table("attendance_marks")
    with op.batch_alter_table("aliases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_aliases_person_id"))

    op.drop_table("aliases")
    op.drop_table("rule_sets")
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_user_id"))
        batch_op.drop_index(batch_op.f("ix_people_chapter_id_match_key"))
        batch_op.drop_index(batch_op.f("ix_people_chapter_id_category"))

    op.drop_table("people")
    with op.batch_alter_table("office_terms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_terms_user_id"))
        batch_op.drop_index(batch_op.f("ix_office_terms_region_id"))
        batch_op.drop_index(batch_op.f("ix_office_terms_chapter_id_user_id"))

    op.drop_table("office_terms")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meetings_chapter_id_state_held_on"))

    op.drop_table("meetings")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_user_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_chapter_id_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entries_chapter_id_at"))

    op.drop_table("audit_entries")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_user_id"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitations_user_id"))

    op.drop_table("invitations")
    with op.batch_alter_table("chapters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chapters_region_id"))

    op.drop_table("chapters")
    op.drop_table("users")
    with op.batch_alter_table("sign_in_failures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_failures_email_at"))
        batch_op.drop_index(batch_op.f("ix_sign_in_failures_address_at"))

    op.drop_table("sign_in_failures")
    op.drop_table("regions")
