/* What the C files of this folder share. */
#ifndef CUTTINGS_NATIVE_H
#define CUTTINGS_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

/* An array that numpy lent: C-contiguous, of one kind of number. */
typedef struct {
    Py_buffer view;
    Py_ssize_t count; /* of numbers in all */
} Array;

/* Borrows an array whose numbers have the format and whose dimensions are so many; 0 and an exception if it is
   not such a one. `count` wanted, or -1 for any. */
int borrow(Array *array, PyObject *from, char format, int dimensions, Py_ssize_t count, int is_written);
void give_back(Array *arrays, int count);

PyObject *add_trees(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
PyObject *count_marks(PyObject *self, PyObject *line);
PyObject *count_words(PyObject *self, PyObject *line);
PyObject *ends_sentence(PyObject *self, PyObject *line);
PyObject *looks_like_heading(PyObject *self, PyObject *line);
PyObject *split_words(PyObject *self, PyObject *line);
PyObject *add_threes(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
PyObject *finish_layer(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
PyObject *gather_threes(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
PyObject *read_tokens(PyObject *self, PyObject *const *args, Py_ssize_t nargs);
PyObject *walk_blocks(PyObject *self, PyObject *const *args, Py_ssize_t nargs);

#endif
