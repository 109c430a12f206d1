internal import CataloguePlugins
internal import DelimitedText
internal import JSONDocument
internal import SourceTree

/// What becomes of every field in some formats: a matrix that fits the terminal, or every declaration.
struct FidelityListing {
  private let matrix: FidelityMatrix

  init(_ exporters: [any Exporter]) { matrix = FidelityMatrix(exporters) }

  /// The matrix with a column of one mark a format; of a single format, what it declares of every part.
  ///
  /// Ids would take more columns than a terminal has, so that letters stand for them.
  func table(_ width: Int?) -> String {
    if matrix.formats.count == 1, let only = matrix.formats.first { return declarations(of: only.fidelity, width) }
    let names = FidelityMatrix.fields.filter(\.isWhole)
    let first = names.map(\.path.count).max() ?? 0
    // Two columns a format after that of the names.
    let perBlock = max(1, ((width ?? .max) - first - 1) / 2)
    var text = "● carried   ◐ narrowed, or in part   – dropped\n"
    for start in stride(from: 0, to: matrix.formats.count, by: perBlock) {
      let block = Array(matrix.formats[start..<min(start + perBlock, matrix.formats.count)])
      let letters = block.indices.map { Self.letter(start + $0) }
      text += "\n" + legend(zip(letters, block.map(\.id)).map { "\($0) \($1)" }, width) + "\n"
      text += String(repeating: " ", count: first) + letters.map { " \($0)" }.joined() + "\n"
      for field in names {
        text += field.path + String(repeating: " ", count: first - field.path.count)
        for format in block { text += " \(FidelityMatrix.fate(of: field, in: format.fidelity).mark)" }
        text += "\n"
      }
    }
    return text
  }

  private func legend(_ entries: [String], _ width: Int?) -> String {
    var lines: [String] = []
    for entry in entries {
      if let last = lines.last, last.count + entry.count + 3 <= width ?? 80 {
        lines[lines.count - 1] = last + "   " + entry
      } else {
        lines.append(entry)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// a to z, then aa and so on.
  private static func letter(_ number: Int) -> String {
    let last = String(Character(Unicode.Scalar(UInt8(97 + number % 26))))
    return number < 26 ? last : letter(number / 26 - 1) + last
  }

  private func declarations(of fidelity: Fidelity, _ width: Int?) -> String {
    let rows = FidelityMatrix.fields.filter { $0.leaves == [$0.path] }.map { field in
      let carriage = fidelity[field.path]
      let reason = carriage?.reason
      return [
        field.path, carriage?.fate.rawValue ?? "",
        [carriage?.place, reason].compactMap(\.self).joined(separator: ": "),
      ]
    }
    return Table(header: ["field", "fate", "where, how or why"], rows: rows).text(width)
  }

  /// Every declaration as one row: field, format, fate, place, reason (RFC 4180).
  var csv: [UInt8] {
    CSVRows.bytes(
      header: ["field", "format", "fate", "place", "reason"],
      rows: entries.map { [$0.field, $0.format, $0.fate, $0.place ?? "", $0.reason ?? ""] })
  }

  /// Every declaration as an object.
  var json: [UInt8] {
    JSONWriter.pretty(
      .list(
        entries.map { entry in
          var object = [
            DataValue.Entry("field", .string(entry.field)), .init("format", .string(entry.format)),
            .init("fate", .string(entry.fate)),
          ]
          if let place = entry.place { object.append(.init("place", .string(place))) }
          if let reason = entry.reason { object.append(.init("reason", .string(reason))) }
          return .map(object)
        }))
  }

  private var entries: [(field: String, format: String, fate: String, place: String?, reason: String?)] {
    FidelityMatrix.fields.filter { $0.leaves == [$0.path] }.flatMap { field in
      matrix.formats.map { format in
        let carriage = format.fidelity[field.path]
        return (
          field.path, format.id, (carriage?.fate ?? .dropped).rawValue, carriage?.place, carriage?.reason
        )
      }
    }
  }
}
