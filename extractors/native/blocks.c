/* A page's text as blocks, as extractors/page/body/blocks.py makes them, which says what they are and why. */
#ifdef WITH_LXML
#include "blocks.h"

PyObject *words_of(const Walk *walk, xmlNode *node, const char *name, Py_ssize_t most) {
    const xmlAttr *found = attribute(node, name);
    PyObject *words = found == NULL ? Py_NewRef(walk->no_words) : value_of(node, found);
    if (words == NULL)
        return NULL;
    if (!PyUnicode_Check(words)) {
        Py_SETREF(words, Py_NewRef(walk->no_words));
    } else if (PyUnicode_GET_LENGTH(words) > most) {
        Py_SETREF(words, PyUnicode_Substring(words, 0, most));
    }
    return words;
}

static PyObject *name_of_place(const Walk *walk, Place *place) {
    if (place->name == NULL) {
        PyObject *classes = words_of(walk, place->node, "class", NAMED_CLASSES);
        if (classes != NULL)
            place->name = PyUnicode_FromFormat("%U.%U", place->tag, classes);
        Py_XDECREF(classes);
    }
    return place->name;
}

static PyObject *path_of_place(Walk *walk, Py_ssize_t at) {
    Py_ssize_t known = at;
    while (walk->places[known].path == NULL) /* that of the root is always there */
        known--;
    for (; known < at; known++) {
        PyObject *outer = walk->places[known].path;
        Py_ssize_t length = PyUnicode_GET_LENGTH(outer);
        PyObject *end = PyUnicode_Substring(outer, length > MOST_PATH ? length - MOST_PATH : 0, length);
        if (end == NULL)
            return NULL;
        walk->places[known + 1].path = PyUnicode_FromFormat("%U/%U", end, walk->places[known + 1].tag);
        Py_DECREF(end);
        if (walk->places[known + 1].path == NULL)
            return NULL;
    }
    return walk->places[at].path;
}

/* The number that a shape has on this page, a new reference. */
static PyObject *number_of(const Walk *walk, PyObject *shape) {
    PyObject *known = PyDict_GetItemWithError(walk->shapes, shape);
    if (known != NULL)
        return Py_NewRef(known);
    PyObject *number = PyErr_Occurred() ? NULL : PyLong_FromSsize_t(PyDict_GET_SIZE(walk->shapes));
    if (number != NULL && PyDict_SetItem(walk->shapes, shape, number) < 0)
        Py_CLEAR(number);
    return number;
}

/* The open place of the innermost table, if it is one of figures; a new reference, or None. */
static PyObject *open_cell(const Walk *walk) {
    Py_ssize_t count = PyList_GET_SIZE(walk->tables);
    PyObject *table = count ? PyList_GET_ITEM(walk->tables, count - 1) : Py_None;
    return table == Py_None ? Py_NewRef(Py_None) : PyObject_CallMethod(table, "cell", NULL);
}

static int keep(Walk *walk, PyObject *text) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(text), order = PyList_GET_SIZE(walk->blocks);
    if (length == 0 || (order >= MANY_BLOCKS && (double)walk->link_characters > 0.8 * (double)length))
        return 1;
    Py_ssize_t at = walk->open - 1;
    Place *place = &walk->places[at], *outer = &walk->places[at > 0 ? at - 1 : at];
    PyObject *outer_name = name_of_place(walk, outer), *own_name = outer_name ? name_of_place(walk, place) : NULL;
    PyObject *names = own_name ? PyUnicode_FromFormat("%U %U", outer_name, own_name) : NULL;
    PyObject *path = names ? path_of_place(walk, at) : NULL;
    if (path == NULL) {
        Py_XDECREF(names);
        return 0;
    }
    PyObject *of_names = number_of(walk, names), *of_path = of_names ? number_of(walk, path) : NULL;
    Py_ssize_t linked = walk->link_characters < length ? walk->link_characters : length;
    Py_ssize_t strong = walk->strong_characters < length ? walk->strong_characters : length;
    PyObject *fields[BLOCK_FIELDS] = {
        Py_NewRef(text), Py_NewRef(place->tag), PyLong_FromLong(place->depth), PyLong_FromSsize_t(linked),
        PyLong_FromSsize_t(walk->link_count), PyLong_FromSsize_t(strong), PyLong_FromLong(place->own),
        PyLong_FromLong(place->near), PyLong_FromLong(place->all), PyLong_FromLong(place->tags),
        Py_BuildValue("llll", place->number, place->containers[0], place->containers[1], place->containers[2]),
        of_path ? PyTuple_Pack(2, of_names, of_path) : NULL, PyLong_FromSsize_t(order),
        PyLong_FromLong(walk->br_count), names, Py_NewRef(walk->link_target), open_cell(walk),
        PyLong_FromLong(place->article),
    };
    Py_XDECREF(of_names);
    Py_XDECREF(of_path);
    int is_whole = 1;
    for (int field = 0; field < BLOCK_FIELDS; field++)
        is_whole &= fields[field] != NULL;
    PyObject *block = is_whole ? PyObject_Vectorcall(walk->asked[MAKE_BLOCK], fields, BLOCK_FIELDS, NULL) : NULL;
    for (int field = 0; field < BLOCK_FIELDS; field++)
        Py_XDECREF(fields[field]);
    if (block == NULL)
        return 0;
    int added = PyList_Append(walk->blocks, block);
    Py_DECREF(block);
    walk->is_enough = order + 1 >= MOST_BLOCKS;
    return added == 0;
}

/* As tidy() has it: done here where all is ASCII that can be printed, as most is. A new reference. */
static PyObject *tidy(const Walk *walk, PyObject *words) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(words), size = 0;
    if (!PyUnicode_IS_ASCII(words))
        return PyObject_CallOneArg(walk->asked[TIDY], words);
    const Py_UCS1 *from = PyUnicode_1BYTE_DATA(words);
    PyObject *line = PyUnicode_New(length, 127);
    if (line == NULL)
        return NULL;
    Py_UCS1 *to = PyUnicode_1BYTE_DATA(line);
    for (Py_ssize_t at = 0; at < length; at++) {
        if (Py_UNICODE_ISSPACE(from[at])) {
            if (size && to[size - 1] != ' ')
                to[size++] = ' ';
        } else if (from[at] < 32 || from[at] > 126) {
            Py_DECREF(line);
            return PyObject_CallOneArg(walk->asked[TIDY], words);
        } else {
            to[size++] = from[at];
        }
    }
    if (size && to[size - 1] == ' ')
        size--;
    if (size == length)
        return line;
    Py_SETREF(line, PyUnicode_Substring(line, 0, size));
    return line;
}

int flush(Walk *walk) {
    if (!PyList_GET_SIZE(walk->parts) && !walk->link_count && !walk->br_count &&
        !PyUnicode_GET_LENGTH(walk->link_target))
        return 1;
    if (walk->has_words) {
        PyObject *words = PyUnicode_Join(walk->no_words, walk->parts);
        if (words != NULL && PyUnicode_GET_LENGTH(words) > MOST_BLOCK)
            Py_SETREF(words, PyUnicode_Substring(words, 0, MOST_BLOCK));
        PyObject *text = words ? tidy(walk, words) : NULL;
        int kept = text != NULL && PyUnicode_Check(text) && keep(walk, text);
        Py_XDECREF(words);
        Py_XDECREF(text);
        if (!kept)
            return 0;
        walk->has_words = 0;
    }
    walk->link_characters = walk->link_count = walk->strong_characters = walk->br_run = walk->br_count = 0;
    Py_SETREF(walk->link_target, Py_NewRef(walk->link_depth > 0 ? walk->open_target : walk->no_words));
    return PyList_SetSlice(walk->parts, 0, PyList_GET_SIZE(walk->parts), NULL) == 0;
}
#endif
