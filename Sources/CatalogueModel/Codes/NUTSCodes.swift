/// The codes of the Nomenclature of Territorial Units for Statistics, Regulation (EC) No 1059/2003.
///
/// Levels 0 (the country, by Eurostat's codes: `EL` is Greece) to 3. Editions of the nomenclature differ, and regions
/// without postcodes are missing from the source, so a code that is not here may still be a good one.
package enum NUTSCodes {
  /// Whether the nomenclature has this code, written exactly so: `FRK2`.
  package static func contains(_ code: String) -> Bool {
    CodeTable.key(code.utf8).flatMap(codes.piece) != nil
  }

  /// The codes, read from the generated text when first used.
  private static let codes: CodeTable = {
    var text = GeneratedCodes.nuts
    return text.withUTF8 { bytes in
      let nowhere = CodeTable.Piece(start: 0, end: 0)
      return CodeTable(
        bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.compactMap { code in
          CodeTable.key(code).map { ($0, nowhere) }
        })
    }
  }()
}
