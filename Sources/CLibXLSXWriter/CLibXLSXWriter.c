#include "shim.h"

#include "CLoading.h"

static const struct loaded_library LIBRARY = {"libxlsxwriter.so.4", "libxlsxwriter4"};

LOADED(void, format_set_align, (lxw_format *format, uint8_t alignment), (format, alignment))
LOADED(void, format_set_bg_color, (lxw_format *format, lxw_color_t color), (format, color))
LOADED(void, format_set_bold, (lxw_format *format), (format))
LOADED(void, format_set_bottom, (lxw_format *format, uint8_t style), (format, style))
LOADED(void, format_set_font_color, (lxw_format *format, lxw_color_t color), (format, color))
LOADED(void, format_set_font_size, (lxw_format *format, double size), (format, size))
LOADED(void, format_set_num_format, (lxw_format *format, const char *num_format), (format, num_format))
LOADED(void, format_set_num_format_index, (lxw_format *format, uint8_t index), (format, index))
LOADED(void, format_set_text_wrap, (lxw_format *format), (format))
LOADED(char *, lxw_strerror, (lxw_error error_num), (error_num))
LOADED(lxw_format *, workbook_add_format, (lxw_workbook *workbook), (workbook))
LOADED(lxw_worksheet *, workbook_add_worksheet, (lxw_workbook *workbook, const char *sheetname), (workbook, sheetname))
LOADED(lxw_error, workbook_close, (lxw_workbook *workbook), (workbook))
LOADED(lxw_error, workbook_define_name,
       (lxw_workbook *workbook, const char *name, const char *formula),
       (workbook, name, formula))
LOADED(lxw_workbook *, workbook_new_opt, (const char *filename, lxw_workbook_options *options), (filename, options))
LOADED(lxw_error, workbook_set_properties,
       (lxw_workbook *workbook, lxw_doc_properties *properties),
       (workbook, properties))
LOADED(void, worksheet_activate, (lxw_worksheet *worksheet), (worksheet))
LOADED(lxw_error, worksheet_autofilter,
       (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col),
       (worksheet, first_row, first_col, last_row, last_col))
LOADED(lxw_error, worksheet_data_validation_range,
       (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col,
        lxw_data_validation *validation),
       (worksheet, first_row, first_col, last_row, last_col, validation))
LOADED(void, worksheet_fit_to_pages,
       (lxw_worksheet *worksheet, uint16_t width, uint16_t height),
       (worksheet, width, height))
LOADED(void, worksheet_freeze_panes, (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col), (worksheet, row, col))
LOADED(lxw_error, worksheet_merge_range,
       (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_col_t first_col, lxw_row_t last_row, lxw_col_t last_col,
        const char *string, lxw_format *format),
       (worksheet, first_row, first_col, last_row, last_col, string, format))
LOADED(lxw_error, worksheet_repeat_rows,
       (lxw_worksheet *worksheet, lxw_row_t first_row, lxw_row_t last_row),
       (worksheet, first_row, last_row))
LOADED(lxw_error, worksheet_set_column,
       (lxw_worksheet *worksheet, lxw_col_t first_col, lxw_col_t last_col, double width, lxw_format *format),
       (worksheet, first_col, last_col, width, format))
LOADED(lxw_error, worksheet_set_column_opt,
       (lxw_worksheet *worksheet, lxw_col_t first_col, lxw_col_t last_col, double width, lxw_format *format,
        lxw_row_col_options *options),
       (worksheet, first_col, last_col, width, format, options))
LOADED(void, worksheet_set_landscape, (lxw_worksheet *worksheet), (worksheet))
LOADED(void, worksheet_set_paper, (lxw_worksheet *worksheet, uint8_t paper_type), (worksheet, paper_type))
LOADED(lxw_error, worksheet_set_row,
       (lxw_worksheet *worksheet, lxw_row_t row, double height, lxw_format *format),
       (worksheet, row, height, format))
LOADED(void, worksheet_set_tab_color, (lxw_worksheet *worksheet, lxw_color_t color), (worksheet, color))
LOADED(lxw_error, worksheet_write_boolean,
       (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, int value, lxw_format *format),
       (worksheet, row, col, value, format))
LOADED(lxw_error, worksheet_write_number,
       (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, double number, lxw_format *format),
       (worksheet, row, col, number, format))
LOADED(lxw_error, worksheet_write_string,
       (lxw_worksheet *worksheet, lxw_row_t row, lxw_col_t col, const char *string, lxw_format *format),
       (worksheet, row, col, string, format))
