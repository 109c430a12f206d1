internal import CLoading
internal import Testing

@Suite struct LoadingTests {
  @Test func findsAFunctionOfALibrary() {
    #expect(Self.address(of: "cos", in: "libm.so.6") != nil)
  }

  @Test func saysWhichPackageHasALibraryThatIsMissing() async throws {
    let result = await #expect(processExitsWith: .exitCode(70), observing: [\.standardErrorContent]) {
      _ = LoadingTests.address(of: "cos", in: "libnowhere.so.9")
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("libnowhere.so.9") && text.contains("install the package some-package"), "\(text)")
  }

  @Test func saysWhichFunctionALibraryLacks() async throws {
    let result = await #expect(processExitsWith: .exitCode(70), observing: [\.standardErrorContent]) {
      _ = LoadingTests.address(of: "no_such_function", in: "libm.so.6")
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("no_such_function"), "\(text)")
  }

  private static func address(of function: String, in file: String) -> UnsafeMutableRawPointer? {
    file.withCString { file in
      "some-package".withCString { package in
        var library = loaded_library(file: file, package: package)
        return loaded_symbol(&library, function)
      }
    }
  }
}
