"""Reads CPSV-AP in Turtle with rdflib, from the things that it is about."""

from graph import reader

reader("turtle", "cpsv:PublicService", "dcat:CatalogRecord")()
