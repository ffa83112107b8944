"""Linked data, read by a library for it; the catalogue; what search engines and those who show links ask for."""

from __future__ import annotations

import json
import struct
import zlib

import pytest
from lxml import etree
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS
from tests.site.held import PAYLOADS, hold, hold_clause, hold_council, hold_version
from tests.site.reuse.made import URL, hold_life, make_files

from policykit.site.reuse.cards import draw_card
from policykit.site.reuse.head import make_head
from policykit.site.reuse.sitemap import make_sitemap
from policykit.site.sheaf import SiteSettings

# What the library's own reader of JSON-LD calls.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SCHEMA = Namespace("https://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
BASE = "https://policies.example/all/"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read_linked(text: str, base: str) -> Graph:
    return Graph().parse(data=text, format="json-ld", publicID=base)


@pytest.mark.parametrize("settings", [URL, SiteSettings()], ids=["whole", "relative"])
def test_a_version_is_legislation_with_its_dates_and_standing(settings: SiteSettings) -> None:
    council = hold_life().councils[0]
    policy = council.policies[0]
    head = make_head("aber/p1/", settings, council, policy, policy.versions[1])
    graph = read_linked(head.linked, f"{BASE}aber/p1/")
    version = URIRef(f"{BASE}aber/p1/v2/")
    assert {SCHEMA.Legislation, ELI.LegalResource} <= set(graph.objects(version, RDF.type))
    assert graph.value(version, SCHEMA.legislationLegalForce) == SCHEMA.InForce
    assert graph.value(version, ELI.in_force) == ELI["InForce-inForce"]
    assert str(graph.value(version, ELI.first_date_entry_in_force)) == "2024-05-01"
    assert graph.value(version, SCHEMA.legislationRepeals) == URIRef(f"{BASE}aber/p1/v1/")
    assert graph.value(version, ELI.cites) == URIRef("http://law.example/1")
    assert graph.value(version, SCHEMA.version) == Literal("2")
    files = {str(each) for each in graph.objects(None, SCHEMA.contentUrl)}
    assert f"{BASE}aber/p1/v2/v2.pdf" in files


def test_a_month_is_no_day_in_linked_data() -> None:
    council = hold_life().councils[0]
    policy = council.policies[0]
    head = make_head("aber/p1/v1/", URL, council, policy, policy.versions[0])
    graph = read_linked(head.linked, BASE)
    when = graph.value(URIRef(f"{BASE}aber/p1/v1/"), SCHEMA.legislationDate)
    assert isinstance(when, Literal)
    assert (str(when), str(when.datatype).rpartition("#")[2]) == ("2019-01", "gYearMonth")


@pytest.mark.parametrize("settings", [URL, SiteSettings()], ids=["whole", "relative"])
def test_the_catalogue_has_every_policy_with_its_files(settings: SiteSettings) -> None:
    files = make_files(hold_life(), settings)
    graph = read_linked(files["catalogue.jsonld"].content.decode(), f"{BASE}catalogue.jsonld")
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert catalogue == URIRef(BASE)
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert datasets == {URIRef(f"{BASE}aber/p1/"), URIRef(f"{BASE}aber/p2/")}
    (series,) = graph.subjects(RDF.type, URIRef(f"{DCAT}DatasetSeries"))
    assert set(graph.objects(catalogue, DCAT.dataset)) == {*datasets, series}
    loads = {str(each).removeprefix(BASE) for each in graph.objects(None, DCAT.downloadURL)}
    made = {path for path in files if path.startswith("aber/")}
    assert {path for path in loads if path.count("/") == 1} == made - {"aber/card.png"}
    assert all(graph.value(each, DCTERMS.title) for each in datasets)


def test_a_sitemap_lists_what_was_adopted_and_nothing_without_an_address() -> None:
    files = make_files(hold_life())
    root = etree.fromstring(files["sitemap.xml"].content)
    pages = [each.text for each in root.iter(f"{SITEMAPS}loc")]
    assert f"{BASE}aber/p1/v2/" in pages
    assert f"{BASE}aber/p1/v3/" not in pages
    assert "sitemap.xml" not in make_files(hold_life(), SiteSettings())


def test_a_sitemap_that_is_too_long_is_parted() -> None:
    files = {file.path: etree.fromstring(file.content) for file in make_sitemap(hold_life(), URL, most=3)}
    assert files["sitemap.xml"].tag == f"{SITEMAPS}sitemapindex"
    parts = [str(each.text).removeprefix(BASE) for each in files["sitemap.xml"].iter(f"{SITEMAPS}loc")]
    assert parts == [path for path in files if path != "sitemap.xml"]
    assert all(len(files[part]) <= 3 for part in parts)


def test_a_page_says_where_it_is_only_where_that_is_known() -> None:
    council = hold_life().councils[0]
    whole, relative = (make_head("aber/", settings, council, None, None) for settings in (URL, SiteSettings()))
    assert (whole.canonical, whole.card) == (f"{BASE}aber/", f"{BASE}aber/card.png")
    assert (relative.canonical, relative.card) == ("", "")


def test_the_picture_for_links_is_one_and_in_the_colour_of_the_council() -> None:
    content = draw_card("aber/", "#2d4a3a").content
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (1200, 630)
    assert bytes.fromhex("2d4a3a") in content
    start = content.index(b"IDAT") + 4
    assert len(zlib.decompress(content[start : content.index(b"IEND") - 8])) == 630 * 1201


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_stay_words(payload: str) -> None:
    version = hold_version(hold_clause("x"), title=payload, subtitle=payload, reference=payload, body=payload)
    council = hold_council([version], name=payload)
    policy = council.policies[0]
    head = make_head("aber/p1/", SiteSettings(title=payload, url=BASE), council, policy, version)
    assert not set("<>&\u2028\u2029") & set(head.linked)
    assert json.loads(head.linked)["legislationPassedBy"]["name"] == payload
    catalogue = make_files(hold(council), SiteSettings(title=payload, url=BASE))["catalogue.jsonld"]
    assert json.loads(catalogue.content)["@graph"][0]["dct:title"] == payload
