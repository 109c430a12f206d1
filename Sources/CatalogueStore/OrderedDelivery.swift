internal import Dispatch
internal import Synchronization

/// Hands records that several threads read to one receiver, in order, as soon as the next one is there.
///
/// The thread that has the next record delivers it, and those behind it that wait already; the others read on. No more
/// records than the window holds are ever read ahead of the one that is waited for.
final class OrderedDelivery<Failure: Error>: Sendable {
  private struct State {
    var nextToRead = 0
    var nextToDeliver = 0
    var isDelivering = false
    var waiting: [LoadedRecord?]
    var failure: Failure?
  }

  private let count: Int
  private let window: Int
  private let state: Mutex<State>
  /// One permit for each record that may be read ahead.
  private let room: DispatchSemaphore
  // Called by one thread at a time, each after the one before, as `isDelivering` makes sure.
  private nonisolated(unsafe) let receive: (LoadedRecord) throws(Failure) -> Void

  /// Prepares the delivery of `count` records, `window` of them read ahead at most.
  init(count: Int, window: Int, _ receive: @escaping (LoadedRecord) throws(Failure) -> Void) {
    self.count = count
    self.window = window
    self.receive = receive
    state = Mutex(State(waiting: [LoadedRecord?](repeating: nil, count: window)))
    // Not begun at `window`: a semaphore must not end below the value it began with, as it does after a failure.
    room = DispatchSemaphore(value: 0)
    for _ in 0..<window { room.signal() }
  }

  /// The position of the next record to be read; nil when there is none, or a delivery failed. Waits while the window
  /// is full.
  func nextPosition() -> Int? {
    room.wait()
    let position: Int? = state.withLock { state in
      guard state.failure == nil, state.nextToRead < count else { return nil }
      defer { state.nextToRead += 1 }
      return state.nextToRead
    }
    // The other threads find the same end.
    if position == nil { room.signal() }
    return position
  }

  /// Takes a record that was read, and delivers what is next in order.
  func deliver(_ record: LoadedRecord, at position: Int) {
    var next = state.withLock { state -> LoadedRecord? in
      if state.failure != nil { return nil }
      if state.isDelivering || position != state.nextToDeliver {
        state.waiting[position % window] = record
        return nil
      }
      state.isDelivering = true
      return record
    }
    while let record = next {
      var failure: Failure?
      do throws(Failure) { try receive(record) } catch { failure = error }
      next = state.withLock { state in
        state.nextToDeliver += 1
        state.failure = state.failure ?? failure
        let following = state.failure == nil ? state.waiting[state.nextToDeliver % window].take() : nil
        state.isDelivering = following != nil
        return following
      }
      room.signal()
    }
  }

  /// Throws what the receiver threw.
  func finish() throws(Failure) {
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }
}
