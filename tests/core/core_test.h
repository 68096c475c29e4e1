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

/* A string literal as borrowed text, which may contain NUL. */
#define TEXT_OF(literal)                                                                                                       \
	(struct dojo_text)                                                                                                         \
	{                                                                                                                          \
		"" literal, sizeof(literal) - 1                                                                                        \
	}
struct dojo_text text_of(const char *string);

#define TEST_KEY "sk_sandbox_example"
#define TEST_SECRET "cs_example-secret"

/* Valid options. */
struct dojo_options test_options(void);
/* A client with these options, or with test_options() if NULL. */
struct dojo_client *test_client(const struct dojo_options *options);

/* The client of a program that needs only one: a group's set-up and tear-down. */
extern struct dojo_client *client;
int make_client(void **state);
int free_client(void **state);

/* Whatever ids, keys and secrets any operation needs. */
struct dojo_arguments test_arguments(const struct dojo_operation *operation, struct json_object *body);
/* Builds the operation's request ("request" for a raw POST) with those. */
void build_request(const struct dojo_client *with, const char *operation, struct json_object *body,
                   struct dojo_request *request);

const struct dojo_operation *operation_named(const char *name);

/* The document as JSON; the test fails if it is not JSON. Freed by dojo_json_free(). */
struct json_object *json_of(const char *document);
/* Compares a document with its compact text. */
void assert_json(struct json_object *json, const char *expected);

void assert_contains(const char *text, const char *part);
void assert_lacks(const char *text, const char *part);
void assert_text(struct dojo_text text, const char *expected);

/* The only header line that starts with "name:", or NULL. The test fails if there are two. */
const char *header_of(const struct dojo_request *request, const char *name);
/* `line` is the whole line, or NULL if the request must not have that header. */
void assert_header(const struct dojo_request *request, const char *name, const char *line);

/*
 * Runs `body` again and again, with the core's first, second, … allocation failing, until none fails. Each failed run must
 * return DOJO_ERROR_MEMORY; leaks are found by the sanitizers. Returns how many allocations failed.
 */
size_t run_out_of_memory(enum dojo_code (*body)(void *context, struct dojo_error *error), void *context);
/* Makes the n-th allocation from here fail, counted from 0; a negative n stops that. */
void fail_allocation(long n);
bool allocation_failed(void);

#endif
