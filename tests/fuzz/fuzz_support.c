/* Reads inputs, and checks errors and header lines. */
#include "fuzz.h"

_Noreturn void fuzz_fail(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

uint8_t fuzz_byte(struct fuzz_input *input)
{
	if (!input->length) {
		return 0;
	}
	input->length--;
	return *input->data++;
}

static struct dojo_text copy_exactly(const uint8_t *data, size_t length, bool terminated)
{
	size_t size = length + (terminated ? 1 : 0);
	char *block = malloc(size ? size : 1);

	if (!block) {
		abort();
	}
	if (length) {
		memcpy(block, data, length);
	}
	if (terminated) {
		block[length] = '\0';
	}
	return (struct dojo_text){block, length};
}

struct dojo_text fuzz_line(struct fuzz_input *input, bool terminated)
{
	const uint8_t *end = input->length ? memchr(input->data, '\n', input->length) : NULL;
	size_t length = end ? (size_t) (end - input->data) : input->length;
	struct dojo_text text = copy_exactly(input->data, length, terminated);

	input->data += length + (end ? 1 : 0);
	input->length -= length + (end ? 1 : 0);
	return text;
}

struct dojo_text fuzz_rest(struct fuzz_input *input)
{
	struct dojo_text text = copy_exactly(input->data, input->length, false);

	input->data += input->length;
	input->length = 0;
	return text;
}

void fuzz_release(struct dojo_text *text)
{
	free((void *) text->data);
	*text = (struct dojo_text){NULL, 0};
}

void fuzz_check_error(enum dojo_code code, const struct dojo_error *error)
{
	size_t length;

	if (code == DOJO_OK) {
		return;
	}
	FUZZ_CHECK(error->code == code);
	FUZZ_CHECK(memchr(error->message, '\0', sizeof error->message));
	FUZZ_CHECK(memchr(error->field, '\0', sizeof error->field));
	length = strlen(error->message);
	FUZZ_CHECK(length > 0);
	FUZZ_CHECK(dojo_utf8_valid(error->message, length));
	FUZZ_CHECK(dojo_utf8_valid(error->field, strlen(error->field)));
	for (size_t i = 0; i < length; i++) {
		FUZZ_CHECK((unsigned char) error->message[i] >= 0x20 && error->message[i] != 0x7F);
	}
}

void fuzz_check_headers(const struct dojo_request *request)
{
	for (const struct curl_slist *line = request->headers; line; line = line->next) {
		const char *colon = strchr(line->data, ':');

		FUZZ_CHECK(colon && colon > line->data && colon[1] == ' ');
		for (const char *p = line->data; *p; p++) {
			FUZZ_CHECK(*p >= 0x20 && *p < 0x7F);
		}
		for (const struct curl_slist *other = line->next; other; other = other->next) {
			FUZZ_CHECK(strncmp(line->data, other->data, (size_t) (colon - line->data) + 1) != 0);
		}
	}
}

const char *fuzz_header(const struct dojo_request *request, const char *name)
{
	size_t length = strlen(name);

	for (const struct curl_slist *line = request->headers; line; line = line->next) {
		if (strncmp(line->data, name, length) == 0 && line->data[length] == ':') {
			return line->data + length + 2;
		}
	}
	return NULL;
}
