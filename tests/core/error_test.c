/* Error records, and the paths of fields in them. */
#include "core_test.h"

#include <stdio.h>

static void functions_record_and_return_the_code(void **state)
{
	struct dojo_error error;

	(void) state;
	memset(&error, 'x', sizeof error);
	assert_int_equal(dojo_error_set(&error, DOJO_ERROR_TIMEOUT, "after %d s", 30), DOJO_ERROR_TIMEOUT);
	assert_int_equal(error.code, DOJO_ERROR_TIMEOUT);
	assert_string_equal(error.message, "after 30 s");
	assert_string_equal(error.field, "");
	assert_false(error.outcome_unknown);

	assert_int_equal(dojo_error_invalid(&error, "amount.value", "%s is %s", "it", "wrong"), DOJO_ERROR_INVALID);
	assert_int_equal(error.code, DOJO_ERROR_INVALID);
	assert_string_equal(error.field, "amount.value");
	assert_string_equal(error.message, "it is wrong");

	assert_int_equal(dojo_error_memory(&error), DOJO_ERROR_MEMORY);
	assert_string_equal(error.field, "");
	assert_string_equal(error.message, "out of memory"); /* no mention of sending: it can happen anywhere */
}

static void null_record_is_accepted(void **state)
{
	(void) state;
	assert_int_equal(dojo_error_set(NULL, DOJO_ERROR_TLS, "x"), DOJO_ERROR_TLS);
	assert_int_equal(dojo_error_invalid(NULL, "field", "x"), DOJO_ERROR_INVALID);
	assert_int_equal(dojo_error_memory(NULL), DOJO_ERROR_MEMORY);
}

static void field_may_alias_the_record(void **state)
{
	struct dojo_error error = {0};

	(void) state;
	snprintf(error.field, sizeof error.field, "metadata.key");
	dojo_error_invalid(&error, error.field, "wrong");
	assert_string_equal(error.field, "metadata.key");
}

static void long_texts_are_truncated(void **state)
{
	struct dojo_error error;
	char longer[5000];

	(void) state;
	memset(longer, 'y', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	dojo_error_invalid(&error, longer, "%s", longer);
	assert_int_equal(strlen(error.field), DOJO_FIELD_SIZE - 1);
	assert_int_equal(strlen(error.message), DOJO_MESSAGE_SIZE - 1);
}

static void every_code_has_its_own_word(void **state)
{
	(void) state;
	for (int code = DOJO_OK; code <= DOJO_ERROR_SIGNATURE_MISMATCH; code++) {
		const char *word = dojo_error_word((enum dojo_code) code);

		assert_non_null(word);
		assert_string_not_equal(word, "");
		assert_string_not_equal(word, "unknown");
		for (int other = DOJO_OK; other < code; other++) {
			assert_string_not_equal(word, dojo_error_word((enum dojo_code) other));
		}
	}
	assert_string_equal(dojo_error_word(DOJO_ERROR_TIMEOUT), "timeout");
}

static void path_is_formatted_like_code(void **state)
{
	struct dojo_path lines = {NULL, "itemLines", 0}, line = {&lines, NULL, 2}, total = {&line, "amountTotal", 0},
					 value = {&total, "value", 0};
	char out[DOJO_FIELD_SIZE];

	(void) state;
	dojo_path_format(NULL, out, sizeof out);
	assert_string_equal(out, "request");
	dojo_path_format(&lines, out, sizeof out);
	assert_string_equal(out, "itemLines");
	dojo_path_format(&line, out, sizeof out);
	assert_string_equal(out, "itemLines[2]");
	dojo_path_format(&value, out, sizeof out);
	assert_string_equal(out, "itemLines[2].amountTotal.value");
}

static void path_never_overflows(void **state)
{
	struct dojo_path steps[200];
	char guarded[64 + 8];

	(void) state;
	for (size_t i = 0; i < COUNT(steps); i++) {
		steps[i] = (struct dojo_path){i ? &steps[i - 1] : NULL, i % 3 == 2 ? NULL : "name", i};
	}
	for (size_t size = 1; size <= 64; size++) {
		for (size_t depth = 0; depth < COUNT(steps); depth += 7) {
			memset(guarded, '#', sizeof guarded);
			dojo_path_format(&steps[depth], guarded, size);
			assert_true(memchr(guarded, '\0', size) != NULL);
			assert_int_equal(guarded[size], '#');
		}
		memset(guarded, '#', sizeof guarded);
		dojo_path_format(NULL, guarded, size);
		assert_true(memchr(guarded, '\0', size) != NULL);
		assert_int_equal(guarded[size], '#');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(functions_record_and_return_the_code),
		cmocka_unit_test(null_record_is_accepted),
		cmocka_unit_test(field_may_alias_the_record),
		cmocka_unit_test(long_texts_are_truncated),
		cmocka_unit_test(every_code_has_its_own_word),
		cmocka_unit_test(path_is_formatted_like_code),
		cmocka_unit_test(path_never_overflows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
