// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "empty-program",
  dependencies: [
    // The version that ktc uses.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .executableTarget(
      name: "empty-program", dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")])
  ]
)
