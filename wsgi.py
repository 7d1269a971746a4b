"""The WSGI door: gunicorn wsgi:app, flask --app wsgi …"""

import gc
import sys

from app import create_app
from config import Settings, UnsafeSettings

BOOT_ERROR = 3  # gunicorn gives up at this code; at any other it would start its workers again and again

try:
    settings = Settings.from_environment()
except UnsafeSettings as unsafe:
    said = ["系統未啟動，請先更正下列設定：", *(f"　{sentence}" for sentence in unsafe.sentences)]
    sys.stderr.write("\n".join(said) + "\n")
    sys.exit(BOOT_ERROR)

app = create_app(settings)
gc.freeze()  # what lives as long as the process is not looked through again and again for what may go
