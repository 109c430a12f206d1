#include "shim.h"

#include "CLoading.h"

static const struct loaded_library LIBRARY = {"libxml2.so.2", "libxml2"};

LOADED(htmlParserCtxtPtr, htmlCreatePushParserCtxt,
       (htmlSAXHandlerPtr sax, void *user_data, const char *chunk, int size, const char *filename, xmlCharEncoding enc),
       (sax, user_data, chunk, size, filename, enc))
LOADED(int, htmlCtxtUseOptions, (htmlParserCtxtPtr ctxt, int options), (ctxt, options))
LOADED(void, htmlFreeParserCtxt, (htmlParserCtxtPtr ctxt), (ctxt))
LOADED(int, htmlParseChunk,
       (htmlParserCtxtPtr ctxt, const char *chunk, int size, int terminate),
       (ctxt, chunk, size, terminate))
LOADED(htmlDocPtr, htmlReadMemory,
       (const char *buffer, int size, const char *URL, const char *encoding, int options),
       (buffer, size, URL, encoding, options))
LOADED(int, xmlBufferAdd, (xmlBufferPtr buf, const xmlChar *str, int len), (buf, str, len))
LOADED(const xmlChar *, xmlBufferContent, (const xmlBuffer *buf), (buf))
LOADED(xmlBufferPtr, xmlBufferCreate, (void), ())
LOADED(xmlBufferPtr, xmlBufferCreateSize, (size_t size), (size))
LOADED(void, xmlBufferEmpty, (xmlBufferPtr buf), (buf))
LOADED(void, xmlBufferFree, (xmlBufferPtr buf), (buf))
LOADED(int, xmlBufferLength, (const xmlBuffer *buf), (buf))
LOADED(xmlParserCtxtPtr, xmlCreatePushParserCtxt,
       (xmlSAXHandlerPtr sax, void *user_data, const char *chunk, int size, const char *filename),
       (sax, user_data, chunk, size, filename))
LOADED(int, xmlCtxtUseOptions, (xmlParserCtxtPtr ctxt, int options), (ctxt, options))
LOADED(void, xmlFreeParserCtxt, (xmlParserCtxtPtr ctxt), (ctxt))
LOADED(int, xmlParseChunk,
       (xmlParserCtxtPtr ctxt, const char *chunk, int size, int terminate),
       (ctxt, chunk, size, terminate))
LOADED(int, xmlCharEncCloseFunc, (xmlCharEncodingHandler *handler), (handler))
LOADED(int, xmlCharEncInFunc, (xmlCharEncodingHandler *handler, xmlBufferPtr out, xmlBufferPtr in), (handler, out, in))
LOADED(xmlNodePtr, xmlDocGetRootElement, (const xmlDoc *doc), (doc))
LOADED(xmlCharEncodingHandlerPtr, xmlFindCharEncodingHandler, (const char *name), (name))
LOADED(void, xmlFreeDoc, (xmlDocPtr cur), (cur))
LOADED(void, xmlFreeTextWriter, (xmlTextWriterPtr writer), (writer))
LOADED(long, xmlGetLineNo, (const xmlNode *node), (node))
LOADED(xmlChar *, xmlGetProp, (const xmlNode *node, const xmlChar *name), (node, name))
LOADED(xmlTextWriterPtr, xmlNewTextWriterMemory, (xmlBufferPtr buf, int compression), (buf, compression))
LOADED(xmlChar *, xmlNodeGetContent, (const xmlNode *cur), (cur))
LOADED(void, xmlStopParser, (xmlParserCtxtPtr ctxt), (ctxt))
LOADED(int, xmlTextWriterEndDocument, (xmlTextWriterPtr writer), (writer))
LOADED(int, xmlTextWriterEndElement, (xmlTextWriterPtr writer), (writer))
LOADED(int, xmlTextWriterFlush, (xmlTextWriterPtr writer), (writer))
LOADED(int, xmlTextWriterSetIndent, (xmlTextWriterPtr writer, int indent), (writer, indent))
LOADED(int, xmlTextWriterSetIndentString, (xmlTextWriterPtr writer, const xmlChar *str), (writer, str))
LOADED(int, xmlTextWriterStartDocument,
       (xmlTextWriterPtr writer, const char *version, const char *encoding, const char *standalone),
       (writer, version, encoding, standalone))
LOADED(int, xmlTextWriterStartElement, (xmlTextWriterPtr writer, const xmlChar *name), (writer, name))
LOADED(int, xmlTextWriterWriteAttribute,
       (xmlTextWriterPtr writer, const xmlChar *name, const xmlChar *content),
       (writer, name, content))
LOADED(int, xmlTextWriterWriteString, (xmlTextWriterPtr writer, const xmlChar *content), (writer, content))

void ktc_xml_free(void *pointer) { (*(xmlFreeFunc *)loaded_symbol(&LIBRARY, "xmlFree"))(pointer); }
