/* Records errors: the code, the message and the path of the field. */
#include "dojo_error.h"

#include "dojo_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void dojo_error_append(struct dojo_error *error, const char *format, ...)
{
	char end[DOJO_MESSAGE_SIZE / 2];
	size_t used = strlen(error->message), length;
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(end, sizeof end, format, arguments);
	va_end(arguments);
	length = strlen(end);
	if (used + length >= sizeof error->message) {
		used = sizeof error->message - 1 - length;
		while (used && ((unsigned char) error->message[used] & 0xC0) == 0x80) {
			used--;
		}
	}
	memcpy(error->message + used, end, length + 1);
}

static enum dojo_code write_error(struct dojo_error *error, enum dojo_code code, const char *format, va_list arguments)
	DOJO_PRINTF(3, 0);
static enum dojo_code write_error(struct dojo_error *error, enum dojo_code code, const char *format, va_list arguments)
{
	if (error) {
		memset(error, 0, sizeof *error);
		error->code = code;
		vsnprintf(error->message, sizeof error->message, format, arguments);
		dojo_text_clean(error->message);
	}
	return code;
}

enum dojo_code dojo_error_set(struct dojo_error *error, enum dojo_code code, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	write_error(error, code, format, arguments);
	va_end(arguments);
	return code;
}

enum dojo_code dojo_error_invalid(struct dojo_error *error, const char *field, const char *format, ...)
{
	va_list arguments;
	char kept[DOJO_FIELD_SIZE]; /* `field` may be part of *error */

	snprintf(kept, sizeof kept, "%s", field);
	va_start(arguments, format);
	write_error(error, DOJO_ERROR_INVALID, format, arguments);
	va_end(arguments);
	if (error) {
		memcpy(error->field, kept, sizeof kept);
		dojo_text_clean(error->field);
	}
	return DOJO_ERROR_INVALID;
}

enum dojo_code dojo_error_memory(struct dojo_error *error)
{
	return dojo_error_set(error, DOJO_ERROR_MEMORY, "out of memory");
}

const char *dojo_error_word(enum dojo_code code)
{
	switch (code) {
		case DOJO_OK:
			return "ok";
#define DOJO_ERROR_CODE(code, word, ...)                                                                                       \
	case DOJO_ERROR_##code:                                                                                                    \
		return word;
#include "dojo_errors.def"
	}
	return "unknown";
}

/* Returns the length written. Writes the root first, so truncation removes the end of a long path. */
static size_t write_path(const struct dojo_path *path, char *out, size_t size)
{
	size_t used = path->parent ? write_path(path->parent, out, size) : 0;
	int wrote;

	if (used + 1 >= size) {
		return used;
	}
	if (path->key) {
		wrote = snprintf(out + used, size - used, "%s%s", used ? "." : "", path->key);
	} else {
		wrote = snprintf(out + used, size - used, "[%zu]", path->index);
	}
	return wrote < 0 ? used : (size_t) wrote < size - used ? used + (size_t) wrote : size - 1;
}

void dojo_path_format(const struct dojo_path *path, char *out, size_t size)
{
	if (!path) {
		snprintf(out, size, "request");
		return;
	}
	if (size) {
		out[0] = '\0';
	}
	write_path(path, out, size);
}
