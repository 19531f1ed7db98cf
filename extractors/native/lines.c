/* Lines of a page: their words, how they end, what they are like; as the Python beside each caller has it. */
#include "text.h"

static PyObject *not_a_text(void) {
    PyErr_SetString(PyExc_TypeError, "no text");
    return NULL;
}

PyObject *split_words(PyObject *self, PyObject *line) {
    (void)self;
    if (!PyUnicode_Check(line))
        return not_a_text();
    PyObject *folded = PyObject_CallMethod(line, PyUnicode_IS_ASCII(line) ? "lower" : "casefold", NULL);
    PyObject *words = folded ? PyList_New(0) : NULL;
    if (words == NULL || !PyUnicode_Check(folded)) {
        Py_XDECREF(folded);
        Py_XDECREF(words);
        return words ? not_a_text() : NULL;
    }
    Text text = text_of(folded);
    for (Py_ssize_t start = 0, end; start < text.length; start = end) {
        Py_UCS4 c = at(&text, start);
        end = start + 1;
        if (!is_unspaced(c)) {
            if (!Py_UNICODE_ISALNUM(c))
                continue;
            while (Py_UNICODE_ISALNUM(at(&text, end)))
                end++;
            if (is_apostrophe(at(&text, end)) && is_letter(at(&text, end + 1)))
                for (end += 2; is_letter(at(&text, end));)
                    end++;
        }
        PyObject *word = PyUnicode_Substring(folded, start, end);
        if (word == NULL || PyList_Append(words, word) < 0) {
            Py_XDECREF(word);
            Py_CLEAR(words);
            break;
        }
        Py_DECREF(word);
    }
    Py_DECREF(folded);
    return words;
}

PyObject *count_words(PyObject *self, PyObject *line) {
    (void)self;
    if (!PyUnicode_Check(line))
        return not_a_text();
    Text text = text_of(line);
    Py_ssize_t count = 0;
    for (Py_ssize_t place = 0; place < text.length;) {
        Py_UCS4 c = at(&text, place++);
        if (is_unspaced(c)) {
            count++;
        } else if (is_word(c)) {
            count++;
            while (is_word(at(&text, place)))
                place++;
        }
    }
    return PyLong_FromSsize_t(count);
}

static int is_among(Py_UCS4 c, const Py_UCS4 *marks) {
    while (*marks && *marks != c)
        marks++;
    return c && *marks == c;
}

static const Py_UCS4 CLOSING[] = {'"', '\'', 0x201d, 0x2019, 0xbb, ')', ']', 0};
static const Py_UCS4 ENDING[] = {'.', '!', '?', 0x2026, ':', 0x3002, 0xff01, 0xff1f, 0x964, 0x61f, 0};
static const Py_UCS4 SENTENCE[] = {'.', '!', 0x2026, ':', ';', ',', 0x3002, 0xff01, 0xff1b, 0xff0c, 0x61f, 0x61b, 0x60c, 0x6d4, 0};
static const Py_UCS4 QUESTION[] = {'?', 0};
static const Py_UCS4 OPENING[] = {'"', '\'', 0x201c, 0x2018, 0xab, 0x201e, '(', '[', 0};
static const Py_UCS4 BULLETS[] = {'-', 0x2022, '*', 0xb7, 0x2013, 0x2014, 0};

/* Whether a text ends with one of the marks and up to three closing ones, before a last newline or the end. */
static int ends_with(const Text *text, const Py_UCS4 *marks) {
    for (int newline = 0; newline <= (text->length && at(text, text->length - 1) == '\n'); newline++) {
        Py_ssize_t place = text->length - 1 - newline;
        for (int closing = 0; closing <= 3 && place >= 0; closing++, place--) {
            if (is_among(at(text, place), marks))
                return 1;
            if (!is_among(at(text, place), CLOSING))
                break;
        }
    }
    return 0;
}

static int reads_as_heading(const Text *text) {
    Py_ssize_t blanks = 0, first = 0, letters = 0;
    if (text->length > 160)
        return 0;
    for (Py_ssize_t place = 0; place < text->length; place++) {
        Py_UCS4 c = at(text, place);
        blanks += c == ' ';
        letters += Py_UNICODE_ISALPHA(c) != 0;
    }
    if (blanks + 1 > 22 || !letters)
        return 0;
    while (is_among(at(text, first), OPENING))
        first++;
    if (ends_with(text, SENTENCE) || Py_UNICODE_ISLOWER(at(text, first)) || is_among(at(text, first), BULLETS))
        return 0;
    return !(blanks + 1 > 14 && ends_with(text, QUESTION));
}

PyObject *looks_like_heading(PyObject *self, PyObject *line) {
    (void)self;
    if (!PyUnicode_Check(line))
        return not_a_text();
    Text text = text_of(line);
    return PyBool_FromLong(reads_as_heading(&text));
}

PyObject *ends_sentence(PyObject *self, PyObject *line) {
    (void)self;
    if (!PyUnicode_Check(line))
        return not_a_text();
    Text text = text_of(line);
    return PyBool_FromLong(ends_with(&text, ENDING));
}

/* Whether a year of these two centuries stands at a place, of four digits and no more. */
static int is_year(const Text *text, Py_ssize_t place, Py_ssize_t end) {
    Py_UCS4 century = at(text, place), second = at(text, place + 1);
    return place + 4 <= end && ((century == '1' && second == '9') || (century == '2' && second == '0')) &&
           Py_UNICODE_ISDECIMAL(at(text, place + 2)) && Py_UNICODE_ISDECIMAL(at(text, place + 3)) &&
           (place + 4 == end || !Py_UNICODE_ISDECIMAL(at(text, place + 4))) &&
           (place == 0 || !Py_UNICODE_ISDECIMAL(at(text, place - 1)));
}

PyObject *count_marks(PyObject *self, PyObject *line) {
    (void)self;
    enum { HEAD = 200 };
    if (!PyUnicode_Check(line))
        return not_a_text();
    Text text = text_of(line);
    Py_ssize_t end = text.length < HEAD ? text.length : HEAD;
    Py_ssize_t stops = 0, commas = 0, quotes = 0, bars = 0, digits = 0, uppers = 0, years = 0;
    for (Py_ssize_t place = 0; place < text.length; place++) {
        switch (at(&text, place)) {
        case '.': case '?': case '!': stops += at(&text, place + 1) == ' '; break;
        case 0x3002: stops++; break;
        case ',': case 0xff0c: case 0x3001: commas++; break;
        case '"': case 0x201c: case 0x201d: case 0x201e: case 0xbb: case 0xab: quotes++; break;
        case '|': case 0x2022: case 0xb7: bars++; break;
        default: break;
        }
    }
    for (Py_ssize_t place = 0; place < end; place++) {
        Py_UCS4 c = at(&text, place);
        digits += Py_UNICODE_ISDECIMAL(c) != 0;
        uppers += Py_UNICODE_ISUPPER(c) != 0;
        years += is_year(&text, place, end);
    }
    return Py_BuildValue("nnnnnOOn", stops, commas, quotes, digits, uppers,
                         Py_UNICODE_ISLOWER(at(&text, 0)) ? Py_True : Py_False, years ? Py_True : Py_False, bars);
}
