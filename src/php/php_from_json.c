/* Turns JSON, as a tree or as text, into PHP arrays and scalars. */
#include "php_from_json.h"

#include "ext/json/php_json.h"
#include "ext/json/php_json_parser.h"
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

/* ------------------------------------------------------------------------------------------------------- JSON as text -- */

/* Whether the text begins with an escaped surrogate whose third digit is one of these: 8 to B in a high one, C to F in a low
   one. */
static bool is_surrogate(const char *p, const char *third_digits)
{
	return p[0] == '\\' && p[1] == 'u' && (p[2] == 'd' || p[2] == 'D') && strchr(third_digits, p[3]);
}

/* Replaces unpaired surrogates, the only thing that the core accepts but ext/json rejects, with U+FFFD, whose escape has the
   same length. The text is well-formed JSON that ends in a NUL, so backslashes are only in strings. */
static void replace_lone_surrogates(char *p)
{
	while ((p = strchr(p, '\\'))) {
		if (is_surrogate(p, "89abAB") && is_surrogate(p + 6, "cdefCDEF")) {
			p += 12;
		} else {
			if (is_surrogate(p, "89abcdefABCDEF")) {
				memcpy(p + 2, "fffd", 4);
			}
			p += 2; /* to the hexadecimal digits, if there are any */
		}
	}
}

static bool parse_with_ext_json(const struct dojo_buffer *text, zval *out)
{
	php_json_parser parser;

	php_json_parser_init(&parser, out, text->data, text->length, PHP_JSON_OBJECT_AS_ARRAY, DOJO_JSON_MAX_DEPTH + 1);
	return php_json_parse(&parser) == 0;
}

bool php_dojo_from_json_text(struct dojo_buffer *text, zval *out)
{
	if (parse_with_ext_json(text, out)) {
		return true;
	}
	replace_lone_surrogates(text->data);
	if (parse_with_ext_json(text, out)) {
		return true;
	}
	ZVAL_UNDEF(out);
	return false;
}
