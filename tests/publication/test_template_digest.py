"""The digest of a template covers every module whose words reach the page."""

import grimp

from publication.documents import WORDING

GRAPH = grimp.build_graph("publication", "rules", "scoring", "tender", cache_dir=None)


def test_every_table_of_sentences_that_a_page_reaches_is_part_of_it() -> None:
    reached = GRAPH.find_upstream_modules("publication", as_package=True)
    tables = {module for module in reached if module.endswith("sentences")}
    covered = {
        f"{package}.{name.removesuffix('.py').replace('/', '.')}"
        for package, name in WORDING
    }

    assert len(tables) > 1
    assert tables - covered == set()
