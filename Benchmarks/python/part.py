"""One part of the report: lines for a person, and the figures that were asked for beside what was found."""
import json
import statistics


class Part:
    """What one benchmark has to say. `Benchmarks/report` joins the parts."""

    def __init__(self):
        self.lines = []
        self.figures = []

    def ask(self, what, asked, found, is_reached):
        """A figure that was asked for: what it is of, what was asked, what was found with its spread, and whether that is enough."""
        self.figures.append({"what": what, "asked": asked, "found": found, "reached": bool(is_reached)})

    def finish(self, path):
        """Prints the lines, and keeps all of it for the report where a path is given."""
        print("\n".join(self.lines))
        if path:
            path.write_text(json.dumps({"lines": self.lines, "figures": self.figures}), encoding="utf-8")


def ratio(over, under, digits=2, unit=""):
    """The ratio of two medians, with the lowest and the highest of rounds that were measured side by side."""
    each = [a / b for a, b in zip(over, under)]
    middle = statistics.median(over) / statistics.median(under)
    return middle, f"{middle:.{digits}f}{unit} ({min(each):.{digits}f} to {max(each):.{digits}f})"
