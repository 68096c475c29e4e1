/*
 * What the fuzz targets share. Each fuzz_NAME.c is one libFuzzer program, which tests/programs/fuzz builds and runs. To try the input
 * of a finding again:
 *
 *   build/fuzz/fuzz_NAME build/fuzz/artifacts/NAME-crash-…
 */
#ifndef DOJO_FUZZ_H
#define DOJO_FUZZ_H

#include "dojo_core.h"
#include "dojo_libcurl.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What has to hold whatever the input. Not assert(), which a build could leave out. */
#define FUZZ_CHECK(condition)                                                                                                  \
	do {                                                                                                                       \
		if (!(condition)) {                                                                                                    \
			fuzz_fail(__FILE__, __LINE__, #condition);                                                                         \
		}                                                                                                                      \
	} while (0)

_Noreturn void fuzz_fail(const char *file, int line, const char *condition);

/* The input, taken from its start. */
struct fuzz_input {
	const uint8_t *data;
	size_t length;
};

/* The next byte, 0 where there is none left. */
uint8_t fuzz_byte(struct fuzz_input *input);
/* The next line without its end, and all that is left. Each in a block of its own size, so that ASan sees a read beyond it; with
   a NUL behind it where `terminated`. Released by fuzz_release(). */
struct dojo_text fuzz_line(struct fuzz_input *input, bool terminated);
struct dojo_text fuzz_rest(struct fuzz_input *input);
void fuzz_release(struct dojo_text *text);

/* What every error has to be: the code returned, and a message that is a string, not empty, UTF-8 and without control
   characters. With DOJO_OK nothing is checked. */
void fuzz_check_error(enum dojo_code code, const struct dojo_error *error);

/* A request's header lines: printable, each with a name and a colon, and none twice. */
void fuzz_check_headers(const struct dojo_request *request);
/* The value of the header of that name, NULL where there is none. */
const char *fuzz_header(const struct dojo_request *request, const char *name);

#endif
