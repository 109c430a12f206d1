#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>

/* xmlFree is a variable, which Swift does not take for safe. */
void ktc_xml_free(void *pointer);
