"""0057: people on a roster get the steps their agencies had, as these were set; what was planned for them goes by the new ones."""

from sqlalchemy import Engine, text

from app.extensions import schema

AGENCY = (
    "INSERT INTO agencies (id, code, name, short_name, kind, sort_order, ethics_mode, version) "
    "VALUES (1, 'A', '甲', '甲', 'first_level', 1, 'office', 1)"
)
USER = (
    "INSERT INTO users (id, login, name, title, unit, email, phone, extension, created_at, version) "
    "VALUES (1, 'a', '甲', '', '', 'a@a.example', '', '', '2026-01-01', 1)"
)
OTHERWISE = "UPDATE reminder_rules SET days = -9, is_on = FALSE WHERE rule = 'declaration_due'"
PLANNED = (
    "INSERT INTO reminders (id, rule, thing, thing_id, occurrence, recipient_id, bundle, scheduled_for, path, code, facts, confidential, "
    "agency_id, for_agency_id, created_at) VALUES ({id}, 'declaration_due', '{thing}', 1, 'x 2026-12-31', 1, 'b', '2026-12-22', '/', '', "
    "'{{}}', FALSE, 1, 1, '2026-12-22')"
)
STEPS = text("SELECT rule, days, is_on FROM reminder_rules WHERE clock = 'declarant' ORDER BY days")
RULES = text("SELECT thing, rule FROM reminders ORDER BY id")


def test_0057_gives_people_steps_of_their_own(empty: Engine) -> None:
    schema.upgrade(empty, "0056")
    with empty.begin() as connection:
        for statement in (AGENCY, USER, OTHERWISE):
            connection.execute(text(statement))
        for number, thing in enumerate(("agencies", "declarants"), 1):
            connection.execute(text(PLANNED.format(id=number, thing=thing)))
    schema.upgrade(empty, "0057")
    with empty.connect() as connection:
        assert [(row.rule, row.days, bool(row.is_on)) for row in connection.execute(STEPS)] == [
            ("declarant_due", -9, False),
            ("declarant_late", 1, True),
            ("declarant_call", 3, True),
            ("declarant_supervisor", 7, True),
            ("declarant_letter", 10, True),
        ]
        assert [tuple(row) for row in connection.execute(RULES)] == [
            ("agencies", "declaration_due"),
            ("declarants", "declarant_due"),
        ]
    schema.downgrade(empty, "0056")
    with empty.connect() as connection:
        assert [row.rule for row in connection.execute(RULES)] == ["declaration_due"] * 2
        assert connection.execute(STEPS).all() == []
