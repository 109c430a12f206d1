#include "shim.h"

#include "CLoading.h"

static const struct loaded_library LIBRARY = {"libserd-0.so.0", "libserd-0-0"};

LOADED(void, serd_env_free, (SerdEnv *env), (env))
LOADED(SerdEnv *, serd_env_new, (const SerdNode *base_uri), (base_uri))
LOADED(const uint8_t *, serd_strerror, (SerdStatus status), (status))
LOADED(SerdStatus, serd_writer_finish, (SerdWriter *writer), (writer))
LOADED(void, serd_writer_free, (SerdWriter *writer), (writer))
LOADED(SerdWriter *, serd_writer_new,
       (SerdSyntax syntax, SerdStyle style, SerdEnv *env, const SerdURI *base_uri, SerdSink ssink, void *stream),
       (syntax, style, env, base_uri, ssink, stream))
LOADED(void, serd_writer_set_error_sink,
       (SerdWriter *writer, SerdErrorSink error_sink, void *error_handle),
       (writer, error_sink, error_handle))
LOADED(SerdStatus, serd_writer_set_prefix,
       (SerdWriter *writer, const SerdNode *name, const SerdNode *uri),
       (writer, name, uri))
LOADED(SerdStatus, serd_writer_write_statement,
       (SerdWriter *writer, SerdStatementFlags flags, const SerdNode *graph, const SerdNode *subject,
        const SerdNode *predicate, const SerdNode *object, const SerdNode *datatype, const SerdNode *lang),
       (writer, flags, graph, subject, predicate, object, datatype, lang))
