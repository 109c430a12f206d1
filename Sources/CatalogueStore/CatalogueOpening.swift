package import CatalogueModel
internal import Dispatch
internal import Synchronization

/// A catalogue that is opened on another core, for a program that has something else to do meanwhile.
package final class CatalogueOpening: Sendable {
  /// The folder of the catalogue.
  package let root: String

  private let opened = Mutex<Catalogue?>(nil)
  private let opening = DispatchGroup()

  /// Begins to open the catalogue in a folder, from which it only reads. O(1).
  ///
  /// - Parameter followUp: Is called on the other core afterwards, and not waited for.
  package init(of root: String, today: PartialDate, followUp: @escaping @Sendable () -> Void = {}) {
    self.root = root
    opening.enter()
    DispatchQueue.global().async {
      // Half of a change must not be read with the other half.
      let catalogue = (try? Catalogue(at: root, today: today)).flatMap { $0.hasUnfinishedChange ? nil : $0 }
      self.opened.withLock { $0 = catalogue }
      self.opening.leave()
      followUp()
    }
  }

  /// The catalogue, once: its files may change, and who asks again should read them again. Nil when it cannot be opened,
  /// which to open it again tells why, and while somebody changes it. Waits until it is opened.
  package func take() -> Catalogue? {
    opening.wait()
    return opened.withLock { opened in
      defer { opened = nil }
      return opened
    }
  }
}
