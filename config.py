"""Settings: typed, frozen, read from the environment only. A default is fit for production and for the public, or there is none."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ENVIRONMENTS = ("production", "development", "test")
MINIMUM_KEY_LENGTH = 32
OPEN_DECLARATION_RULES = frozenset(
    {"roll_over", "periodic_roll_over", "acting_complete", "leaving_day", "cross_year", "catch_up"}
)
RATE_BASES = frozenset({"required", "filed"})
MAIL_SECURITIES = ("none", "starttls", "tls")


class UnsafeSettings(Exception):
    """The program may not start like this. `sentences` say in Chinese what to do."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("；".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """What a new password must be (資通系統防護基準 附表十 識別與鑑別)."""

    minimum_length: int = 12
    classes: int = 3
    history: int = 3
    maximum_age_days: int = 0


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server. `host` empty: nothing leaves, everything stays queued and can be seen.

    `folder`: the demonstration writes its mails there instead of sending them.
    """

    host: str = ""
    port: int = 25
    security: str = "none"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what is kept. Records and the log are reported when their time is over, and never deleted by the program.

    `side_note_days`: readings, refused accesses, failed sign-ins, ended sign-ins, expired links and keys, imports left lying.
    """

    record_years: int = 10
    audit_years: int = 10
    mail_years: int = 2
    side_note_days: int = 180


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the program may be told from outside.

    Times are minutes or hours as named; `trusted_proxies` counts the proxies whose
    X-Forwarded-* headers are believed; `trusted_hosts` empty means any (never in production).
    `public_url`: the address pages have from outside, for the links in mails; empty: mails carry none.
    `confidential_mechanism` names the certified mechanism and its 文號 that allows the text of
    密 cases on this system; empty means such a case is a stub. `declaration_readings`: the open
    rules of asset declaration that this installation reads otherwise than usual. `authorised_rate_of`,
    `online_rate_of`: what 授權率 and 網路申報率 are shares of. `dashboard_live`: leadership sees the
    figures of now, not those that were released.
    """

    environment: str
    database_url: str
    data_dir: Path
    secret_key: str = field(repr=False)
    demo: bool = False
    institution: str = ""
    department: str = "政風處"
    department_phone: str = ""
    trusted_hosts: tuple[str, ...] = ()
    trusted_proxies: int = 0
    idle_minutes: int = 30
    absolute_hours: int = 12
    lockout_failures: int = 5
    lockout_minutes: int = 15
    password: PasswordPolicy = PasswordPolicy()
    argon2_memory_kib: int = 65536
    argon2_rounds: int = 3
    confidential_mechanism: str = ""
    declaration_readings: frozenset[str] = frozenset()
    authorised_rate_of: str = "required"
    online_rate_of: str = "filed"
    dashboard_live: bool = False
    public_url: str = ""
    mail: MailSettings = MailSettings()
    retention: Retention = Retention()

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @property
    def files_dir(self) -> Path:
        """Uploaded bytes, addressed by their SHA-256."""
        return self.data_dir / "files"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; raise `UnsafeSettings` when one cannot be read or may not stand in production."""
        try:
            settings = _read(environ)
        except ValueError as error:
            raise UnsafeSettings([str(error)]) from error
        if sentences := unsafe(settings):
            raise UnsafeSettings(sentences)
        return settings


def _read(environ: Mapping[str, str]) -> Settings:
    environment = environ.get("APP_ENV", "development")
    if environment not in ENVIRONMENTS:
        raise ValueError(f"APP_ENV 只能是 {'、'.join(ENVIRONMENTS)}，現在是「{environment}」")
    production = environment == "production"
    data_dir = Path(environ.get("DATA_DIR", "" if production else "var")).absolute()
    return Settings(
        environment=environment,
        data_dir=data_dir,
        database_url=environ.get("DATABASE_URL")
        or ("" if production else f"sqlite:///{data_dir}/tracker.db"),
        secret_key=environ.get("SECRET_KEY") or ("" if production else _own_key(data_dir)),
        demo=_flag(environ, "DEMO"),
        institution=environ.get("INSTITUTION", ""),
        department=environ.get("DEPARTMENT", "政風處"),
        department_phone=environ.get("DEPARTMENT_PHONE", ""),
        trusted_hosts=tuple(host for host in environ.get("TRUSTED_HOSTS", "").split(",") if host),
        trusted_proxies=_number(environ, "TRUSTED_PROXIES", 0),
        idle_minutes=_number(environ, "IDLE_MINUTES", 30),
        absolute_hours=_number(environ, "ABSOLUTE_HOURS", 12),
        lockout_failures=_number(environ, "LOCKOUT_FAILURES", 5),
        lockout_minutes=_number(environ, "LOCKOUT_MINUTES", 15),
        password=PasswordPolicy(
            minimum_length=_number(environ, "PASSWORD_MINIMUM_LENGTH", 12),
            classes=_number(environ, "PASSWORD_CLASSES", 3),
            history=_number(environ, "PASSWORD_HISTORY", 3),
            maximum_age_days=_number(environ, "PASSWORD_MAXIMUM_AGE_DAYS", 0),
        ),
        argon2_memory_kib=_number(environ, "ARGON2_MEMORY_KIB", 65536),
        argon2_rounds=_number(environ, "ARGON2_ROUNDS", 3),
        confidential_mechanism=environ.get("CONFIDENTIAL_MECHANISM", ""),
        declaration_readings=frozenset(
            name for name in environ.get("DECLARATION_READINGS", "").split(",") if name
        ),
        authorised_rate_of=environ.get("AUTHORISED_RATE_OF", "required"),
        online_rate_of=environ.get("ONLINE_RATE_OF", "filed"),
        dashboard_live=_flag(environ, "DASHBOARD_LIVE"),
        public_url=environ.get("PUBLIC_URL", "").rstrip("/"),
        mail=_read_mail(environ),
        retention=Retention(
            record_years=_number(environ, "RECORD_YEARS", 10),
            audit_years=_number(environ, "AUDIT_YEARS", 10),
            mail_years=_number(environ, "MAIL_YEARS", 2),
            side_note_days=_number(environ, "SIDE_NOTE_DAYS", 180),
        ),
    )


def _read_mail(environ: Mapping[str, str]) -> MailSettings:
    folder = environ.get("MAIL_FOLDER", "")
    return MailSettings(
        host=environ.get("MAIL_HOST", ""),
        port=_number(environ, "MAIL_PORT", 25),
        security=environ.get("MAIL_SECURITY", "none"),
        user=environ.get("MAIL_USER", ""),
        password=environ.get("MAIL_PASSWORD", ""),
        sender=environ.get("MAIL_SENDER", ""),
        folder=Path(folder).absolute() if folder else None,
    )


def _own_key(data_dir: Path) -> str:
    """Outside production: a random key of this machine's own, made once and kept beside the data."""
    file = data_dir / "secret-key"
    if not file.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text()


def unsafe(settings: Settings) -> list[str]:
    """Why this program may not start with these settings, one sentence per reason; empty when it may."""
    checks = [
        (5 <= settings.idle_minutes <= 480, "IDLE_MINUTES（閒置登出）須為 5 至 480 分鐘"),
        (1 <= settings.absolute_hours <= 24, "ABSOLUTE_HOURS（最長登入時間）須為 1 至 24 小時"),
        (3 <= settings.lockout_failures <= 5, "LOCKOUT_FAILURES（鎖定前可失敗次數）須為 3 至 5 次"),
        (settings.lockout_minutes >= 15, "LOCKOUT_MINUTES（鎖定時間）不得少於 15 分鐘"),
        (
            8 <= settings.password.minimum_length <= 128,
            "PASSWORD_MINIMUM_LENGTH（密碼最短長度）須為 8 至 128",
        ),
        (0 <= settings.password.classes <= 4, "PASSWORD_CLASSES（密碼字元種類）須為 0 至 4"),
        (settings.password.history >= 3, "PASSWORD_HISTORY（不得重複的前幾次密碼）不得少於 3"),
        (settings.trusted_proxies >= 0, "TRUSTED_PROXIES（反向代理層數）不得為負"),
        (
            settings.declaration_readings <= OPEN_DECLARATION_RULES,
            f"DECLARATION_READINGS（財產申報有疑義時改採另一見解的規則）只能是 {'、'.join(sorted(OPEN_DECLARATION_RULES))}",
        ),
        (
            {settings.authorised_rate_of, settings.online_rate_of} <= RATE_BASES,
            f"AUTHORISED_RATE_OF（授權率的分母）與 ONLINE_RATE_OF（網路申報率的分母）只能是 {'、'.join(sorted(RATE_BASES))}",
        ),
        (
            settings.mail.security in MAIL_SECURITIES,
            f"MAIL_SECURITY 只能是 {'、'.join(MAIL_SECURITIES)}",
        ),
        (0 < settings.mail.port < 65536, "MAIL_PORT（郵件主機連接埠）須為 1 至 65535"),
        (
            not settings.mail.host or _is_address(settings.mail.sender),
            "設定 MAIL_HOST 時須設定 MAIL_SENDER（寄件人信箱，例如 no-reply@example.gov.tw）",
        ),
        (
            not settings.public_url or settings.public_url.startswith(("http://", "https://")),
            "PUBLIC_URL（由外部開啟本系統的網址）須以 https:// 開頭",
        ),
    ]
    checks += _retention_checks(settings.retention)
    if settings.production:
        checks += _production_checks(settings)
    return [sentence for holds, sentence in checks if not holds]


def _retention_checks(kept: Retention) -> list[tuple[bool, str]]:
    return [
        (1 <= kept.record_years <= 100, "RECORD_YEARS（紀錄保存年數）須為 1 至 100"),
        (1 <= kept.audit_years <= 100, "AUDIT_YEARS（稽核紀錄保存年數）須為 1 至 100"),
        (1 <= kept.mail_years <= 100, "MAIL_YEARS（信件內容保存年數）須為 1 至 100"),
        (
            180 <= kept.side_note_days <= 36500,
            "SIDE_NOTE_DAYS（讀取、登入等輔助紀錄保存日數）不得少於 180 日（六個月）",
        ),
    ]


def _production_checks(settings: Settings) -> list[tuple[bool, str]]:
    key, url = settings.secret_key, settings.database_url
    return [
        (bool(key), "正式環境須設定 SECRET_KEY（請以 openssl rand -hex 32 產生）"),
        (len(key) >= MINIMUM_KEY_LENGTH, f"SECRET_KEY 至少 {MINIMUM_KEY_LENGTH} 個字元"),
        (bool(url), "正式環境須設定 DATABASE_URL"),
        (not url.startswith("sqlite:////tmp"), "DATABASE_URL 不得位於暫存目錄，重新開機後資料會消失"),
        (url != "sqlite://" and ":memory:" not in url, "DATABASE_URL 不得為記憶體資料庫"),
        (settings.data_dir != Path().absolute(), "正式環境須設定 DATA_DIR（附件與備份的目錄）"),
        (not str(settings.data_dir).startswith("/tmp"), "DATA_DIR 不得位於暫存目錄"),  # noqa: S108 — it is refused
        (not settings.demo, "正式環境不得開啟 DEMO（示範資料）"),
        (settings.mail.folder is None, "正式環境不得設定 MAIL_FOLDER（示範系統用）"),
        (
            not settings.mail.host or settings.public_url.startswith("https://"),
            "設定 MAIL_HOST 時須設定 PUBLIC_URL（信中的網址，以 https:// 開頭）",
        ),
        (bool(settings.trusted_hosts), "正式環境須設定 TRUSTED_HOSTS（本系統的網域，以逗號分隔）"),
        (
            settings.argon2_memory_kib >= 19456 and settings.argon2_rounds >= 2,
            "ARGON2_MEMORY_KIB 至少 19456，ARGON2_ROUNDS 至少 2",
        ),
        (bool(settings.institution), "正式環境須設定 INSTITUTION（機關名稱，例如「示範市政府」）"),
    ]


def _is_address(text: str) -> bool:
    name, _, domain = text.partition("@")
    return bool(name and domain) and text.isascii() and not any(sign.isspace() for sign in text)


def _flag(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} 須為整數，現在是「{text}」") from None
