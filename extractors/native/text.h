/* Characters of a str, and what regular expressions say of each. */
#ifndef CUTTINGS_TEXT_H
#define CUTTINGS_TEXT_H

#include "native.h"

typedef struct {
    PyObject *text;
    int kind;
    const void *data;
    Py_ssize_t length;
} Text;

static inline Text text_of(PyObject *text) {
    return (Text){text, PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)};
}

/* 0 beyond the end, which is no word, digit or blank. */
static inline Py_UCS4 at(const Text *text, Py_ssize_t place) {
    return place < text->length ? PyUnicode_READ(text->kind, text->data, place) : 0;
}

/* \w and [^\W\d_]; \d is Py_UNICODE_ISDECIMAL, \s is Py_UNICODE_ISSPACE. */
static inline int is_word(Py_UCS4 c) { return c == '_' || Py_UNICODE_ISALNUM(c); }
static inline int is_letter(Py_UCS4 c) { return Py_UNICODE_ISALNUM(c) && !Py_UNICODE_ISDECIMAL(c); }
static inline int is_apostrophe(Py_UCS4 c) { return c == '\'' || c == 0x2019; }

/* Scripts that set no blanks between words: each character counts as one. */
static inline int is_unspaced(Py_UCS4 c) {
    return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af);
}

#endif
