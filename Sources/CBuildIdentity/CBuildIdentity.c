#include "CBuildIdentity.h"

/* Package.swift defines it from the environment. */
#ifndef KTC_COMMIT
#define KTC_COMMIT ""
#endif

const char *build_commit(void) { return KTC_COMMIT; }
