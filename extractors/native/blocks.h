/* A page's text as blocks: what the walk (walk.c) and the making of blocks (blocks.c) share. */
#ifndef CUTTINGS_BLOCKS_H
#define CUTTINGS_BLOCKS_H

#include "tree.h"

/* Of an element's name; as _FLAGS of blocks.py has them. The bits of TAG_BITS stand above. */
enum { BLOCK = 1, SKIPPED = 2, BR = 4, LINK = 8, STRONG = 16, TABLE = 32, ROW = 64, CELL = 128, ARTICLE = 256, BUTTON = 512 };
enum { TAGS_FROM = 16 };
/* Bounds, as blocks.py has them. */
enum { MOST_CLASSES = 300, NAMED_CLASSES = 100, MOST_ID = 100, MOST_PATH = 200, MOST_TARGET = 500, MOST_BLOCK = 1000000 };
enum { MANY_BLOCKS = 2000, MOST_BLOCKS = 12000, BLOCK_FIELDS = 18 };

/* What Python is asked for: the class Block, and functions of blocks.py and of the modules beside it. */
enum { MAKE_BLOCK, HINTS, HIDES, IS_HIDDEN, HOLDS_PAGE, OTHER_BITS, OPEN_TABLE, TIDY, ASKED };

/* An open block-level element. Its name and path are made when a block asks for them. */
typedef struct {
    xmlNode *node;
    PyObject *tag, *name, *path;
    long number, own, near, all, tags, containers[4], depth, article;
} Place;

typedef struct {
    Tree tree;
    PyObject *const *asked; /* ASKED functions, borrowed */
    PyObject *blocks, *parts, *tables, *shapes, *line_end, *no_words, *link_target, *open_target;
    Place *places;
    Py_ssize_t open, room;
    long count, table_count, br_run, br_count, link_depth, strong_depth;
    Py_ssize_t link_characters, link_count, strong_characters;
    int has_words, is_enough;
} Walk;

static inline const xmlAttr *attribute(const xmlNode *node, const char *name) {
    for (const xmlAttr *each = node->properties; each != NULL; each = each->next)
        if (strcmp((const char *)each->name, name) == 0)
            return each;
    return NULL;
}

/* The value of an attribute, at most so many characters of it, a new reference; "" where it is not there. */
PyObject *words_of(const Walk *walk, xmlNode *node, const char *name, Py_ssize_t most);
int flush(Walk *walk); /* ends a block: 0 and an exception on failure */

#endif
