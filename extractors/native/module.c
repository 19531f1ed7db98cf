/* The compiled module: its functions by name, and how arrays are borrowed from numpy. */
#include "native.h"

#ifndef SOURCE_HASH
#define SOURCE_HASH ""
#endif
#define INTERFACE 3 /* as in ways.py */

static int has_format(const Py_buffer *view, char format) {
    const char *given = view->format;
    if (given == NULL || given[0] == '\0' || given[1] != '\0')
        return 0;
    if (format == 'q') /* 64 bits, which platforms call by either name */
        return view->itemsize == 8 && (given[0] == 'q' || given[0] == 'l');
    return given[0] == format;
}

int borrow(Array *array, PyObject *from, char format, int dimensions, Py_ssize_t count, int is_written) {
    int flags = PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | (is_written ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(from, &array->view, flags) < 0)
        return 0;
    array->count = array->view.itemsize > 0 ? array->view.len / array->view.itemsize : 0;
    if (array->view.ndim != dimensions || !has_format(&array->view, format) ||
        (count >= 0 && array->count != count)) {
        PyBuffer_Release(&array->view);
        memset(array, 0, sizeof *array);
        PyErr_SetString(PyExc_ValueError, "an array is of another shape or kind");
        return 0;
    }
    return 1;
}

void give_back(Array *arrays, int count) {
    for (int at = 0; at < count; at++)
        if (arrays[at].view.obj != NULL)
            PyBuffer_Release(&arrays[at].view);
}

#ifndef WITH_LXML
PyObject *walk_blocks(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self, (void)args, (void)nargs;
    return Py_NewRef(Py_None);
}
#endif

/* What each does says ways.py. */
#define FUNCTION(NAME) {#NAME, (PyCFunction)(void (*)(void))NAME, METH_FASTCALL, NULL}
#define OF_LINE(NAME) {#NAME, NAME, METH_O, NULL}
static PyMethodDef METHODS[] = {
    OF_LINE(count_marks),
    OF_LINE(count_words),
    OF_LINE(ends_sentence),
    OF_LINE(looks_like_heading),
    OF_LINE(split_words),
    FUNCTION(add_threes),
    FUNCTION(add_trees),
    FUNCTION(finish_layer),
    FUNCTION(gather_threes),
    FUNCTION(read_tokens),
    FUNCTION(walk_blocks),
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef MODULE = {PyModuleDef_HEAD_INIT, "compiled", NULL, -1, METHODS, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_compiled(void) {
    PyObject *module = PyModule_Create(&MODULE);
    if (module == NULL)
        return NULL;
    if (PyModule_AddIntConstant(module, "INTERFACE", INTERFACE) < 0 ||
        PyModule_AddStringConstant(module, "SOURCE", SOURCE_HASH) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
