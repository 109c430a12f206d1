#include <string.h>
#include <yajl/yajl_parse.h>
#include <yajl/yajl_gen.h>

/* The library configures through variadic functions, which Swift cannot call. */
static inline void ktc_yajl_beautify(yajl_gen generator, const char *indent) {
  yajl_gen_config(generator, yajl_gen_beautify, 1);
  yajl_gen_config(generator, yajl_gen_indent_string, indent);
}
