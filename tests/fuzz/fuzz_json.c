/*
 * The JSON scanner, compared with the parser, the UTF-8 check, json-c's strict mode, and the result of writing the tree and
 * parsing it again.
 *
 * Input: the document.
 */
#include "fuzz.h"

/* json-c's strict mode accepts everything that the scanner accepts, except non-ASCII text in one release. */
static bool strict_json_c_accepts(const char *data, size_t length)
{
	struct json_tokener *tokener = json_tokener_new_ex(DOJO_JSON_MAX_DEPTH + 2);
	struct json_object *json;
	bool taken;

	FUZZ_CHECK(tokener);
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	json = json_tokener_parse_ex(tokener, data, (int) length);
	if (json_tokener_get_error(tokener) == json_tokener_continue) {
		json = json_tokener_parse_ex(tokener, "", 1);
	}
	taken = json_tokener_get_error(tokener) == json_tokener_success;
	json_object_put(json);
	json_tokener_free(tokener);
	return taken;
}

/* UTF-8 validity by another method than the core's table of ranges: decodes each character and compares with its encoding. */
static bool is_utf8(const unsigned char *p, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t more = p[i] < 0x80 ? 0 : p[i] >> 5 == 6 ? 1 : p[i] >> 4 == 14 ? 2 : p[i] >> 3 == 30 ? 3 : 4;
		uint32_t code = p[i++] & (more ? 0x3Fu >> more : 0x7Fu);

		if (more == 4) {
			return false;
		}
		for (size_t j = 0; j < more; j++) {
			if (i == length || p[i] >> 6 != 2) {
				return false;
			}
			code = code << 6 | (p[i++] & 0x3Fu);
		}
		if (more != (size_t) (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF) || code > 0x10FFFF || code >> 11 == 27) {
			return false;
		}
	}
	return true;
}

static bool has_control(const char *data, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char) data[i] < 0x20 && !(data[i] && strchr("\t\r\n", data[i]))) {
			return true;
		}
	}
	return false;
}

static bool is_ascii(const char *data, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (data[i] & 0x80) {
			return false;
		}
	}
	return true;
}

/* Whether there is an integer of 19 or more digits: json-c's strict mode refuses some, the core reads them as doubles. */
static bool has_long_number(const char *data, size_t length)
{
	size_t run = 0;

	for (size_t i = 0; i < length; i++) {
		run = data[i] >= '0' && data[i] <= '9' ? run + 1 : 0;
		if (run >= 19) {
			return true;
		}
	}
	return false;
}

/* Every text in the tree is valid UTF-8, no key is truncated, and nothing is nested deeper than allowed. */
static void check_tree(struct json_object *json, int depth)
{
	if (json_object_is_type(json, json_type_object)) {
		FUZZ_CHECK(depth < DOJO_JSON_MAX_DEPTH);
		json_object_object_foreach(json, key, value)
		{
			FUZZ_CHECK(dojo_utf8_valid(key, strlen(key)));
			FUZZ_CHECK(dojo_json_member(json, key) == value);
			check_tree(value, depth + 1);
		}
	} else if (json_object_is_type(json, json_type_array)) {
		FUZZ_CHECK(depth < DOJO_JSON_MAX_DEPTH);
		for (size_t i = 0; i < json_object_array_length(json); i++) {
			check_tree(json_object_array_get_idx(json, i), depth + 1);
		}
	} else if (json_object_is_type(json, json_type_string)) {
		FUZZ_CHECK(dojo_utf8_valid(json_object_get_string(json), (size_t) json_object_get_string_len(json)));
	}
}

static void check_round_trip(struct json_object *json)
{
	struct dojo_buffer once = {0}, twice = {0};
	struct json_object *again = NULL;
	struct dojo_error error;

	FUZZ_CHECK(dojo_json_write(json, &once) || !json);
	if (json) {
		FUZZ_CHECK(dojo_json_parse(once.data, once.length, &again, &error) == DOJO_OK);
		FUZZ_CHECK(json_object_equal(json, again));
		FUZZ_CHECK(dojo_json_write(again, &twice));
		FUZZ_CHECK(once.length == twice.length && memcmp(once.data, twice.data, once.length) == 0);
	}
	dojo_json_free(again);
	dojo_buffer_free(&once);
	dojo_buffer_free(&twice);
}

/* The members found by the scanner are those in the tree. If several names differ only in case, any of them may be found. */
static void check_wanted(struct json_object *json, const struct dojo_json_wanted *wanted)
{
	struct json_object *member = NULL, *value = NULL;
	bool exact = json_object_is_type(json, json_type_object) && json_object_object_get_ex(json, wanted->name, &member);

	FUZZ_CHECK(wanted->exact == exact);
	if (wanted->value.data) {
		FUZZ_CHECK(dojo_json_parse(wanted->value.data, wanted->value.length, &value, NULL) == DOJO_OK);
		FUZZ_CHECK(!exact || json_object_equal(value, member));
	} else {
		FUZZ_CHECK(dojo_json_member(json, wanted->name) == NULL);
	}
	dojo_json_free(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	struct json_object *json = (struct json_object *) &size;
	struct dojo_error checked, parsed;
	struct dojo_json_wanted wanted[] = {{.name = "id"}, {.name = "a"}};
	char first = 'x';
	enum dojo_code check = dojo_json_check(text, size, &first, wanted, 2, &checked);
	enum dojo_code parse = dojo_json_parse(text, size, &json, &parsed);

	FUZZ_CHECK(dojo_utf8_valid(text, size) == is_utf8(data, size));
	fuzz_check_error(check, &checked);
	fuzz_check_error(parse, &parsed);
	FUZZ_CHECK(check == parse);
	if (check != DOJO_OK) {
		FUZZ_CHECK(check == DOJO_ERROR_NOT_JSON && json == NULL && first == '\0');
		FUZZ_CHECK(strcmp(checked.message, parsed.message) == 0);
		return 0;
	}
	FUZZ_CHECK(dojo_utf8_valid(text, size) && !has_control(text, size));
	FUZZ_CHECK(first && memchr(text, first, size) && !strchr(" \t\r\n", first));
	FUZZ_CHECK(!is_ascii(text, size) || has_long_number(text, size) || strict_json_c_accepts(text, size));
	for (size_t i = 0; i < 2; i++) {
		check_wanted(json, &wanted[i]);
	}
	check_tree(json, 0);
	check_round_trip(json);
	dojo_json_free(json);
	return 0;
}
