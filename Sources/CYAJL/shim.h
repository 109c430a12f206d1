#include <string.h>
#include <yajl/yajl_parse.h>
