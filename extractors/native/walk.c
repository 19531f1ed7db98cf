/* One pass over a page's tree, as _Walk of extractors/page/body/blocks.py makes it, which says what it does and why. */
#ifdef WITH_LXML
#include "blocks.h"

static long as_long(PyObject *number) {
    if (number == NULL)
        return -1;
    long value = PyLong_AsLong(number);
    Py_DECREF(number);
    return value;
}

static int as_truth(PyObject *answer) {
    if (answer == NULL)
        return -1;
    int value = PyObject_IsTrue(answer);
    Py_DECREF(answer);
    return value;
}

/* What Python says of an element, a new reference. */
static PyObject *ask(const Walk *walk, int what, xmlNode *node) {
    PyObject *element = element_at(&walk->tree, node);
    if (element == NULL)
        return NULL;
    PyObject *answer = PyObject_CallOneArg(walk->asked[what], element);
    Py_DECREF(element);
    return answer;
}

/* The hints of an element's class, id and role; -1 on failure. */
static long hints_of(const Walk *walk, xmlNode *node) {
    PyObject *classes = words_of(walk, node, "class", MOST_CLASSES);
    PyObject *id = words_of(walk, node, "id", MOST_ID), *role = words_of(walk, node, "role", PY_SSIZE_T_MAX);
    PyObject *names = NULL;
    long found = -1;
    if (classes != NULL && id != NULL && role != NULL) {
        if (PyUnicode_GET_LENGTH(classes) + PyUnicode_GET_LENGTH(id) + PyUnicode_GET_LENGTH(role) + 2 < 4)
            found = 0;
        else if ((names = PyUnicode_FromFormat("%U %U %U", classes, id, role)) != NULL)
            found = as_long(PyObject_CallOneArg(walk->asked[HINTS], names));
    }
    Py_XDECREF(classes);
    Py_XDECREF(id);
    Py_XDECREF(role);
    Py_XDECREF(names);
    return found;
}

/* What attributes other than class, id and role say; -1 on failure. */
static long other_bits(const Walk *walk, xmlNode *node) {
    static const char *const TELLING[] = {"hidden", "aria-hidden", "style", "itemprop"};
    for (size_t at = 0; at < sizeof TELLING / sizeof *TELLING; at++)
        if (attribute(node, TELLING[at]) != NULL)
            return as_long(ask(walk, OTHER_BITS, node));
    return 0;
}

/* Whether an element within a line holds words that no reader sees; -1 on failure. */
static int is_hidden(const Walk *walk, xmlNode *node) {
    if (node->properties == NULL)
        return 0;
    if (attribute(node, "hidden") == NULL && attribute(node, "aria-hidden") == NULL && attribute(node, "style") == NULL) {
        PyObject *classes = words_of(walk, node, "class", MOST_CLASSES);
        if (classes == NULL)
            return -1;
        int hides = PyUnicode_GET_LENGTH(classes) ? as_truth(PyObject_CallOneArg(walk->asked[HIDES], classes)) : 0;
        Py_DECREF(classes);
        if (hides <= 0)
            return hides;
    }
    return as_truth(ask(walk, IS_HIDDEN, node));
}

/* The number of characters between the blanks at both ends; 0 where all are blanks. */
static Py_ssize_t stripped_length(PyObject *words) {
    int kind = PyUnicode_KIND(words);
    const void *data = PyUnicode_DATA(words);
    Py_ssize_t start = 0, end = PyUnicode_GET_LENGTH(words);
    while (start < end && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, start)))
        start++;
    while (end > start && Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, end - 1)))
        end--;
    return end - start;
}

/* Adds words, which may be NULL after an exception, and gives them back. */
static int add(Walk *walk, PyObject *words) {
    if (words == NULL)
        return 0;
    int added = 1;
    if (PyUnicode_Check(words) && PyUnicode_GET_LENGTH(words)) {
        Py_ssize_t length = stripped_length(words);
        if (length || PyList_GET_SIZE(walk->parts))
            added = PyList_Append(walk->parts, words) == 0;
        if (length) {
            walk->br_run = 0;
            walk->has_words = 1;
            walk->link_characters += walk->link_depth > 0 ? length : 0;
            walk->strong_characters += walk->strong_depth > 0 ? length : 0;
        }
    }
    Py_DECREF(words);
    return added;
}

static int enter_table(Walk *walk, xmlNode *node, const Place *place, long flags) {
    Py_ssize_t count = PyList_GET_SIZE(walk->tables);
    if (flags & TABLE) {
        PyObject *element = element_at(&walk->tree, node);
        PyObject *table = element == NULL ? NULL : PyObject_CallFunction(
            walk->asked[OPEN_TABLE], "Ol(llll)", element, ++walk->table_count, place->containers[0],
            place->containers[1], place->containers[2], place->containers[3]);
        int added = table != NULL && PyList_Append(walk->tables, table) == 0;
        Py_XDECREF(element);
        Py_XDECREF(table);
        return added;
    }
    if (!count || PyList_GET_ITEM(walk->tables, count - 1) == Py_None || !(flags & (ROW | CELL)))
        return 1;
    PyObject *table = PyList_GET_ITEM(walk->tables, count - 1), *answer = NULL;
    if (flags & ROW) {
        answer = PyObject_CallMethod(table, "next_row", NULL);
    } else {
        PyObject *element = element_at(&walk->tree, node);
        answer = element == NULL ? NULL : PyObject_CallMethod(table, "next_cell", "O", element);
        Py_XDECREF(element);
    }
    Py_XDECREF(answer);
    return answer != NULL;
}

static int enter(Walk *walk, xmlNode *node, PyObject *tag, long flags) {
    if (walk->open == walk->room) {
        Place *places = PyMem_Realloc(walk->places, 2 * (size_t)walk->room * sizeof *places);
        if (places == NULL)
            return PyErr_NoMemory(), 0;
        walk->places = places;
        walk->room *= 2;
    }
    const Place *outer = &walk->places[walk->open - 1];
    walk->count++;
    long own = 0, bits = 0;
    if (node->properties != NULL && ((own = hints_of(walk, node)) < 0 || (bits = other_bits(walk, node)) < 0))
        return 0;
    Place *place = &walk->places[walk->open];
    *place = (Place){
        .node = node, .tag = Py_NewRef(tag), .number = walk->count, .own = own, .near = own | outer->own,
        .all = own | outer->all, .tags = outer->tags | flags >> TAGS_FROM | bits, .depth = outer->depth + 1,
        .containers = {outer->number, outer->containers[0], outer->containers[1], outer->containers[2]},
        .article = outer->article ? outer->article : flags & ARTICLE ? walk->count : 0,
    };
    walk->open++;
    return enter_table(walk, node, place, flags);
}

static void leave_place(Walk *walk) {
    Place *place = &walk->places[--walk->open];
    Py_XDECREF(place->tag);
    Py_XDECREF(place->name);
    Py_XDECREF(place->path);
}

static int open_inline(Walk *walk, xmlNode *node, long flags) {
    if (flags & BR) {
        walk->br_run++;
        walk->br_count++;
        return walk->br_run >= 2 ? flush(walk) : PyList_Append(walk->parts, walk->line_end) == 0;
    }
    if (flags & LINK) {
        walk->link_depth++;
        walk->link_count++;
        PyObject *target = words_of(walk, node, "href", MOST_TARGET);
        if (target == NULL)
            return 0;
        Py_SETREF(walk->open_target, target);
        if (!PyUnicode_GET_LENGTH(walk->link_target))
            Py_SETREF(walk->link_target, Py_NewRef(target));
    } else if (flags & STRONG) {
        walk->strong_depth++;
    }
    return 1;
}

/* Opens an element: 1 if its children are to be read, 0 if not, -1 on failure. */
static int open_node(Walk *walk, xmlNode *node) {
    const KeptName *kept = name_of(&walk->tree, node);
    if (kept == NULL)
        return -1;
    long flags = kept->flags;
    PyObject *tag = Py_NewRef(kept->name); /* what is kept may give way while Python is asked */
    int goes_in = 1, hidden;
    if (flags & SKIPPED)
        goes_in = flags & BUTTON ? as_truth(ask(walk, HOLDS_PAGE, node)) : 0;
    else if (!(flags & BLOCK) && (hidden = is_hidden(walk, node)) != 0)
        goes_in = hidden < 0 ? -1 : 0;
    if (goes_in > 0) {
        int is_open = flags & BLOCK ? flush(walk) && (walk->is_enough || enter(walk, node, tag, flags))
                                    : open_inline(walk, node, flags);
        if (!is_open || (!walk->is_enough && !add(walk, text_in(node))))
            goes_in = -1;
    }
    Py_DECREF(tag);
    return goes_in;
}

static int close_node(Walk *walk, xmlNode *node) {
    const KeptName *kept = name_of(&walk->tree, node);
    if (kept == NULL)
        return 0;
    long flags = kept->flags;
    if (flags & SKIPPED)
        return 1;
    if (flags & BLOCK) {
        if (!flush(walk))
            return 0;
        if (walk->is_enough)
            return 1;
        leave_place(walk);
        Py_ssize_t count = PyList_GET_SIZE(walk->tables);
        return !(flags & TABLE) || !count || PyList_SetSlice(walk->tables, count - 1, count, NULL) == 0;
    }
    walk->link_depth -= flags & LINK ? 1 : 0;
    walk->strong_depth -= flags & STRONG ? 1 : 0;
    return 1;
}

/* Goes through the tree without recursion: in, along, and out again; 0 on failure. */
static int go_through(Walk *walk) {
    xmlNode *root = walk->tree.root, *node = root;
    int goes_in = open_node(walk, node);
    while (goes_in >= 0 && !walk->is_enough) {
        xmlNode *next = goes_in ? first_child(node) : NULL;
        if (goes_in && next == NULL && !close_node(walk, node))
            return 0;
        while (next == NULL && node != root && !walk->is_enough) {
            if (!add(walk, text_behind(node)))
                return 0;
            next = next_child(node);
            if (next == NULL && ((node = node->parent) == NULL || !close_node(walk, node)))
                return 0;
        }
        if (next == NULL || walk->is_enough)
            break;
        node = next;
        goes_in = node->type == XML_ELEMENT_NODE ? open_node(walk, node) : 0;
    }
    return goes_in >= 0 && (walk->is_enough || flush(walk));
}

PyObject *walk_blocks(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self;
    Walk walk = {0};
    if (nargs != 3 + ASKED) {
        PyErr_SetString(PyExc_TypeError, "walk_blocks takes an element, flags of names, flags of others, functions");
        return NULL;
    }
    if (!reach_lxml())
        return Py_NewRef(Py_None);
    long dashed = PyLong_AsLong(args[2]);
    if (PyErr_Occurred() || !open_tree(&walk.tree, args[0], args[1], dashed))
        return NULL;
    if (is_foreign(walk.tree.root)) /* Python reads it */
        return Py_NewRef(Py_None);
    walk.asked = args + 3;
    walk.room = 64;
    walk.blocks = PyList_New(0);
    walk.parts = PyList_New(0);
    walk.tables = PyList_New(0);
    walk.shapes = PyDict_New();
    walk.line_end = PyUnicode_FromOrdinal(0x2028);
    walk.no_words = PyUnicode_New(0, 127);
    walk.link_target = Py_XNewRef(walk.no_words);
    walk.open_target = Py_XNewRef(walk.no_words);
    walk.places = PyMem_Calloc((size_t)walk.room, sizeof *walk.places);
    PyObject *html = PyUnicode_FromString("html");
    int is_whole = walk.blocks && walk.parts && walk.tables && walk.shapes && walk.line_end && walk.no_words && html;
    if (walk.places == NULL)
        PyErr_NoMemory();
    else if (is_whole) {
        walk.places[walk.open++] = (Place){.tag = Py_NewRef(html), .name = Py_NewRef(html), .path = Py_NewRef(html)};
        is_whole = go_through(&walk);
    }
    PyObject *result = is_whole && walk.places != NULL ? Py_NewRef(walk.blocks) : NULL;
    while (walk.open)
        leave_place(&walk);
    PyMem_Free(walk.places);
    close_tree(&walk.tree);
    PyObject *const held[] = {walk.blocks, walk.parts, walk.tables, walk.shapes, walk.line_end, walk.no_words,
                              walk.link_target, walk.open_target, html};
    for (size_t at = 0; at < sizeof held / sizeof *held; at++)
        Py_XDECREF(held[at]);
    return result;
}
#endif
