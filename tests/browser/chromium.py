"""A Chromium and a Chinese font for the browser tests: the system's, else those of the npm packages."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests import run_folder
from tests.needs import absent

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
PACKED = MODULES / "@sparticuz" / "chromium" / "bin"
FONTS = MODULES / "@expo-google-fonts" / "noto-sans-tc" / "400Regular"
REMEDY = "npm ci (package @sparticuz/chromium), or apt-get install chromium, or set CHROMIUM"
FONT_REMEDY = "npm ci (package @expo-google-fonts/noto-sans-tc), or apt-get install fonts-noto-cjk"

# Our own list: the npm package's default one turns web security and site isolation off.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
UNPACK = """
const fs = require("fs"), zlib = require("zlib");
const [source, target] = process.argv.slice(1);
fs.writeFileSync(target, zlib.brotliDecompressSync(fs.readFileSync(source)));
"""
FONT_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Browser:
    """What to start, and with which environment besides our own."""

    executable: Path
    environment: dict[str, str] = field(default_factory=dict)


def find() -> Browser:
    """The browser of this machine with a font that has Chinese, or a loud skip."""
    found = _given() or _of_the_system() or _of_npm()
    return Browser(found.executable, {**found.environment, **_font()})


def _given() -> Browser | None:
    path = os.environ.get("CHROMIUM")
    return Browser(Path(path)) if path else None


def _of_the_system() -> Browser | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return Browser(Path(path))
    return None


def _of_npm() -> Browser:
    node = shutil.which("node")
    if not (PACKED / "chromium.br").exists() or node is None:
        absent("Chromium", REMEDY)
    with run_folder.locked("chromium") as folder:
        executable = folder / "chromium" / "chromium"
        if not executable.exists():
            executable.parent.mkdir(exist_ok=True)
            # libnss3 and libnspr4, which the binary needs and a bare machine has not.
            _unpack(node, PACKED / "al2023.tar.br", executable.parent / "al2023.tar")
            shutil.unpack_archive(executable.parent / "al2023.tar", executable.parent, filter="data")
            unfinished = executable.with_suffix(".unfinished")
            _unpack(node, PACKED / "chromium.br", unfinished)
            unfinished.chmod(0o755)
            unfinished.rename(executable)
    libraries = next(executable.parent.rglob("libnss3.so")).parent
    return Browser(executable, {"LD_LIBRARY_PATH": str(libraries)})


def _unpack(node: str, source: Path, target: Path) -> None:
    subprocess.run([node, "-e", UNPACK, source, target], check=True)


def _font() -> dict[str, str]:
    if _system_font():
        return {}
    if not FONTS.exists():
        absent("A font with Chinese", FONT_REMEDY)
    folder = run_folder.here() / "fonts"
    folder.mkdir(exist_ok=True)
    configuration = folder / "fonts.conf"
    configuration.write_text(FONT_CONFIGURATION.format(fonts=FONTS, cache=folder / "cache"))
    return {"FONTCONFIG_FILE": str(configuration)}


def _system_font() -> bool:
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    done = subprocess.run([listing, ":lang=zh-tw"], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip())
