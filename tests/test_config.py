"""Settings: what may not stand in production is refused with a sentence that says what to do."""

from pathlib import Path

import pytest

from config import Settings, UnsafeSettings

GOOD = {
    "APP_ENV": "production",
    "SECRET_KEY": "x" * 64,
    "DATABASE_URL": "postgresql://tracker@db/tracker",
    "DATA_DIR": "/srv/tracker",
    "TRUSTED_HOSTS": "tracker.example",
    "INSTITUTION": "示範市政府",
}

BAD = {
    "no key": ({"SECRET_KEY": ""}, "SECRET_KEY"),
    "a short key": ({"SECRET_KEY": "short"}, "SECRET_KEY"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL"),
    "a database that a restart deletes": ({"DATABASE_URL": "sqlite:////tmp/x.db"}, "DATABASE_URL"),
    "a database in memory": ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
    "no data folder": ({"DATA_DIR": ""}, "DATA_DIR"),
    "a data folder that a restart deletes": ({"DATA_DIR": "/tmp/x"}, "DATA_DIR"),
    "demonstration data": ({"DEMO": "1"}, "DEMO"),
    "any host name": ({"TRUSTED_HOSTS": ""}, "TRUSTED_HOSTS"),
    "no institution": ({"INSTITUTION": ""}, "INSTITUTION"),
    "idle for ever": ({"IDLE_MINUTES": "9999"}, "IDLE_MINUTES"),
    "a weak lock": ({"LOCKOUT_MINUTES": "1"}, "LOCKOUT_MINUTES"),
    "a weak hash": ({"ARGON2_MEMORY_KIB": "8"}, "ARGON2_MEMORY_KIB"),
    "a word for a number": ({"IDLE_MINUTES": "三十"}, "IDLE_MINUTES"),
    "an unknown environment": ({"APP_ENV": "staging"}, "APP_ENV"),
}


def test_a_complete_production_environment_is_accepted() -> None:
    settings = Settings.from_environment(GOOD)
    assert settings.production
    assert settings.trusted_hosts == ("tracker.example",)


@pytest.mark.parametrize("case", BAD)
def test_unsafe_production_settings_are_refused_by_name(case: str) -> None:
    change, name = BAD[case]
    with pytest.raises(UnsafeSettings) as refused:
        Settings.from_environment({**GOOD, **change})
    assert any(name in sentence for sentence in refused.value.sentences)


def test_outside_production_nothing_need_be_set(tmp_path: Path) -> None:
    settings = Settings.from_environment({"DATA_DIR": str(tmp_path)})
    again = Settings.from_environment({"DATA_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/tracker.db"
    assert len(settings.secret_key) >= 32
    assert settings.secret_key == again.secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_the_key_is_not_printed() -> None:
    assert "x" * 64 not in repr(Settings.from_environment(GOOD))
