#include <serd-0/serd/serd.h>
