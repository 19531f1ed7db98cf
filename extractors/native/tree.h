/* Nodes of lxml's trees, read where they lie; nothing here changes one. Only where lxml's headers are. */
#ifndef CUTTINGS_TREE_H
#define CUTTINGS_TREE_H

#include "native.h"
#include <libxml/tree.h>

/* Names of elements seen lately in a tree: libxml2 keeps each name of a document once, so its place tells it. */
enum { KEPT_NAMES = 128 };
typedef struct {
    const xmlChar *place;
    PyObject *name;
    long flags;
} KeptName;

typedef struct {
    PyObject *document; /* lxml's, borrowed of the element asked for */
    xmlNode *root;
    PyObject *flags_of; /* dict, borrowed: name of an element to flags */
    long dashed;        /* flags of names with a dash that are not there */
    KeptName kept[KEPT_NAMES];
} Tree;

int reach_lxml(void);                                                /* 0 where there is another lxml than compiled for */
int open_tree(Tree *tree, PyObject *element, PyObject *flags_of, long dashed); /* 0 and TypeError if it is no element */
void close_tree(Tree *tree);
const KeptName *name_of(Tree *tree, const xmlNode *node);            /* NULL and an exception on failure */
PyObject *element_at(const Tree *tree, xmlNode *node);               /* lxml's element, a new reference */
PyObject *text_in(const xmlNode *node);                              /* str before the first child, or None */
PyObject *text_behind(const xmlNode *node);                          /* str behind a node, or None */
PyObject *value_of(xmlNode *node, const xmlAttr *attribute);         /* str */
xmlNode *first_child(const xmlNode *node);                           /* as lxml counts children; NULL without */
xmlNode *next_child(const xmlNode *node);
int is_foreign(const xmlNode *root);                                 /* whether there are namespaces, which HTML never gives */

#endif
