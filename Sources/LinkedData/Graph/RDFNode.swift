package import CatalogueModel

/// What is said of one thing. What is missing leaves no statement behind, and nothing is said twice.
package struct RDFNode: Sendable {
  /// The thing.
  package let subject: RDFResource
  /// Its classes.
  package let classes: [RDFName]
  /// The statements by property, in the order in which they were made.
  package private(set) var properties: [(name: RDFName, objects: [RDFObject])] = []

  /// Begins to speak of a thing.
  package init(_ subject: RDFResource, _ classes: RDFName...) {
    self.subject = subject
    self.classes = classes
  }

  /// Whether nothing is said but the class.
  package var isBare: Bool { properties.isEmpty }

  /// Says several things with one property. O(objects already said with it).
  package mutating func add(_ name: RDFName, _ objects: [RDFObject]) {
    guard !objects.isEmpty else { return }
    guard let index = properties.firstIndex(where: { $0.name == name }) else {
      // Most have one value, and none to compare it with.
      properties.append((name, objects.count == 1 ? objects : Self.unique(objects)))
      return
    }
    for object in objects where !properties[index].objects.contains(object) {
      properties[index].objects.append(object)
    }
  }

  /// Says something.
  package mutating func add(_ name: RDFName, _ object: RDFObject?) {
    if let object { add(name, [object]) }
  }

  /// Relates the thing to another.
  package mutating func add(_ name: RDFName, _ resource: RDFResource?) {
    if let resource { add(name, [.resource(resource)]) }
  }

  /// Says a text in each of its languages.
  package mutating func add(_ name: RDFName, _ text: LocalizedText) { add(name, text.entries.map { RDFObject($0) }) }

  /// Says a text without a language.
  package mutating func add(_ name: RDFName, plain text: String?) { add(name, text.map { RDFObject.plain($0) }) }

  /// Says a date.
  package mutating func add(_ name: RDFName, _ date: PartialDate?) { add(name, date.map { RDFObject($0) }) }

  /// Relates the thing to a page.
  package mutating func add(_ name: RDFName, address: String?) {
    add(name, address.map { RDFObject(address: $0) })
  }

  private static func unique(_ objects: [RDFObject]) -> [RDFObject] {
    var found: [RDFObject] = []
    for object in objects where !found.contains(object) { found.append(object) }
    return found
  }
}
