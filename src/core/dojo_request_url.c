/* Builds the URLs of requests and of the hosted checkout page from the caller's ids. */
#include "dojo_request_url.h"

#include "dojo_error.h"
#include "dojo_url.h"

#include <stdio.h>
#include <string.h>

static enum dojo_code check_path_argument(const char *name, struct dojo_text id, struct dojo_error *error)
{
	if (id.length == 0) {
		return dojo_error_invalid(error, name, "%s is empty: pass the id that the API returned", name);
	}
	for (size_t i = 0; i < id.length; i++) {
		unsigned char c = (unsigned char) id.data[i];

		if (c < 0x20 || c == 0x7F || c == '/' || c == '\\') {
			return dojo_error_invalid(error, name, "%s contains a slash or a control character, which ids never contain", name);
		}
	}
	/* Servers resolve "." and ".." in a path, even percent-encoded ones. */
	if ((id.length == 1 && id.data[0] == '.') || (id.length == 2 && memcmp(id.data, "..", 2) == 0)) {
		return dojo_error_invalid(error, name, "%s can't be \".\" or \"..\"", name);
	}
	if (!dojo_utf8_valid(id.data, id.length)) {
		return dojo_error_invalid(error, name, "%s is not valid UTF-8", name);
	}
	return DOJO_OK;
}

static enum dojo_code append_list(const char *name, const struct dojo_arguments *arguments, struct dojo_buffer *url,
                                  struct dojo_error *error)
{
	if (arguments->list_count == 0) {
		return dojo_error_invalid(error, name, "%s is empty: pass at least one id", name);
	}
	for (size_t i = 0; i < arguments->list_count; i++) {
		struct dojo_path root = {NULL, name, 0}, step = {&root, NULL, i};
		char field[DOJO_FIELD_SIZE];
		enum dojo_code code;

		dojo_path_format(&step, field, sizeof field);
		code = check_path_argument(field, arguments->list[i], error);
		if (code == DOJO_OK && memchr(arguments->list[i].data, ',', arguments->list[i].length)) {
			code = dojo_error_invalid(error, field, "%s contains a comma: pass each id separately", field);
		}
		if (code != DOJO_OK) {
			return code;
		}
		if (i) {
			dojo_buffer_append(url, ",", 1);
		}
		dojo_url_append_encoded(url, arguments->list[i].data, arguments->list[i].length);
	}
	return DOJO_OK;
}

static enum dojo_code append_path(const struct dojo_arguments *arguments, struct dojo_buffer *url, struct dojo_error *error)
{
	size_t argument = 0;

	for (const char *p = arguments->operation->path; *p;) {
		size_t literal = strcspn(p, "{"), span;
		char name[48];
		enum dojo_code code;

		dojo_buffer_append(url, p, literal);
		p += literal;
		if (!*p) {
			break;
		}
		span = strcspn(p, ",}");
		snprintf(name, sizeof name, "%.*s", (int) span - 1, p + 1);
		if (p[span] == ',') {
			code = append_list(name, arguments, url, error);
		} else {
			struct dojo_text id = arguments->path_arguments[argument++];

			code = check_path_argument(name, id, error);
			dojo_url_append_encoded(url, id.data, id.length);
		}
		if (code != DOJO_OK) {
			return code;
		}
		p += strcspn(p, "}") + 1;
	}
	return DOJO_OK;
}

static enum dojo_code append_query(const struct dojo_arguments *arguments, struct dojo_buffer *url, struct dojo_error *error)
{
	const char *name = arguments->operation->query;

	if (!name) {
		return DOJO_OK;
	}
	if (!(arguments->operation->flags & DOJO_QUERY_LIST)) {
		if (arguments->query_flag) {
			dojo_buffer_append_string(url, "?");
			dojo_buffer_append_string(url, name);
			dojo_buffer_append_string(url, "=true");
		}
		return DOJO_OK;
	}
	for (size_t i = 0; i < arguments->list_count; i++) {
		if (arguments->list[i].length == 0 || !dojo_utf8_valid(arguments->list[i].data, arguments->list[i].length)) {
			char field[DOJO_FIELD_SIZE];

			snprintf(field, sizeof field, "%s[%zu]", name, i);
			return dojo_error_invalid(error, field, "%s must be a non-empty UTF-8 string", field);
		}
		dojo_buffer_append_string(url, i ? "&" : "?");
		dojo_buffer_append_string(url, name);
		dojo_buffer_append_string(url, "=");
		dojo_url_append_encoded(url, arguments->list[i].data, arguments->list[i].length);
	}
	return DOJO_OK;
}

enum dojo_code dojo_request_append_path(const struct dojo_arguments *arguments, struct dojo_buffer *url,
                                        struct dojo_error *error)
{
	enum dojo_code code = append_path(arguments, url, error);

	return code ? code : append_query(arguments, url, error);
}

enum dojo_code dojo_checkout_url(struct dojo_text payment_intent_id, struct dojo_buffer *out, struct dojo_error *error)
{
	enum dojo_code code = check_path_argument("paymentIntentId", payment_intent_id, error);

	if (code != DOJO_OK) {
		return code;
	}
	dojo_buffer_append_string(out, "https://pay.dojo.tech/checkout/");
	dojo_url_append_encoded(out, payment_intent_id.data, payment_intent_id.length);
	if (out->failed) {
		dojo_buffer_free(out);
		return dojo_error_memory(error);
	}
	return DOJO_OK;
}
