#include "shim.h"

#include "CLoading.h"

static const struct loaded_library LIBRARY = {"libzip.so.4", "libzip4"};

LOADED(void, zip_discard, (zip_t *archive), (archive))
LOADED(void, zip_error_fini, (zip_error_t *error), (error))
LOADED(void, zip_error_init, (zip_error_t *error), (error))
LOADED(const char *, zip_error_strerror, (zip_error_t *error), (error))
LOADED(int, zip_fclose, (zip_file_t *file), (file))
LOADED(zip_file_t *, zip_fopen_index, (zip_t *archive, zip_uint64_t index, zip_flags_t flags), (archive, index, flags))
LOADED(zip_int64_t, zip_fread, (zip_file_t *file, void *buffer, zip_uint64_t count), (file, buffer, count))
LOADED(zip_int64_t, zip_get_num_entries, (zip_t *archive, zip_flags_t flags), (archive, flags))
LOADED(zip_int64_t, zip_name_locate, (zip_t *archive, const char *name, zip_flags_t flags), (archive, name, flags))
LOADED(zip_t *, zip_open, (const char *path, int flags, int *error), (path, flags, error))
LOADED(zip_t *, zip_open_from_source, (zip_source_t *source, int flags, zip_error_t *error), (source, flags, error))
LOADED(zip_source_t *, zip_source_filep_create,
       (FILE *file, zip_uint64_t start, zip_int64_t length, zip_error_t *error),
       (file, start, length, error))
LOADED(void, zip_source_free, (zip_source_t *source), (source))
LOADED(int, zip_stat_index,
       (zip_t *archive, zip_uint64_t index, zip_flags_t flags, zip_stat_t *status),
       (archive, index, flags, status))
LOADED(void, zip_stat_init, (zip_stat_t *status), (status))
