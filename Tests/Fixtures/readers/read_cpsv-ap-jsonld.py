"""Reads CPSV-AP in JSON-LD with rdflib, from the things that it is about."""

from graph import reader

reader("json-ld", "cpsv:PublicService", "dcat:CatalogRecord")()
