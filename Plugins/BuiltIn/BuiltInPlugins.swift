internal import AtomFormat
internal import CPSVAPFormat
internal import CSVFormat
public import CataloguePlugins
internal import DCATAPFormat
internal import DataPackageFormat
internal import InterregFormat
internal import JSONFormat
internal import KTForceForm
internal import MarkdownFormat
internal import SKOSFormat
internal import STIPFormat
internal import SchemaOrgFormat
internal import TextFormFormat
internal import XLSXFormat
internal import YAMLFormat

/// The plugins that ship with the program; the only list of them.
public enum BuiltInPlugins {
  /// All of them.
  public static let all: [any Plugin] = [
    YAMLPlugin(), JSONPlugin(), CSVPlugin(), XLSXPlugin(), DataPackagePlugin(), MarkdownPlugin(), SchemaOrgPlugin(),
    CPSVAPPlugin(), DCATAPPlugin(), SKOSPlugin(), STIPPlugin(), InterregPlugin(), AtomPlugin(), KTForceFormPlugin(),
    TextFormPlugin(),
  ]
}
