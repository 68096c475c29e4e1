/* PHP strings as the core's borrowed texts, and back. */
#ifndef PHP_DOJO_TEXT_H
#define PHP_DOJO_TEXT_H

#include "php_dojo.h"
#include "dojo_core.h"

/* Borrows the string's bytes; NULL gives a text without data. */
static inline struct dojo_text php_dojo_text(const zend_string *string)
{
	struct dojo_text text = {NULL, 0};

	if (string) {
		text.data = ZSTR_VAL(string);
		text.length = ZSTR_LEN(string);
	}
	return text;
}

/* Borrows the bytes of every string or string-backed enum in a list. The caller efree()s *out, which is NULL for an empty list.
   Throws a ValidationException for any other element; `name` is the argument's. */
bool php_dojo_texts(HashTable *list, const char *name, struct dojo_text **out, size_t *count);

/* Copies the text into a string; null for a text without data. */
void php_dojo_text_to_zval(struct dojo_text text, zval *out);

#endif
