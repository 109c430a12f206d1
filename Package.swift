// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A target of our own; plugins live in `Plugins/`, everything else in `Sources/`.
func ours(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil, resources: [Resource]? = nil)
  -> Target
{
  .target(name: name, dependencies: dependencies, path: path, resources: resources, swiftSettings: settings)
}

/// A format: a target called after its folder in `Plugins/`.
func plugin(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  ours(
    name + "Format", ["CatalogueModel", "CataloguePlugins", "SourceTree"] + dependencies, path: "Plugins/\(name)",
    resources: resources)
}

/// A C library that is loaded by the first call to it: its headers, and a function for each one of it that is called.
/// The headers come with the package; linked, the library would cost every run some of its start.
func loaded(_ name: String, linkerSettings: [LinkerSetting]? = nil) -> Target {
  .target(name: name, dependencies: ["CLoading"], linkerSettings: linkerSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + [.init(stringLiteral: name), "TestSupport"],
    swiftSettings: settings)
}

/// The sanitizers bring an allocator of their own and find more without ours:
/// `KTC_SYSTEM_ALLOCATOR=1 swift build --sanitize=address`.
let isSanitized = Context.environment["KTC_SYSTEM_ALLOCATOR"] != nil

/// What feeds bytes from strangers to libFuzzer; only it can link this program, so it is built when `make fuzz` asks.
let fuzzing: [Target] =
  Context.environment["KTC_FUZZING"] == nil
  ? []
  : [
    .executableTarget(
      name: "ktc-fuzz",
      dependencies: [
        "BuiltInPlugins", "CatalogueModel", "CataloguePlugins", "CatalogueSearch", "CatalogueStore", "FieldTexts",
        "ReferencePages", "SourceTree", "SubmissionForm", "TestSupport", "YAMLDocument",
      ],
      path: "Fuzzing/Sources/ktc-fuzz", swiftSettings: settings)
  ]

/// The commit that `ktc --version` names. Only one file knows it, so that a new commit compiles nothing else.
let commit = (Context.environment["KTC_COMMIT"] ?? "").filter { $0 != "\"" && $0 != "\\" }

let package = Package(
  name: "ktc",
  products: [.executable(name: "ktc", targets: ["ktc"])],
  dependencies: [
    // Parses the command line and makes help and completions.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Starts the editor and git; without its traits it needs no Foundation, which costs time at every start.
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    // Names the paths that swift-subprocess takes.
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    // Scans and parses YAML.
    .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"])]),
    // Parses JSON in a stream, with the position of every token.
    .systemLibrary(name: "CYAJL", providers: [.apt(["libyajl-dev"])]),
    // Splits CSV into fields in a stream.
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    // Folds case and accents, composes and decomposes letters, knows their width in a terminal.
    .systemLibrary(name: "CUTF8Proc", providers: [.apt(["libutf8proc-dev"])]),
    // Parses CommonMark, and renders it as HTML and as CommonMark again.
    .systemLibrary(name: "CCMark", providers: [.apt(["libcmark-dev"])]),
    // Reduces words to their stems in some twenty languages.
    .systemLibrary(name: "CLibStemmer", providers: [.apt(["libstemmer-dev"])]),
    // Makes SHA-256 digests.
    .systemLibrary(name: "CNettle", providers: [.apt(["nettle-dev"])]),
    // Keeps the search index: full text, values and words.
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    // Allocates memory, quicker than the C library does; in the program only.
    .systemLibrary(name: "CMimalloc", providers: [.apt(["libmimalloc-dev"])]),

    // Knows which commit a build is made from; `make build` tells it.
    .target(
      name: "CBuildIdentity", cSettings: commit.isEmpty ? [] : [.define("KTC_COMMIT", to: "\"\(commit)\"")]),
    // Tells ThreadSanitizer about the locks of the standard library.
    .target(name: "CThreadSanitizer"),
    // Loads a library when it is needed.
    .target(name: "CLoading"),
    // Reads saved HTML pages and the parts of workbooks, and writes feeds.
    loaded("CLibXML2"),
    // Writes workbooks in a stream. It finds the function that this program puts in the place of zlib's.
    loaded(
      "CLibXLSXWriter",
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=deflateInit2_"])]),
    // Opens workbooks that come back, which are ZIP archives.
    loaded("CLibZip"),
    // Writes Turtle in a stream.
    loaded("CSerd"),

    ours("Allocation", isSanitized ? ["CThreadSanitizer"] : ["CMimalloc"]),
    ours("SourceTree", []),
    ours(
      "ProgramRunning",
      [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    ours("TextFolding", ["CUTF8Proc"]),
    ours("YAMLDocument", ["SourceTree", "CLibYAML"]),
    ours("JSONDocument", ["SourceTree", "CYAJL"]),
    ours("DelimitedText", ["SourceTree", "CLibCSV"]),
    ours("CommonMark", ["CCMark"]),
    ours("Digests", ["CNettle"]),
    ours("CatalogueModel", ["SourceTree", "TextFolding"]),
    ours("CataloguePlugins", ["CatalogueModel", "SourceTree"]),
    ours(
      "RecordTable",
      ["CatalogueModel", "CataloguePlugins", "DelimitedText", "JSONDocument", "SourceTree", "TextFolding"]),
    ours(
      "CatalogueStore", ["CatalogueModel", "Digests", "SourceTree", "TextFolding", "YAMLDocument"],
      // A link to the vocabularies of the bundled catalogue: they ship inside the program.
      resources: [.embedInCode("Base")]),
    ours("Curation", ["CatalogueModel", "CatalogueStore", "SourceTree", "TextFolding"]),
    ours("Stemming", ["CLibStemmer", "TextFolding"]),
    ours(
      "CatalogueSearch",
      ["CatalogueModel", "CommonMark", "DelimitedText", "SourceTree", "Stemming", "TextFolding", "CSQLite"]),

    // What fields and messages are called in the languages of the network.
    ours(
      "FieldTexts", ["CatalogueModel", "SourceTree", "YAMLDocument"], resources: [.embedInCode("Texts")]),
    ours(
      "SubmissionForm",
      ["CatalogueModel", "CataloguePlugins", "Digests", "FieldTexts", "JSONDocument", "SourceTree"],
      resources: [.embedInCode("Page")]),

    // Letters to those who reported records, in the languages of the network.
    ours(
      "CareLetters", ["CatalogueModel", "Curation", "FieldTexts", "SourceTree", "TextFolding", "YAMLDocument"],
      resources: [.embedInCode("Texts")]),

    ours("LinkedData", ["CatalogueModel", "CataloguePlugins", "JSONDocument", "SourceTree", "CSerd"]),

    plugin("YAML", ["YAMLDocument"]),
    plugin("JSON", ["JSONDocument"]),
    plugin("CSV", ["DelimitedText", "RecordTable"]),
    plugin(
      "XLSX", ["RecordTable", "TextFolding", "CLibXLSXWriter", "CLibZip", "CLibXML2"],
      resources: [.embedInCode("Guide")]),
    plugin("DataPackage", ["RecordTable", "JSONDocument"]),
    plugin("Markdown", []),
    plugin("SchemaOrg", ["JSONDocument", "LinkedData"]),
    plugin("STIP", ["DelimitedText"]),
    plugin("Interreg", ["CommonMark", "CLibXML2"]),
    plugin("CPSVAP", ["LinkedData"]),
    plugin("DCATAP", ["LinkedData"]),
    plugin("SKOS", ["LinkedData"]),
    plugin("Atom", ["LinkedData", "CLibXML2"]),
    plugin("TextForm", ["FieldTexts", "SubmissionForm", "TextFolding"]),
    ours(
      "KTForceForm", ["CatalogueModel", "CataloguePlugins", "SourceTree", "TextFolding", "CLibXML2"],
      path: "Plugins/KTForceForm"),
    ours(
      "BuiltInPlugins",
      [
        "CataloguePlugins", "YAMLFormat", "JSONFormat", "CSVFormat", "XLSXFormat", "DataPackageFormat",
        "MarkdownFormat", "SchemaOrgFormat", "CPSVAPFormat", "DCATAPFormat", "SKOSFormat", "STIPFormat",
        "InterregFormat", "AtomFormat", "KTForceForm", "TextFormFormat",
      ],
      path: "Plugins/BuiltIn"),

    ours(
      "ReferencePages",
      [
        "CatalogueModel", "CataloguePlugins", "CatalogueSearch", "CatalogueStore", "Curation", "JSONDocument",
        "SourceTree", "YAMLDocument",
      ]),

    .executableTarget(
      name: "ktc",
      dependencies: [
        "Allocation", "BuiltInPlugins", "CBuildIdentity", "CareLetters", "CatalogueModel", "CataloguePlugins",
        "CatalogueSearch", "CatalogueStore", "Curation", "DelimitedText", "Digests", "FieldTexts", "JSONDocument",
        "ProgramRunning", "ReferencePages", "SourceTree", "SubmissionForm", "TextFolding", "YAMLDocument",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: settings,
      // Where Scripts/static-runtime puts what is better linked than loaded.
      linkerSettings: [
        .unsafeFlags(["-L", Context.packageDirectory + "/.build/static-runtime"], .when(configuration: .release))
      ]),
    .executableTarget(name: "generate-codes", swiftSettings: settings),
    .executableTarget(
      name: "ktc-bench",
      dependencies: [
        "Allocation", "BuiltInPlugins", "CatalogueModel", "CataloguePlugins", "CatalogueSearch", "CatalogueStore",
      ],
      path: "Benchmarks/Sources/ktc-bench",
      swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: ["CatalogueModel", "CataloguePlugins", "CatalogueStore", "SourceTree", "YAMLDocument"]
        + (isSanitized ? ["CThreadSanitizer"] : []),
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("CLoading", []),
    tests("SourceTree", []),
    tests("TextFolding", []),
    tests("YAMLDocument", ["CLibYAML", "SourceTree"]),
    tests("JSONDocument", ["SourceTree"]),
    tests("CatalogueModel", ["SourceTree", "YAMLDocument"]),
    tests("CatalogueStore", ["CatalogueModel", "SourceTree", "YAMLDocument"]),
    tests("CareLetters", ["CatalogueModel", "CatalogueStore", "Curation"]),
    tests("Curation", ["CatalogueModel", "CatalogueStore", "SourceTree"]),
    tests("CataloguePlugins", ["BuiltInPlugins", "CatalogueModel", "SourceTree"]),
    tests("YAMLFormat", ["CatalogueModel", "CataloguePlugins", "SourceTree"]),
    tests("JSONFormat", ["CatalogueModel", "CataloguePlugins", "SourceTree"]),
    tests("RecordTable", ["CatalogueModel", "SourceTree"]),
    tests("DelimitedText", ["SourceTree"]),
    tests("CSVFormat", ["CatalogueModel", "CataloguePlugins", "DelimitedText", "RecordTable", "SourceTree"]),
    tests("XLSXFormat", ["CatalogueModel", "CataloguePlugins", "RecordTable", "SourceTree"]),
    tests("DataPackageFormat", ["CatalogueModel", "CataloguePlugins"]),
    tests("MarkdownFormat", ["CatalogueModel", "CataloguePlugins"]),
    tests("SchemaOrgFormat", ["CatalogueModel", "CataloguePlugins"]),
    tests("LinkedData", ["CatalogueModel", "CataloguePlugins"]),
    tests("CPSVAPFormat", ["CatalogueModel", "CataloguePlugins", "LinkedData"]),
    tests("DCATAPFormat", ["CatalogueModel", "CataloguePlugins"]),
    tests("SKOSFormat", ["CatalogueModel", "CataloguePlugins"]),
    tests("KTForceForm", ["CatalogueModel", "CataloguePlugins", "SourceTree"]),
    tests("STIPFormat", ["CatalogueModel", "CataloguePlugins", "DelimitedText", "SourceTree"]),
    tests("InterregFormat", ["CatalogueModel", "CataloguePlugins", "CommonMark", "SourceTree"]),
    tests("CommonMark", []),
    tests("Digests", []),
    tests("AtomFormat", ["CatalogueModel", "CataloguePlugins"]),
    tests("CatalogueSearch", ["CatalogueModel", "CataloguePlugins", "CatalogueStore", "SourceTree", "YAMLDocument"]),
    tests("FieldTexts", ["CatalogueModel"]),
    tests("SubmissionForm", ["CatalogueModel", "Digests", "FieldTexts", "JSONDocument", "SourceTree"]),
    tests("TextFormFormat", ["CatalogueModel", "CataloguePlugins", "FieldTexts", "SourceTree", "SubmissionForm"]),
    tests("ktc", ["Digests"]),
  ] + fuzzing
)
