"""What the readers of graphs share: the places of what is said of a thing, as paths of properties from its class."""

import rdflib

from places import run

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


def short(iri):
    """A class or property with its prefix."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace):]:
            return f"{prefix}:{iri[len(namespace):]}"
    raise SystemExit(f"no prefix is known for {iri}")


def walk(graph, subject, path, found, above):
    """Everything that is said of a thing, and of what that leads to. Labels of terms are not values of a record."""
    for name, value in graph.predicate_objects(subject):
        if name == rdflib.RDF.type:
            continue
        place = f"{path}.{short(name)}"
        found.setdefault(place, []).append(str(value))
        if isinstance(value, (rdflib.URIRef, rdflib.BNode)) and value not in above:
            walk(graph, value, place, found, above | {value})


def reader(syntax, *roots):
    """A reader that begins at the things of some classes."""

    def read(path):
        graph = rdflib.Graph().parse(path, format=syntax)
        found = {}
        for prefix, local in (root.split(":") for root in roots):
            for subject in graph.subjects(rdflib.RDF.type, rdflib.URIRef(PREFIXES[prefix] + local)):
                walk(graph, subject, f"{prefix}:{local}", found, {subject})
        return found

    return lambda: run(read)
