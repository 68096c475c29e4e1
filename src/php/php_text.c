/* Reads lists of PHP strings into the core's texts, and copies texts into PHP strings. */
#include "php_text.h"

#include "php_exception.h"

#include "zend_enum.h"

bool php_dojo_texts(HashTable *list, const char *name, struct dojo_text **out, size_t *count)
{
	struct dojo_text *texts;
	zval *element;
	char field[DOJO_FIELD_SIZE];

	*out = NULL;
	*count = 0;
	if (zend_hash_num_elements(list) == 0) {
		return true;
	}
	texts = safe_emalloc(zend_hash_num_elements(list), sizeof *texts, 0);
	ZEND_HASH_FOREACH_VAL (list, element) {
		ZVAL_DEREF(element);
		if (Z_TYPE_P(element) == IS_OBJECT && (Z_OBJCE_P(element)->ce_flags & ZEND_ACC_ENUM) &&
		    Z_OBJCE_P(element)->enum_backing_type == IS_STRING) {
			element = zend_enum_fetch_case_value(Z_OBJ_P(element));
			ZVAL_DEREF(element); /* array_walk() turns it into a reference */
		}
		if (Z_TYPE_P(element) != IS_STRING) {
			snprintf(field, sizeof field, "%s[%zu]", name, *count);
			efree(texts);
			*count = 0;
			php_dojo_throw_invalid(field, "%s: expected string, got %s", field, zend_zval_type_name(element));
			return false;
		}
		texts[(*count)++] = php_dojo_text(Z_STR_P(element));
	}
	ZEND_HASH_FOREACH_END();
	*out = texts;
	return true;
}

void php_dojo_text_to_zval(struct dojo_text text, zval *out)
{
	if (text.data) {
		ZVAL_STRINGL_FAST(out, text.data, text.length);
	} else {
		ZVAL_NULL(out);
	}
}
