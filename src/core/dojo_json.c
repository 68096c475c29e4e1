/*
 * Parses, checks and writes JSON. json-c does the parsing, but some of its versions accept NaN, comments, single quotes, raw
 * control characters, overlong UTF-8 and keys truncated by an escaped NUL, and clamp integers, even with its strict flag (which
 * one release breaks for non-ASCII text). So a scanner for the grammar of RFC 8259 runs first, and every version of json-c reads
 * what passes it in the same way.
 */
#include "dojo_json.h"

#include <json-c/json.h>
#include <string.h>

struct scanner {
	const char *p, *end;
	/* With `rewrites`, the text with ".0" after each integer that int64 can't represent, which makes it a double. */
	bool rewrites;
	struct dojo_buffer rewritten;
	const char *copied;
	struct dojo_json_wanted *wanted;
	size_t wanted_count;
	const char *problem;
};

static bool scan_fail(struct scanner *s, const char *problem)
{
	if (!s->problem) {
		s->problem = problem;
	}
	return false;
}

static void scan_space(struct scanner *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\t' || *s->p == '\n' || *s->p == '\r')) {
		s->p++;
	}
}

static bool scan_digits(struct scanner *s)
{
	const char *from = s->p;

	while (s->p < s->end && *s->p >= '0' && *s->p <= '9') {
		s->p++;
	}
	return s->p > from;
}

/* Whether an integer with these digits fits in int64. */
static bool fits_int64(const char *digits, size_t length, bool negative)
{
	const char *bound = negative ? "9223372036854775808" : "9223372036854775807";

	return length < 19 || (length == 19 && memcmp(digits, bound, 19) <= 0);
}

static bool scan_number(struct scanner *s)
{
	const char *digits;
	bool negative = *s->p == '-';
	size_t length;

	s->p += negative;
	digits = s->p;
	if (!scan_digits(s) || (*digits == '0' && s->p - digits > 1)) {
		return scan_fail(s, "malformed number");
	}
	length = (size_t) (s->p - digits);
	if (s->p < s->end && (*s->p == '.' || *s->p == 'e' || *s->p == 'E')) {
		if (*s->p == '.') {
			s->p++;
			if (!scan_digits(s)) {
				return scan_fail(s, "malformed number");
			}
		}
		if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
			s->p++;
			if (s->p < s->end && (*s->p == '+' || *s->p == '-')) {
				s->p++;
			}
			if (!scan_digits(s)) {
				return scan_fail(s, "malformed number");
			}
		}
		return true;
	}
	/* -0 becomes a double too, because an integer would lose its sign. */
	if (s->rewrites && (!fits_int64(digits, length, negative) || (negative && length == 1 && *digits == '0'))) {
		dojo_buffer_append(&s->rewritten, s->copied, (size_t) (s->p - s->copied));
		dojo_buffer_append(&s->rewritten, ".0", 2);
		s->copied = s->p;
	}
	return true;
}

static bool scan_escape(struct scanner *s, bool is_key)
{
	unsigned unit = 0;

	if (s->p == s->end) {
		return scan_fail(s, "unterminated string");
	}
	if (*s->p != 'u') {
		return strchr("\"\\/bfnrt", *s->p) && *s->p ? (s->p++, true) : scan_fail(s, "unknown escape in a string");
	}
	s->p++;
	for (int i = 0; i < 4; i++, s->p++) {
		int digit = s->p < s->end ? dojo_hex_digit(*s->p) : -1;

		if (digit < 0) {
			return scan_fail(s, "malformed \\u escape");
		}
		unit = unit * 16 + (unsigned) digit;
	}
	if (unit == 0 && is_key) {
		return scan_fail(s, "an escaped NUL in a key");
	}
	return true;
}

static bool scan_string(struct scanner *s, bool is_key)
{
	s->p++;
	while (s->p < s->end) {
		unsigned char c = (unsigned char) *s->p++;

		if (c == '"') {
			return true;
		}
		if (c < 0x20) {
			return scan_fail(s, "raw control character in a string");
		}
		if (c == '\\' && !scan_escape(s, is_key)) {
			return false;
		}
	}
	return scan_fail(s, "unterminated string");
}

static bool scan_word(struct scanner *s, const char *word)
{
	size_t length = strlen(word);

	if ((size_t) (s->end - s->p) < length || memcmp(s->p, word, length) != 0) {
		return scan_fail(s, "unexpected text");
	}
	s->p += length;
	return true;
}

/* Unescapes a key that has passed the scanner, given without its quotes. False if it does not fit in `out` or contains a
   non-ASCII or control escape, which no wanted name does. */
static bool unescape_key(const char *p, const char *end, char *out, size_t size)
{
	size_t length = 0;

	while (p < end) {
		char c = *p++;

		if (c == '\\') {
			c = *p++;
			if (c == 'u') {
				if (p[0] != '0' || p[1] != '0' || dojo_hex_digit(p[2]) > 7) {
					return false;
				}
				c = (char) (dojo_hex_digit(p[2]) * 16 + dojo_hex_digit(p[3]));
				p += 4;
			} else if (strchr("bfnrt", c)) {
				return false;
			}
		}
		if (length + 1 == size) {
			return false;
		}
		out[length++] = c;
	}
	out[length] = '\0';
	return true;
}

static void record_wanted(struct scanner *s, struct dojo_text key, const char *value)
{
	struct dojo_text found = {value, (size_t) (s->p - value)};
	char name[48];

	if (!unescape_key(key.data, key.data + key.length, name, sizeof name)) {
		return;
	}
	for (size_t i = 0; i < s->wanted_count; i++) {
		struct dojo_json_wanted *wanted = &s->wanted[i];

		if (strcmp(name, wanted->name) == 0) {
			wanted->value = found;
			wanted->exact = true;
		} else if (!wanted->exact && dojo_same_word(name, strlen(name), wanted->name)) {
			wanted->value = found;
		}
	}
}

static bool scan_value(struct scanner *s, int depth);

static bool scan_container(struct scanner *s, int depth, char close)
{
	struct dojo_text key = {NULL, 0};
	const char *value;

	if (depth > DOJO_JSON_MAX_DEPTH) {
		return scan_fail(s, "nested too deeply");
	}
	s->p++;
	scan_space(s);
	if (s->p < s->end && *s->p == close) {
		s->p++;
		return true;
	}
	for (;;) {
		if (close == '}') {
			scan_space(s);
			if (s->p == s->end || *s->p != '"') {
				return scan_fail(s, "expected a key");
			}
			key.data = s->p + 1;
			if (!scan_string(s, true)) {
				return false;
			}
			key.length = (size_t) (s->p - key.data - 1);
			scan_space(s);
			if (s->p == s->end || *s->p++ != ':') {
				return scan_fail(s, "expected a colon");
			}
		}
		scan_space(s);
		value = s->p;
		if (!scan_value(s, depth)) {
			return false;
		}
		if (depth == 1 && key.data) {
			record_wanted(s, key, value);
		}
		scan_space(s);
		if (s->p == s->end) {
			return scan_fail(s, "unexpected end");
		}
		if (*s->p == close) {
			s->p++;
			return true;
		}
		if (*s->p++ != ',') {
			return scan_fail(s, "expected a comma");
		}
	}
}

static bool scan_value(struct scanner *s, int depth)
{
	scan_space(s);
	if (s->p == s->end) {
		return scan_fail(s, "unexpected end");
	}
	switch (*s->p) {
		case '{':
			return scan_container(s, depth + 1, '}');
		case '[':
			return scan_container(s, depth + 1, ']');
		case '"':
			return scan_string(s, false);
		case 't':
			return scan_word(s, "true");
		case 'f':
			return scan_word(s, "false");
		case 'n':
			return scan_word(s, "null");
		case '-':
		case '0':
		case '1':
		case '2':
		case '3':
		case '4':
		case '5':
		case '6':
		case '7':
		case '8':
		case '9':
			return scan_number(s);
		default:
			return scan_fail(s, "unexpected text");
	}
}

static enum dojo_code parse_scanned(const char *data, size_t length, struct json_object **out, struct dojo_error *error)
{
	/* Deeper than the scanner allows, because json-c also counts the scalar inside the innermost container. */
	struct json_tokener *tokener = json_tokener_new_ex(DOJO_JSON_MAX_DEPTH + 2);
	enum json_tokener_error status;

	if (!tokener) {
		return dojo_error_memory(error);
	}
	*out = json_tokener_parse_ex(tokener, data, (int) length);
	status = json_tokener_get_error(tokener);
	if (status == json_tokener_continue) {
		/* A bare number ends only at the terminating NUL. */
		*out = json_tokener_parse_ex(tokener, "", 1);
		status = json_tokener_get_error(tokener);
	}
	json_tokener_free(tokener);
	if (status != json_tokener_success) {
		json_object_put(*out);
		*out = NULL;
		return dojo_error_set(error, DOJO_ERROR_NOT_JSON, "not valid JSON: %s", json_tokener_error_desc(status));
	}
	return DOJO_OK;
}

/* Scans the whole document. Fills in what *s asks for, or reports the problem. */
static enum dojo_code scan_document(struct scanner *s, const char *data, size_t length, struct dojo_error *error)
{
	s->p = s->copied = data;
	s->end = data + length;
	if (length > INT32_MAX / 2) {
		return dojo_error_set(error, DOJO_ERROR_TOO_LARGE, "a JSON document of %zu bytes is too large", length);
	}
	if (!dojo_utf8_valid(data, length)) {
		return dojo_error_set(error, DOJO_ERROR_NOT_JSON, "not valid JSON: malformed UTF-8");
	}
	if (scan_value(s, 0)) {
		scan_space(s);
		if (s->p < s->end) {
			scan_fail(s, "text after the end");
		}
	}
	if (s->problem) {
		dojo_buffer_wipe(&s->rewritten);
		return dojo_error_set(error, DOJO_ERROR_NOT_JSON, "not valid JSON: %s, at byte %zu", s->problem,
		                      (size_t) (s->p - data));
	}
	return DOJO_OK;
}

enum dojo_code dojo_json_check(const char *data, size_t length, char *first, struct dojo_json_wanted *wanted,
                               size_t wanted_count, struct dojo_error *error)
{
	struct scanner s = {.wanted = wanted, .wanted_count = wanted_count};
	enum dojo_code code;

	for (size_t i = 0; i < wanted_count; i++) {
		wanted[i] = (struct dojo_json_wanted){.name = wanted[i].name};
	}
	code = scan_document(&s, data, length, error);
	*first = code == DOJO_OK ? data[strspn(data, " \t\r\n")] : '\0';
	return code;
}

enum dojo_code dojo_json_parse(const char *data, size_t length, struct json_object **out, struct dojo_error *error)
{
	struct scanner s = {.rewrites = true};
	enum dojo_code code = scan_document(&s, data, length, error);

	*out = NULL;
	if (code != DOJO_OK) {
		return code;
	}
	if (s.copied > data) {
		dojo_buffer_append(&s.rewritten, s.copied, (size_t) (s.end - s.copied));
		code = s.rewritten.failed ? dojo_error_memory(error) : parse_scanned(s.rewritten.data, s.rewritten.length, out, error);
		dojo_buffer_wipe(&s.rewritten);
		return code;
	}
	return parse_scanned(data, length, out, error);
}

bool dojo_json_write(struct json_object *json, struct dojo_buffer *out)
{
	size_t length;
	const char *text =
		json_object_to_json_string_length(json, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);

	return text && dojo_buffer_append(out, text, length);
}

void dojo_json_free(struct json_object *json)
{
	json_object_put(json);
}

struct json_object *dojo_json_member(struct json_object *json, const char *name)
{
	struct json_object *member = NULL;

	if (!json_object_is_type(json, json_type_object)) {
		return NULL;
	}
	if (json_object_object_get_ex(json, name, &member)) {
		return member;
	}
	json_object_object_foreach(json, key, value)
	{
		if (dojo_same_word(key, strlen(key), name)) {
			return value;
		}
	}
	return NULL;
}

struct dojo_text dojo_json_text(struct json_object *json, const char *name)
{
	struct json_object *member = dojo_json_member(json, name);
	struct dojo_text text = {NULL, 0};

	if (json_object_is_type(member, json_type_string)) {
		text.data = json_object_get_string(member);
		text.length = (size_t) json_object_get_string_len(member);
	}
	return text;
}
