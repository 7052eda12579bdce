"""Barcodes drawn by Zint, a program that knows nothing of ours."""

import os
import shutil
import subprocess
from io import BytesIO

from PIL import Image, ImageFilter

INSTALL = [["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "-y", "zint"]]
WRONG_DIGITS_TOO = "--gs1nocheck"


def draw(kind, data, *options):
    """A barcode as an image, with the white around it that readers need. `kind` as
    Zint calls it: DATAMATRIX, GS1_128, EANX, QRCODE. GS1 data stand in brackets: [01]…
    """
    gs1 = ["--gs1"] if data.startswith("[") else []
    command = [_zint(), "-b", kind, *gs1, *options, "-d", data]
    drawn = subprocess.run(
        [*command, "--scale=3", "--whitesp=10", "--vwhitesp=10", "--direct"]
        + ["--filetype=png"],
        check=True,
        capture_output=True,
    )
    return Image.open(BytesIO(drawn.stdout)).convert("RGB")


def as_photo(barcode, angle=6):
    """As a phone sees it: askew on a grey box, a little out of focus, as JPEG."""
    label = barcode.rotate(angle, expand=True, fillcolor="white")
    size = (label.width + 500, label.height + 400)
    photo = Image.new("RGB", size, (206, 204, 198))
    photo.paste(label, (300, 150))
    file = BytesIO()
    photo.filter(ImageFilter.GaussianBlur(1)).save(file, "JPEG", quality=80)
    return file.getvalue()


def _zint():
    """Its path; on Debian it is installed when it is not there."""
    if not shutil.which("zint") and os.getuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in INSTALL:
            subprocess.run(command, env=quiet)
    path = shutil.which("zint")
    assert path, "No Zint is installed. On Debian: apt-get install zint"
    return path
