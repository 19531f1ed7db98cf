/* Layers of the network that tells names: what lies between its products, to the same bits as numpy gives. */
#include "native.h"
#include <math.h>

/* The sum of numbers in the order in which numpy adds them (pairwise, in eight strands). */
static float sum_of(const float *numbers, Py_ssize_t count) {
    if (count < 8) {
        float sum = 0;
        for (Py_ssize_t at = 0; at < count; at++)
            sum += numbers[at];
        return sum;
    }
    if (count > 128) {
        Py_ssize_t half = count / 2 - count / 2 % 8;
        return sum_of(numbers, half) + sum_of(numbers + half, count - half);
    }
    float strands[8];
    memcpy(strands, numbers, sizeof strands);
    Py_ssize_t at = 8;
    for (; at < count - count % 8; at += 8)
        for (int k = 0; k < 8; k++)
            strands[k] += numbers[at + k];
    float sum = ((strands[0] + strands[1]) + (strands[2] + strands[3])) +
                ((strands[4] + strands[5]) + (strands[6] + strands[7]));
    for (; at < count; at++)
        sum += numbers[at];
    return sum;
}

static int are_within(const Array *rows, Py_ssize_t most) {
    const int64_t *numbers = rows->view.buf;
    for (Py_ssize_t at = 0; at < rows->count; at++)
        if (numbers[at] < 0 || numbers[at] >= most) {
            PyErr_SetString(PyExc_ValueError, "a row is named that is not there");
            return 0;
        }
    return 1;
}

/* Borrows what stands in threes: for each of `count` words the rows of the one before, of itself, of the next. */
static int borrow_threes(Array *rows, PyObject *from, Py_ssize_t count) {
    if (!borrow(rows, from, 'q', 2, count < 0 ? -1 : 3 * count, 0))
        return 0;
    if (rows->view.shape[1] == 3)
        return 1;
    PyErr_SetString(PyExc_ValueError, "not three rows a word");
    return 0;
}

PyObject *gather_threes(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self;
    Array arrays[3] = {0};
    PyObject *result = NULL;
    if (nargs != 3) {
        PyErr_SetString(PyExc_TypeError, "gather_threes takes three arrays");
        return NULL;
    }
    if (!borrow(&arrays[0], args[0], 'f', 2, -1, 0) || !borrow_threes(&arrays[1], args[1], -1))
        goto end;
    Py_ssize_t count = arrays[0].view.shape[0], width = arrays[0].view.shape[1];
    if (!are_within(&arrays[1], count + 1) || !borrow(&arrays[2], args[2], 'f', 2, arrays[1].count * width, 1))
        goto end;
    const float *hidden = arrays[0].view.buf;
    const int64_t *rows = arrays[1].view.buf;
    float *wide = arrays[2].view.buf;
    for (Py_ssize_t at = 0; at < arrays[1].count; at++) {
        if (rows[at] < count)
            memcpy(wide + at * width, hidden + rows[at] * width, (size_t)width * sizeof *wide);
        else
            memset(wide + at * width, 0, (size_t)width * sizeof *wide);
    }
    result = Py_NewRef(Py_None);
end:
    give_back(arrays, 3);
    return result;
}

PyObject *add_threes(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self;
    enum { BEFORE, OWN, NEXT, ROWS, ADDED, ARRAYS };
    Array arrays[ARRAYS] = {0};
    PyObject *result = NULL;
    if (nargs != ARRAYS) {
        PyErr_SetString(PyExc_TypeError, "add_threes takes five arrays");
        return NULL;
    }
    if (!borrow(&arrays[BEFORE], args[BEFORE], 'f', 2, -1, 0) ||
        !borrow(&arrays[OWN], args[OWN], 'f', 2, arrays[BEFORE].count, 0) ||
        !borrow(&arrays[NEXT], args[NEXT], 'f', 2, arrays[BEFORE].count, 0) ||
        !borrow_threes(&arrays[ROWS], args[ROWS], -1))
        goto end;
    Py_ssize_t width = arrays[BEFORE].view.shape[1], count = arrays[ROWS].count / 3;
    if (!are_within(&arrays[ROWS], arrays[BEFORE].view.shape[0]) ||
        !borrow(&arrays[ADDED], args[ADDED], 'f', 2, count * width, 1))
        goto end;
    const int64_t *rows = arrays[ROWS].view.buf;
    for (Py_ssize_t word = 0; word < count; word++) {
        const float *before = (const float *)arrays[BEFORE].view.buf + rows[3 * word] * width;
        const float *own = (const float *)arrays[OWN].view.buf + rows[3 * word + 1] * width;
        const float *next = (const float *)arrays[NEXT].view.buf + rows[3 * word + 2] * width;
        float *added = (float *)arrays[ADDED].view.buf + word * width;
        for (Py_ssize_t k = 0; k < width; k++)
            added[k] = ((0.0f + before[k]) + own[k]) + next[k];
    }
    result = Py_NewRef(Py_None);
end:
    give_back(arrays, ARRAYS);
    return result;
}

PyObject *finish_layer(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self;
    enum { ADDED, HIDDEN, ROWS, BIAS, GAIN, SHIFT, ARRAYS };
    Array arrays[ARRAYS] = {0};
    PyObject *result = NULL;
    float *squares = NULL;
    if (nargs != ARRAYS) {
        PyErr_SetString(PyExc_TypeError, "finish_layer takes six arrays");
        return NULL;
    }
    if (!borrow(&arrays[ADDED], args[ADDED], 'f', 2, -1, 1) || !borrow(&arrays[HIDDEN], args[HIDDEN], 'f', 2, -1, 0))
        goto end;
    Py_ssize_t count = arrays[ADDED].view.shape[0], width = arrays[ADDED].view.shape[1];
    if (arrays[HIDDEN].view.shape[1] != width) {
        PyErr_SetString(PyExc_ValueError, "layers of two widths");
        goto end;
    }
    if (!borrow_threes(&arrays[ROWS], args[ROWS], count) || !are_within(&arrays[ROWS], arrays[HIDDEN].view.shape[0] + 1) ||
        !borrow(&arrays[BIAS], args[BIAS], 'f', 1, width, 0) || !borrow(&arrays[GAIN], args[GAIN], 'f', 1, width, 0) ||
        !borrow(&arrays[SHIFT], args[SHIFT], 'f', 1, width, 0))
        goto end;
    if ((squares = PyMem_Malloc((size_t)(width ? width : 1) * sizeof *squares)) == NULL) {
        PyErr_NoMemory();
        goto end;
    }
    const float *bias = arrays[BIAS].view.buf, *gain = arrays[GAIN].view.buf, *shift = arrays[SHIFT].view.buf;
    const int64_t *rows = arrays[ROWS].view.buf;
    for (Py_ssize_t word = 0; word < count; word++) {
        float *added = (float *)arrays[ADDED].view.buf + word * width;
        if (rows[3 * word + 1] >= arrays[HIDDEN].view.shape[0]) {
            PyErr_SetString(PyExc_ValueError, "a word is itself no row");
            goto end;
        }
        const float *own = (const float *)arrays[HIDDEN].view.buf + rows[3 * word + 1] * width;
        for (Py_ssize_t k = 0; k < width; k++) {
            float sum = added[k] + bias[k];
            added[k] = (sum > 0.0f ? sum : sum != sum ? sum : 0.0f) + own[k];
        }
        float mean = sum_of(added, width) / (float)width;
        for (Py_ssize_t k = 0; k < width; k++) {
            added[k] -= mean;
            squares[k] = added[k] * added[k];
        }
        float scale = 1.0f / sqrtf(sum_of(squares, width) / (float)width + 1e-5f);
        for (Py_ssize_t k = 0; k < width; k++)
            added[k] = added[k] * scale * gain[k] + shift[k];
    }
    result = Py_NewRef(Py_None);
end:
    PyMem_Free(squares);
    give_back(arrays, ARRAYS);
    return result;
}
