"""The WSGI door: gunicorn wsgi:app, flask --app wsgi …"""

import sys

from app import create_app
from config import Settings, UnsafeSettings

try:
    settings = Settings.from_environment()
except UnsafeSettings as unsafe:
    sys.exit("\n".join(["系統未啟動，請先更正下列設定：", *(f"　{sentence}" for sentence in unsafe.sentences)]))

app = create_app(settings)
