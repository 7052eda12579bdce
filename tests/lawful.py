"""Answers with which things may be shared."""

USED_DEVICE = {
    "device_is": "none",
    "device_use": "used",
    "device_make": "Linet",
    "device_model": "Eleganza 1",
    "device_serial": "E1-2031",
    "device_year": "2019",
    "device_serviced": "2026-03-01",
    "device_altered": "no",
    "device_cleaned": "clean",
    "device_manual": "with_it",
}
BED = {"owner": "own"} | USED_DEVICE
TYPED_BED = {f"ask_{name}": said for name, said in BED.items()}
