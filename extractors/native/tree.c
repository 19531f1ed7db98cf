/* Nodes of lxml's trees: by lxml's public C interface, and by libxml2's own layout, which lxml's headers state. */
#ifdef WITH_LXML
#include "tree.h"
#include <etree_api.h>
#include <libxml/xmlversion.h>
#include <lxml-version.h>

static PyTypeObject *element_type = NULL;

/* Whether the lxml at hand is the one that this was compiled for, with the same libxml2. */
static int is_same(PyObject *module) {
    PyObject *version = PyObject_GetAttrString(module, "__version__");
    PyObject *parts = PyObject_GetAttrString(module, "LIBXML_COMPILED_VERSION");
    int major = 0, minor = 0, patch = 0, same = 0;
    if (version != NULL && parts != NULL && PyTuple_Check(parts) && PyArg_ParseTuple(parts, "iii", &major, &minor, &patch))
        same = PyUnicode_Check(version) && PyUnicode_CompareWithASCIIString(version, LXML_VERSION_STRING) == 0 &&
               major * 10000 + minor * 100 + patch == LIBXML_VERSION;
    Py_XDECREF(version);
    Py_XDECREF(parts);
    return same;
}

int reach_lxml(void) {
    static int is_asked = 0;
    if (is_asked)
        return element_type != NULL;
    is_asked = 1;
    PyObject *module = PyImport_ImportModule("lxml.etree"), *type = NULL;
    if (module != NULL && is_same(module) && import_lxml__etree() == 0)
        type = PyObject_GetAttrString(module, "_Element");
    Py_XDECREF(module);
    PyErr_Clear();
    if (type != NULL && PyType_Check(type))
        element_type = (PyTypeObject *)type;
    else
        Py_XDECREF(type);
    return element_type != NULL;
}

int open_tree(Tree *tree, PyObject *element, PyObject *flags_of, long dashed) {
    memset(tree, 0, sizeof *tree);
    if (!PyObject_TypeCheck(element, element_type) || ((struct LxmlElement *)element)->_c_node == NULL ||
        ((struct LxmlElement *)element)->_c_node->type != XML_ELEMENT_NODE || !PyDict_Check(flags_of)) {
        PyErr_SetString(PyExc_TypeError, "no element of lxml");
        return 0;
    }
    tree->document = (PyObject *)((struct LxmlElement *)element)->_doc;
    tree->root = ((struct LxmlElement *)element)->_c_node;
    tree->flags_of = flags_of;
    tree->dashed = dashed;
    return 1;
}

void close_tree(Tree *tree) {
    for (int at = 0; at < KEPT_NAMES; at++)
        Py_CLEAR(tree->kept[at].name);
}

const KeptName *name_of(Tree *tree, const xmlNode *node) {
    KeptName *kept = &tree->kept[((uintptr_t)node->name >> 2) % KEPT_NAMES];
    if (kept->place == node->name)
        return kept;
    const char *words = (const char *)node->name;
    PyObject *name = PyUnicode_DecodeUTF8(words, (Py_ssize_t)strlen(words), NULL);
    if (name == NULL)
        return NULL;
    PyObject *flags = PyDict_GetItemWithError(tree->flags_of, name);
    long stated = flags != NULL ? PyLong_AsLong(flags) : strchr(words, '-') != NULL ? tree->dashed : 0;
    if (PyErr_Occurred()) {
        Py_DECREF(name);
        return NULL;
    }
    Py_XSETREF(kept->name, name);
    kept->place = node->name;
    kept->flags = stated;
    return kept;
}

PyObject *element_at(const Tree *tree, xmlNode *node) {
    return (PyObject *)elementFactory((struct LxmlDocument *)tree->document, node);
}

PyObject *text_in(const xmlNode *node) { return textOf((xmlNode *)node); }

PyObject *text_behind(const xmlNode *node) { return tailOf((xmlNode *)node); }

PyObject *value_of(xmlNode *node, const xmlAttr *attribute) { return attributeValue(node, (xmlAttr *)attribute); }

static xmlNode *child_from(xmlNode *node) {
    while (node != NULL && node->type != XML_ELEMENT_NODE && node->type != XML_COMMENT_NODE &&
           node->type != XML_ENTITY_REF_NODE && node->type != XML_PI_NODE)
        node = node->next;
    return node;
}

xmlNode *first_child(const xmlNode *node) { return child_from(node->children); }

xmlNode *next_child(const xmlNode *node) { return child_from(node->next); }

int is_foreign(const xmlNode *root) {
    const xmlNode *node = root;
    while (node != NULL) {
        if (node->type == XML_ELEMENT_NODE) {
            if (node->ns != NULL)
                return 1;
            for (const xmlAttr *each = node->properties; each != NULL; each = each->next)
                if (each->ns != NULL)
                    return 1;
        }
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            continue;
        }
        while (node != root && node != NULL && node->next == NULL)
            node = node->parent;
        if (node == root || node == NULL)
            return 0;
        node = node->next;
    }
    return 0;
}
#endif
