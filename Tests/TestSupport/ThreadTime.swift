internal import Foundation
internal import Glibc

/// Time that a thread has computed, which other work on a busy machine does not lengthen.
package enum ThreadTime {
  /// How many times as long as usual a program may take: a sanitizer makes it slow.
  package static var patience: Double {
    ProcessInfo.processInfo.environment["KTC_TEST_PATIENCE"].flatMap(Double.init) ?? 1
  }

  /// A second of a program that no sanitizer makes slow.
  package static var second: Duration { .seconds(patience) }

  /// What the calling thread computes while it runs the body.
  package static func measure(_ body: () throws -> Void) rethrows -> Duration {
    let start = now
    try body()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
