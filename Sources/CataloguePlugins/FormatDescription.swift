/// What a format is, for help, completion and the reference pages.
public struct FormatDescription: Sendable, Hashable {
  /// The id that `--to` and `--from` take, such as `csv`.
  public var id: String
  /// The name for people.
  public var name: String
  /// The media type (RFC 6838).
  public var mediaType: String
  /// File name extensions without the dot, the usual one first.
  public var fileExtensions: [String]
  /// The name, without its extension, of the file that an export makes in a folder; formats whose files have the same
  /// extension differ in it.
  public var fileStem: String
  /// Whether an export is one file or a folder of files.
  public var layout: Layout
  /// Who takes or makes it, in a few words.
  public var audience: String
  /// The specification that it follows, or the page that describes it.
  public var specification: String

  /// Whether an export is one file or a folder of files.
  public enum Layout: String, Sendable, Hashable { case file, folder }

  /// Makes a description.
  public init(
    id: String, name: String, mediaType: String, fileExtensions: [String], fileStem: String = "records",
    layout: Layout = .file, audience: String, specification: String
  ) {
    self.id = id
    self.name = name
    self.mediaType = mediaType
    self.fileExtensions = fileExtensions
    self.fileStem = fileStem
    self.layout = layout
    self.audience = audience
    self.specification = specification
  }

  /// The name of the file, or of the folder, that an export makes in a folder.
  public var outputName: String {
    layout == .folder ? id : fileStem + "." + (fileExtensions.first ?? id)
  }
}
