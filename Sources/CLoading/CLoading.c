#include "CLoading.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

static void *given_up(const struct loaded_library *library) {
  const char *reason = dlerror();
  dprintf(STDERR_FILENO,
          "ktc: error: this needs %s, which cannot be loaded; install the package %s (%s)\n",
          library->file, library->package, reason ? reason : "no reason is known");
  /* As the loader does for a library that every run needs; what was begun is not finished by halves. */
  _exit(70);
}

void *loaded_symbol(const struct loaded_library *library, const char *name) {
  /* Loading it again answers with the one that is there. */
  void *handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
  void *symbol = handle ? dlsym(handle, name) : NULL;
  return symbol ? symbol : given_up(library);
}
