/* Calls into a shared library that is loaded by the first of them, so that a run that needs nothing of it does not pay
   for it at its start. */
#pragma once

/* A library that may be needed. Where it is missing, the first call says which package has it, and ends the program
   with status 70. */
struct loaded_library {
  /* The file, with the version that the headers belong to. */
  const char *file;
  /* The Debian package that has it. */
  const char *package;
};

/* The address of a function or variable of the library, which is loaded where it is not yet. Any thread may ask. */
void *loaded_symbol(const struct loaded_library *library, const char *name);

/* Defines a function of `LIBRARY`, which a header declares, as one that loads the library and hands the call on. The
   compiler checks it against the header. What the pointer is set to is the same whichever thread is first. */
#define LOADED(result, function, parameters, arguments)                                                   \
  result function parameters {                                                                            \
    static _Atomic(__typeof__(&function)) loaded;                                                         \
    __typeof__(&function) call = loaded;                                                                  \
    if (!call) loaded = call = (__typeof__(&function))loaded_symbol(&LIBRARY, #function);                 \
    return call arguments;                                                                                \
  }
