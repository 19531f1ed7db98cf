/* Words, marks and breaks of a text, as extractors/mentions/reading/splitting.py reads them: its _TOKEN by hand. */
#include "text.h"

static inline int is_latin(Py_UCS4 c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/* Whether the "s" of a genitive stands at a place, as a word's last letter. */
static int is_genitive(const Text *text, Py_ssize_t place) {
    Py_UCS4 c = at(text, place);
    return (c == 's' || c == 'S') && !is_word(at(text, place + 1));
}

/* Where the token ends that begins at a place; the place itself where none begins. */
static Py_ssize_t end_of(const Text *text, Py_ssize_t start, int *has_apostrophe) {
    Py_UCS4 c = at(text, start);
    Py_ssize_t end = start;
    *has_apostrophe = 0;
    while (is_latin(at(text, end)) && at(text, end + 1) == '.')
        end += 2;
    if (end >= start + 4)
        return end;
    end = start + 1;
    if (is_letter(c)) {
        while (Py_UNICODE_ISALNUM(at(text, end)))
            end++;
        while (is_apostrophe(at(text, end)) && is_letter(at(text, end + 1)) && !is_genitive(text, end + 1)) {
            *has_apostrophe = 1;
            for (end += 2; is_letter(at(text, end));)
                end++;
        }
    } else if (Py_UNICODE_ISDECIMAL(c)) {
        for (;;) {
            while (Py_UNICODE_ISDECIMAL(at(text, end)))
                end++;
            Py_UCS4 mark = at(text, end);
            if ((mark != '.' && mark != ',' && mark != ':') || !Py_UNICODE_ISDECIMAL(at(text, end + 1)))
                break;
            end++;
        }
    } else if (is_apostrophe(c) && is_genitive(text, start + 1)) {
        end = start + 2;
    } else if (c == '\n') {
        while (at(text, end) != '\n' && Py_UNICODE_ISSPACE(at(text, end)))
            end++;
        if (at(text, end) == '\n')
            while (Py_UNICODE_ISSPACE(at(text, end)))
                end++;
    } else if (Py_UNICODE_ISSPACE(c)) {
        end = start;
    }
    return end;
}

/* Like marks are read as one: the character itself where it is none of them. */
static Py_UCS4 plain(Py_UCS4 c) {
    switch (c) {
    case 0x201c: case 0x201d: case 0xab: case 0xbb: return '"';
    case 0x2018: case 0x2019: return '\'';
    case 0x2013: case 0x2014: return '-';
    default: return c;
    }
}

/* The word of a token, with plain marks; any break of lines is one newline, any genitive one. A new reference. */
static PyObject *word_of(const Text *text, Py_ssize_t start, Py_ssize_t end) {
    Py_UCS4 first = at(text, start);
    if (first == '\n')
        return PyUnicode_FromOrdinal('\n');
    if (end == start + 2 && is_apostrophe(first))
        return PyUnicode_FromString("'s");
    if (end == start + 1)
        return PyUnicode_FromOrdinal((int)plain(first));
    PyObject *word = PyUnicode_Substring(text->text, start, end);
    if (word == NULL || PyUnicode_KIND(word) == PyUnicode_1BYTE_KIND) /* of marks a longer token holds apostrophes only */
        return word;
    Py_ssize_t mark = PyUnicode_FindChar(word, 0x2019, 0, end - start, 1);
    if (mark >= 0) {
        PyObject *curly = PyUnicode_FromOrdinal(0x2019), *straight = PyUnicode_FromOrdinal('\'');
        PyObject *plainer = curly && straight ? PyUnicode_Replace(word, curly, straight, -1) : NULL;
        Py_XDECREF(curly);
        Py_XDECREF(straight);
        Py_SETREF(word, plainer);
    }
    return word;
}

static int append(const Text *text, PyObject *spans, PyObject *words, Py_ssize_t start, Py_ssize_t end) {
    PyObject *span = Py_BuildValue("nn", start, end), *word = span ? word_of(text, start, end) : NULL;
    int is_added = word != NULL && PyList_Append(spans, span) == 0 && PyList_Append(words, word) == 0;
    Py_XDECREF(span);
    Py_XDECREF(word);
    return is_added;
}

/* Where the article ends that is written with the word after it; the start where none is, -1 on failure. */
static Py_ssize_t elided(PyObject *elision, const Text *text, Py_ssize_t start, Py_ssize_t end) {
    PyObject *match = PyObject_CallFunction(elision, "Onn", text->text, start, end), *place = NULL;
    Py_ssize_t behind = match == NULL ? -1 : start;
    if (match != NULL && match != Py_None) {
        place = PyObject_CallMethod(match, "end", NULL);
        behind = place == NULL ? -1 : PyLong_AsSsize_t(place);
    }
    Py_XDECREF(match);
    Py_XDECREF(place);
    return behind;
}

static int is_one_break(const Text *text, Py_ssize_t start, Py_ssize_t end) {
    int count = 0;
    for (; start < end; start++)
        count += at(text, start) == '\n';
    return count == 1;
}

PyObject *read_tokens(PyObject *self, PyObject *const *args, Py_ssize_t nargs) {
    (void)self;
    if (nargs != 3 || !PyUnicode_Check(args[0]) || !PyLong_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "read_tokens takes a text, a length and what matches articles, or None");
        return NULL;
    }
    Text text = text_of(args[0]);
    Py_ssize_t wrapped = PyLong_AsSsize_t(args[1]), line_start = 0, start = 0, end;
    if (PyErr_Occurred())
        return NULL;
    PyObject *spans = PyList_New(0), *words = PyList_New(0), *result = NULL;
    for (int is_open = spans != NULL && words != NULL; is_open && start < text.length; start = end) {
        int has_apostrophe;
        end = end_of(&text, start, &has_apostrophe);
        if (end == start) {
            end++;
            continue;
        }
        if (at(&text, start) == '\n') {
            Py_ssize_t length = start - line_start;
            line_start = end;
            if (length >= wrapped && is_one_break(&text, start, end))
                continue;
        } else if (has_apostrophe && args[2] != Py_None) {
            Py_ssize_t behind = elided(args[2], &text, start, end);
            if (behind < start || behind > end || (behind > start && !append(&text, spans, words, start, behind)))
                goto done;
            start = behind;
        }
        is_open = append(&text, spans, words, start, end);
    }
    if (!PyErr_Occurred())
        result = PyTuple_Pack(2, spans, words);
done:
    if (result == NULL && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "an article ends outside of its token");
    Py_XDECREF(spans);
    Py_XDECREF(words);
    return result;
}
