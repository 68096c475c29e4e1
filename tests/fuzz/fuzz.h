/*
 * Helpers of the fuzz targets. Each fuzz_NAME.c is one libFuzzer program, built and run by tests/programs/fuzz. To repeat a
 * finding:
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

/* A condition that must hold for every input. Unlike assert(), no build leaves it out. */
#define FUZZ_CHECK(condition)                                                                                                  \
	do {                                                                                                                       \
		if (!(condition)) {                                                                                                    \
			fuzz_fail(__FILE__, __LINE__, #condition);                                                                         \
		}                                                                                                                      \
	} while (0)

_Noreturn void fuzz_fail(const char *file, int line, const char *condition);

/* The rest of the input. */
struct fuzz_input {
	const uint8_t *data;
	size_t length;
};

/* The next byte; 0 at the end of the input. */
uint8_t fuzz_byte(struct fuzz_input *input);
/* The next line without its line break, and the rest. Each is in a block of exactly its size, so that ASan detects a read past
   the end; with a NUL after it if `terminated`. Release with fuzz_release(). */
struct dojo_text fuzz_line(struct fuzz_input *input, bool terminated);
struct dojo_text fuzz_rest(struct fuzz_input *input);
void fuzz_release(struct dojo_text *text);

/* Checks an error: it has the returned code and a NUL-terminated message that is not empty, valid UTF-8 and without control
   characters. Checks nothing for DOJO_OK. */
void fuzz_check_error(enum dojo_code code, const struct dojo_error *error);

/* Checks a request's header lines: printable, each with a name and a colon, no name twice. */
void fuzz_check_headers(const struct dojo_request *request);
/* The value of the header; NULL if there is none. */
const char *fuzz_header(const struct dojo_request *request, const char *name);

#endif
