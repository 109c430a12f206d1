// swift-tools-version: 6.2
import PackageDescription

// A package of its own: Yams brings a copy of libyaml whose symbols would take the place of the system's in ktc.
let package = Package(
  name: "compose-all",
  dependencies: [
    // What is compared with.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")
  ],
  targets: [
    .executableTarget(name: "compose-all", dependencies: [.product(name: "Yams", package: "Yams")])
  ]
)
