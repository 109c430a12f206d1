internal import CLibXLSXWriter

/// How the cells of the workbook look.
struct SheetStyles {
  typealias Format = UnsafeMutablePointer<lxw_format>?

  let label: Format
  let name: Format
  let text: Format
  /// For texts that a program would take for a formula, a number or a date once somebody edits them.
  let literal: Format
  let date: Format
  let id: Format
  let heading: Format
  let prose: Format

  init(_ workbook: TemporaryWorkbook) {
    func top(_ format: UnsafeMutablePointer<lxw_format>) {
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    label = workbook.addFormat {
      format_set_bold($0)
      format_set_text_wrap($0)
      format_set_bg_color($0, 0x1F4E79)
      format_set_font_color($0, 0xFFFFFF)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    }
    name = workbook.addFormat {
      format_set_font_size($0, 8)
      format_set_font_color($0, 0x595959)
      format_set_bg_color($0, 0xDDEBF7)
      format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
    }
    text = workbook.addFormat {
      top($0)
      format_set_text_wrap($0)
    }
    literal = workbook.addFormat {
      top($0)
      format_set_text_wrap($0)
      // "@": the cell stays a text.
      format_set_num_format_index($0, 49)
    }
    date = workbook.addFormat {
      top($0)
      format_set_num_format($0, "yyyy-mm-dd")
      format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
    }
    id = workbook.addFormat {
      top($0)
      format_set_text_wrap($0)
      format_set_font_color($0, 0x595959)
      format_set_num_format_index($0, 49)
    }
    heading = workbook.addFormat {
      format_set_bold($0)
      format_set_font_size($0, 14)
      format_set_font_color($0, 0x1F4E79)
    }
    prose = workbook.addFormat {
      top($0)
      format_set_text_wrap($0)
    }
  }

  /// The height of a row with a text in a column of a width in letters; not every program fits rows to their texts.
  static func height(of text: String, in width: Int) -> Double {
    Double(1 + text.count / (width * 11 / 10)) * 15
  }
}
