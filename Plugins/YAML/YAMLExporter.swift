internal import CatalogueModel
package import CataloguePlugins
internal import YAMLDocument

/// Writes records as a stream of canonical YAML documents (YAML 1.2, 9.2), each begun by `---`.
package struct YAMLExporter: Exporter {
  /// What the format is.
  package let format = YAMLExporter.description
  /// Every field is written under its own name.
  package let fidelity = Fidelity.everything { $0 }

  static let description = FormatDescription(
    id: "yaml", name: "YAML", mediaType: "application/yaml", fileExtensions: ["yaml", "yml"],
    audience: "other catalogues of this kind, and people who edit records by hand",
    specification: "https://yaml.org/spec/1.2.2/")

  /// Makes the exporter.
  package init() {}

  /// Begins an export.
  package func makeWriter(to destination: any ExportDestination, in context: ExportContext) -> any RecordWriter {
    Writer(destination: destination)
  }

  private struct Writer: RecordWriter {
    let destination: any ExportDestination

    func write(_ record: Record) throws {
      try destination.write("---\n" + YAMLWriter.write(record.encoded(plainLanguage: record.language)))
    }

    func finish() {}
  }
}
