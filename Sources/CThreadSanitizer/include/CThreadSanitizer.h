/* Nothing to call; see CThreadSanitizer.c. */
#pragma once
