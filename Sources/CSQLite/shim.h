#include <string.h>
#include <sqlite3.h>
