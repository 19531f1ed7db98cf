/* Decision trees: what the leaves add that rows of features reach. */
#include "native.h"

enum { AT_ONCE = 16 }; /* rows that go down a tree side by side: each step waits for three reads */

/* A tree is walked by all rows before the next one is, so that it stays in the cache; a leaf is its own child. */
#define WALK(NUMBER)                                                                                              \
    for (Py_ssize_t tree = 0; tree < arrays[ROOTS].count; tree++)                                                 \
        for (Py_ssize_t row = 0; row < count; row += AT_ONCE) {                                                   \
            const NUMBER *of_row[AT_ONCE];                                                                        \
            int64_t node[AT_ONCE], moved = 1;                                                                     \
            for (int k = 0; k < AT_ONCE; k++) { /* beyond the last row that one again, which counts once */       \
                of_row[k] = (const NUMBER *)arrays[ROWS].view.buf + (row + k < count ? row + k : count - 1) * width; \
                node[k] = roots[tree];                                                                            \
            }                                                                                                     \
            while (moved) {                                                                                       \
                moved = 0;                                                                                        \
                for (int k = 0; k < AT_ONCE; k++) {                                                               \
                    int64_t at = node[k];                                                                         \
                    node[k] = children[2 * at + (of_row[k][features[at]] <= ((const NUMBER *)limits)[at])];       \
                    moved |= node[k] ^ at;                                                                        \
                }                                                                                                 \
            }                                                                                                     \
            for (int k = 0; k < AT_ONCE && row + k < count; k++)                                                  \
                added[row + k] += steps[node[k]];                                                                 \
        }

enum { ROWS, LIMITS, FEATURES, CHILDREN, STEPS, ROOTS, ADDED, ARRAYS };

/* Whether all numbers lead into the arrays and on towards the leaves, so that each walk ends. */
static int is_sound(const Array *arrays, Py_ssize_t nodes, Py_ssize_t width) {
    const int64_t *features = arrays[FEATURES].view.buf, *children = arrays[CHILDREN].view.buf;
    const int64_t *roots = arrays[ROOTS].view.buf;
    for (Py_ssize_t node = 0; node < nodes; node++) {
        int64_t high = children[2 * node], low = children[2 * node + 1];
        int is_leaf = high == node && low == node;
        if (features[node] < 0 || features[node] >= width || high >= nodes || low >= nodes ||
            (!is_leaf && (high <= node || low <= node)))
            return 0;
    }
    for (Py_ssize_t tree = 0; tree < arrays[ROOTS].count; tree++)
        if (roots[tree] < 0 || roots[tree] >= nodes)
            return 0;
    return 1;
}

PyObject *add_trees(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self;
    if (nargs != ARRAYS) {
        PyErr_SetString(PyExc_TypeError, "add_trees takes seven arrays");
        return NULL;
    }
    Array arrays[ARRAYS] = {0};
    PyObject *result = NULL;
    char kind = 'd';
    if (!borrow(&arrays[ROWS], args[ROWS], 'd', 2, -1, 0)) {
        PyErr_Clear();
        kind = 'f';
        if (!borrow(&arrays[ROWS], args[ROWS], 'f', 2, -1, 0))
            return NULL;
    }
    Py_ssize_t count = arrays[ROWS].view.shape[0], width = arrays[ROWS].view.shape[1];
    if (!borrow(&arrays[LIMITS], args[LIMITS], kind, 1, -1, 0))
        goto end;
    Py_ssize_t nodes = arrays[LIMITS].count;
    if (!borrow(&arrays[FEATURES], args[FEATURES], 'q', 1, nodes, 0) ||
        !borrow(&arrays[CHILDREN], args[CHILDREN], 'q', 1, 2 * nodes, 0) ||
        !borrow(&arrays[STEPS], args[STEPS], 'i', 1, nodes, 0) ||
        !borrow(&arrays[ROOTS], args[ROOTS], 'q', 1, -1, 0) ||
        !borrow(&arrays[ADDED], args[ADDED], 'q', 1, count, 1))
        goto end;
    if (!is_sound(arrays, nodes, width)) {
        PyErr_SetString(PyExc_ValueError, "trees lead out of their arrays");
        goto end;
    }
    const int64_t *features = arrays[FEATURES].view.buf, *children = arrays[CHILDREN].view.buf;
    const int64_t *roots = arrays[ROOTS].view.buf;
    const int32_t *steps = arrays[STEPS].view.buf;
    const void *limits = arrays[LIMITS].view.buf;
    int64_t *added = arrays[ADDED].view.buf;
    if (kind == 'd') {
        WALK(double)
    } else {
        WALK(float)
    }
    result = Py_NewRef(Py_None);
end:
    give_back(arrays, ARRAYS);
    return result;
}
