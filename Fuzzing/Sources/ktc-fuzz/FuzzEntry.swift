internal import Glibc

/// The target that `KTC_FUZZ_TARGET` names.
private nonisolated(unsafe) var target: FuzzTarget?

/// Prepares the target before the first input. With `KTC_FUZZ_SEEDS=FOLDER` it writes the seeds of the target there, and
/// its dictionary to `FOLDER.dict`, and ends.
@c(LLVMFuzzerInitialize)
public func prepareFuzzing(_ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  let name = environment("KTC_FUZZ_TARGET") ?? ""
  do {
    guard let found = try FuzzTarget.named(name) else {
      print("KTC_FUZZ_TARGET is one of \(FuzzTarget.names.joined(separator: ", "))")
      exit(64)
    }
    if let folder = environment("KTC_FUZZ_SEEDS") {
      try SeedCorpus(name).write(to: folder)
      exit(0)
    }
    target = found
  } catch {
    print("\(name): \(error)")
    exit(70)
  }
  return 0
}

/// Runs the target on one input. What it does wrong ends the program, so that libFuzzer keeps the input.
@c(LLVMFuzzerTestOneInput)
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let start = processorSeconds()
  do {
    try target?.run(Array(UnsafeBufferPointer(start: data, count: size)))
  } catch {
    fatalError("an error that no input should bring about: \(error)")
  }
  let seconds = processorSeconds() - start
  require(seconds < mostSeconds, "an input of \(size) bytes took \(seconds) seconds")
  return 0
}

/// A second of the program that is shipped is about so many of the instrumented one. It is processor time: other programs
/// may take theirs meanwhile.
private let mostSeconds = 6.0

private func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ data: UnsafeMutablePointer<UInt8>?, _ size: Int, _ room: Int) -> Int

/// Changes an input as libFuzzer does, and now and then repeats a piece of it until it is full: what takes quadratic time
/// shows in long runs of one thing, which single changes never make.
@c(LLVMFuzzerCustomMutator)
public func mutateInput(_ data: UnsafeMutablePointer<UInt8>?, _ size: Int, _ room: Int, _ seed: CUnsignedInt) -> Int {
  guard let data, size > 0, seed % 64 == 0 else { return mutate(data, size, room) }
  let start = Int(seed / 64) % size
  let length = min(size - start, 1 + Int(seed / 4096) % 48)
  let piece = Array(UnsafeBufferPointer(start: data + start, count: length))
  var position = start + length
  while position + length <= room {
    for byte in piece {
      data[position] = byte
      position += 1
    }
  }
  return position
}

private func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// Ends the program unless something holds.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
  if !holds { fatalError(what()) }
}
