/*
 * Helpers of the core's tests. Each *_test.c is one program about one module of src/core; every other .c file of this folder is
 * linked into each of them. The Makefile in this folder builds them.
 */
#ifndef DOJO_CORE_TEST_H
#define DOJO_CORE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <curl/curl.h>
#include <json-c/json.h>

#include "dojo_core.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A string literal as borrowed text, NULs within included. */
#define TEXT_OF(literal)                                                                                                       \
	(struct dojo_text)                                                                                                         \
	{                                                                                                                          \
		"" literal, sizeof(literal) - 1                                                                                        \
	}
struct dojo_text text_of(const char *string);

#define TEST_KEY "sk_sandbox_example"
#define TEST_SECRET "cs_example-secret"

/* A client's options that need nothing more to be valid. */
struct dojo_options test_options(void);
struct dojo_client *test_client(const struct dojo_options *options);

const struct dojo_operation *operation_named(const char *name);

/* The document as json; the test fails where it is not JSON. Freed by dojo_json_free(). */
struct json_object *json_of(const char *document);
/* Compares a document with its text in compact form. */
void assert_json(struct json_object *json, const char *expected);

void assert_contains(const char *text, const char *part);
void assert_lacks(const char *text, const char *part);
void assert_text(struct dojo_text text, const char *expected);

/* The one header line that starts with "name:", or NULL; fails where there are two. */
const char *header_of(const struct dojo_request *request, const char *name);
/* The whole line; NULL: there is none. */
void assert_header(const struct dojo_request *request, const char *name, const char *line);

/*
 * Runs `body` with the core's first, second, … allocation failing, until it gets through without reaching the one that would
 * have. Each failed run must say DOJO_ERROR_MEMORY; what it leaks or touches is the sanitizers' business. Returns how many
 * allocations failed.
 */
size_t run_out_of_memory(enum dojo_code (*body)(void *context, struct dojo_error *error), void *context);
/* The same for one allocation: fails the n-th from here, counted from 0; negative stops that. */
void fail_allocation(long n);
bool allocation_failed(void);

#endif
