/* Copies a JSON tree into PHP arrays and scalars. */
#include "php_from_json.h"

#include <json-c/json.h>

void php_dojo_from_json(struct json_object *json, zval *out)
{
	zval element;

	switch (json_object_get_type(json)) {
		case json_type_null:
			ZVAL_NULL(out);
			return;
		case json_type_boolean:
			ZVAL_BOOL(out, json_object_get_boolean(json));
			return;
		case json_type_int:
			ZVAL_LONG(out, json_object_get_int64(json));
			return;
		case json_type_double:
			ZVAL_DOUBLE(out, json_object_get_double(json));
			return;
		case json_type_string:
			ZVAL_STRINGL_FAST(out, json_object_get_string(json), (size_t) json_object_get_string_len(json));
			return;
		case json_type_array:
			if (json_object_array_length(json) == 0) {
				ZVAL_EMPTY_ARRAY(out);
				return;
			}
			array_init_size(out, (uint32_t) json_object_array_length(json));
			zend_hash_real_init_packed(Z_ARRVAL_P(out));
			for (size_t i = 0; i < json_object_array_length(json); i++) {
				php_dojo_from_json(json_object_array_get_idx(json, i), &element);
				zend_hash_next_index_insert_new(Z_ARRVAL_P(out), &element);
			}
			return;
		case json_type_object:
			array_init_size(out, (uint32_t) json_object_object_length(json));
			json_object_object_foreach(json, key, value)
			{
				php_dojo_from_json(value, &element);
				zend_symtable_str_update(Z_ARRVAL_P(out), key, strlen(key), &element);
			}
			return;
	}
	ZVAL_NULL(out);
}
