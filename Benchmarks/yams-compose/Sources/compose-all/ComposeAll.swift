import Foundation
import Yams

/// Composes the nodes of every file that standard input lists, one path a line, and prints how long it took.
@main
enum ComposeAll {
  static func main() throws {
    let start = ContinuousClock.now
    var files = 0
    var size = 0
    while let path = readLine() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      size += text.utf8.count
      if try Yams.compose(yaml: text) != nil { files += 1 }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    print("files \(files) bytes \(size) seconds \(seconds)")
  }
}
