"""The programs of this folder as modules, for those that use what another has."""
import importlib.machinery
import importlib.util
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent


def module(name):
    """The program of this name, which is not run by that."""
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), str(FOLDER / name))
    found = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(found)
    return found
