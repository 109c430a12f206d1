package import SourceTree

/// The value of a field, which can tell itself to a receiver.
///
/// What it tells is what the field's shape encodes without options. It is a matter of the type alone, so that no closure
/// is called for a value and none is copied.
package protocol FieldValue: Sendable {
  /// Tells a receiver a value. O(size).
  static func send(_ value: UnsafePointer<Self>, to receiver: any ValueReceiver)
  /// Tells a receiver several values. O(size).
  static func send(_ values: UnsafeBufferPointer<Self>, to receiver: any ValueReceiver)
}

extension FieldValue {
  /// A list.
  package static func send(_ values: UnsafeBufferPointer<Self>, to receiver: any ValueReceiver) {
    receiver.beginList()
    if let first = values.baseAddress {
      for index in values.indices { send(first + index, to: receiver) }
    }
    receiver.endList()
  }
}

extension Array: FieldValue where Element: FieldValue {
  package static func send(_ values: UnsafePointer<[Element]>, to receiver: any ValueReceiver) {
    values.pointee.withUnsafeBufferPointer { Element.send($0, to: receiver) }
  }
}

extension FieldValue where Self: FieldGroup {
  /// A map of the fields that have a value.
  package static func send(_ value: UnsafePointer<Self>, to receiver: any ValueReceiver) {
    receiver.beginMap()
    fields.send(value, to: receiver)
    receiver.endMap()
  }
}

extension FieldValue where Self: RawRepresentable, RawValue == String {
  /// One of a few words.
  package static func send(_ value: UnsafePointer<Self>, to receiver: any ValueReceiver) {
    receiver.text(value.pointee.rawValue)
  }
}

extension RecordKind: FieldValue {}
extension RecordStatus: FieldValue {}
extension Output.Evidence: FieldValue {}
extension Budget.Period: FieldValue {}
extension Organisation.Role: FieldValue {}
extension Contact.Share: FieldValue {}
extension Link.LinkType: FieldValue {}
extension Term.Match.Nearness: FieldValue {}
extension PartnerProfile.ContactPolicy: FieldValue {}
extension PartnerProfile.Treatment: FieldValue {}

extension String: FieldValue {
  package static func send(_ value: UnsafePointer<String>, to receiver: any ValueReceiver) {
    receiver.text(value.pointee)
  }
}

extension Bool: FieldValue {
  package static func send(_ value: UnsafePointer<Bool>, to receiver: any ValueReceiver) {
    receiver.boolean(value.pointee)
  }
}

extension PartialDate: FieldValue {
  package static func send(_ value: UnsafePointer<PartialDate>, to receiver: any ValueReceiver) {
    receiver.text(value.pointee.description)
  }
}

extension DecimalNumber: FieldValue {
  package static func send(_ value: UnsafePointer<DecimalNumber>, to receiver: any ValueReceiver) {
    receiver.number(value.pointee.description)
  }
}

extension LocalizedText: FieldValue {
  package static func send(_ value: UnsafePointer<LocalizedText>, to receiver: any ValueReceiver) {
    receiver.beginMap()
    value.pointee.entries.withUnsafeBufferPointer { entries in
      for entry in entries {
        receiver.key(entry.language)
        receiver.text(entry.text)
      }
    }
    receiver.endMap()
  }
}
