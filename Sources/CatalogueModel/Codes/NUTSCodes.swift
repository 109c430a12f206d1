/// The codes of the Nomenclature of Territorial Units for Statistics, Regulation (EC) No 1059/2003.
///
/// Levels 0 (the country, by Eurostat's codes: `EL` is Greece) to 3. Editions of the nomenclature differ, and regions
/// without postcodes are missing from the source, so a code that is not here may still be a good one.
package enum NUTSCodes {
  /// Whether the nomenclature has this code, written exactly so: `FRK2`.
  package static func contains(_ code: String) -> Bool {
    // A code is ASCII; other letters that Swift takes for equal (a Kelvin sign for a K) are not.
    code.utf8.allSatisfy { $0 < 0x80 } && codes.contains(code)
  }

  /// The codes, read from the generated text when first used.
  private static let codes: Set<String> = Set(
    GeneratedCodes.nuts.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { String(Substring($0)) }
  )
}
