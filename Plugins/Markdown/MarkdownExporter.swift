package import CataloguePlugins

/// Writes a page of CommonMark for each record, and an index.
package struct MarkdownExporter: Exporter {
  /// Makes the exporter.
  package init() {}

  /// What the format is.
  package let format = FormatDescription(
    id: "markdown", name: "Markdown pages", mediaType: "text/markdown", fileExtensions: ["md"], layout: .folder,
    audience: "people who read the catalogue on a forge, in a wiki or in a text editor",
    specification: "https://spec.commonmark.org/0.31.2/")

  /// What becomes of each field: every one has a section of the page, named by its heading.
  package let fidelity = Fidelity(
    Fidelity.personal.merging(
      places.flatMap { place in place.fields.map { ($0, .carried(at: place.heading)) } }
    ) { kept, _ in kept })

  /// Begins an export. Nothing is written before the first record.
  package func makeWriter(to destination: any ExportDestination, in context: ExportContext) -> any RecordWriter {
    MarkdownWriter(destination: destination, context: context)
  }

  /// The sections of a page and the fields they hold. `# title` is what stands above the first section.
  private static let places: [(heading: String, fields: [String])] = [
    (
      "# title",
      [
        "title", "also_known_as", "kind", "countries", "regions", "level", "priorities", "kt_areas",
        "instrument_types", "created", "ended", "active",
      ]
    ),
    ("## Aim", ["aim"]),
    ("## Overview", ["overview"]),
    ("## Who it is for", ["target_groups"]),
    ("## Eligibility", ["eligibility"]),
    ("## Co-financing", ["cofinancing"]),
    ("## Budget", ["budget"]),
    ("## Resources needed", ["resources_needed"]),
    ("## Outputs", ["outputs"]),
    ("## Phases", ["phases"]),
    ("## Experience", ["evidence_of_success", "difficulties", "transferability"]),
    ("## Organisations", ["organisations"]),
    ("## Enquiries", ["enquiries"]),
    ("## Contact", ["contact"]),
    ("## Links", ["links"]),
    ("## Sources", ["sources"]),
    ("## Disputed", ["disputed"]),
    (
      "## Record",
      ["id", "language", "inferred", "origin", "status", "submitted", "modified", "reviewed", "licence"]
    ),
  ]
}
