/* What this build was made from. */
#pragma once

/* The commit and its day, such as `1a2b3c4d5e, 2026-11-21`; empty when the build was not told. */
const char *build_commit(void);
