extension String {
  /// The text as a message quotes it: of a long one only the beginning.
  package var shortened: String { dropFirst(60).isEmpty ? self : prefix(57) + "…" }
}
