/* Memory and growing buffers. */
#include "core_test.h"

static void appends_and_terminates(void **state)
{
	struct dojo_buffer buffer = {0};

	(void) state;
	assert_true(dojo_buffer_append_string(&buffer, "pi_"));
	assert_true(dojo_buffer_append(&buffer, "a\0b", 3));
	assert_int_equal(buffer.length, 6);
	assert_memory_equal(buffer.data, "pi_a\0b", 7);
	for (int i = 0; i < 5000; i++) {
		assert_true(dojo_buffer_append(&buffer, "x", 1));
	}
	assert_int_equal(buffer.length, 5006);
	assert_int_equal(buffer.data[5006], '\0');
	dojo_buffer_free(&buffer);
}

static void appending_nothing_terminates(void **state)
{
	struct dojo_buffer buffer = {0};

	(void) state;
	assert_true(dojo_buffer_append(&buffer, "", 0));
	assert_non_null(buffer.data);
	assert_string_equal(buffer.data, "");
	assert_true(dojo_buffer_append(&buffer, NULL, 0));
	assert_true(dojo_url_append_encoded(&buffer, NULL, 0));
	assert_int_equal(buffer.length, 0);
	dojo_buffer_free(&buffer);
}

static void frees_leave_zero_and_accept_null(void **state)
{
	struct dojo_buffer buffer = {0}, zero = {0};

	(void) state;
	dojo_buffer_free(NULL);
	dojo_buffer_wipe(NULL);
	dojo_buffer_free(&buffer);
	dojo_buffer_wipe(&buffer);
	dojo_free(NULL);
	assert_true(dojo_buffer_append_string(&buffer, "text"));
	dojo_buffer_free(&buffer);
	assert_memory_equal(&buffer, &zero, sizeof zero);
	dojo_buffer_free(&buffer);
	assert_true(dojo_buffer_append_string(&buffer, "secret"));
	dojo_buffer_wipe(&buffer);
	assert_memory_equal(&buffer, &zero, sizeof zero);
	dojo_buffer_wipe(&buffer);
}

static void limit_is_the_last_length_that_fits(void **state)
{
	struct dojo_buffer buffer = {.limit = 10};

	(void) state;
	assert_true(dojo_buffer_append(&buffer, "0123456789", 10));
	assert_false(buffer.over_limit);
	assert_false(dojo_buffer_append(&buffer, "x", 1));
	assert_true(buffer.over_limit);
	assert_true(buffer.failed);
	dojo_buffer_free(&buffer);

	buffer.limit = 10;
	assert_false(dojo_buffer_append(&buffer, "0123456789A", 11));
	assert_true(buffer.over_limit);
	assert_int_equal(buffer.length, 0);
	dojo_buffer_free(&buffer);
}

static void size_overflow_is_refused(void **state)
{
	struct dojo_buffer buffer = {0};

	(void) state;
	assert_true(dojo_buffer_append(&buffer, "x", 1));
	assert_false(dojo_buffer_append(&buffer, "x", SIZE_MAX));
	assert_false(dojo_buffer_append(&buffer, "x", SIZE_MAX - 1));
	assert_true(buffer.failed);
	dojo_buffer_free(&buffer);
}

static void failure_sticks(void **state)
{
	struct dojo_buffer buffer = {0};

	(void) state;
	fail_allocation(0);
	assert_false(dojo_buffer_append(&buffer, "x", 1));
	fail_allocation(-1);
	assert_true(buffer.failed);
	assert_false(buffer.over_limit);
	assert_false(dojo_buffer_append(&buffer, "x", 1));
	assert_false(dojo_buffer_append_string(&buffer, "x"));
	assert_false(dojo_url_append_encoded(&buffer, "x", 1));
	dojo_buffer_free(&buffer);

	/* A failure to grow keeps the data. */
	assert_true(dojo_buffer_append_string(&buffer, "kept"));
	fail_allocation(0);
	for (int i = 0; i < 10000 && dojo_buffer_append(&buffer, "yyyyyyyyyy", 10); i++) {
	}
	fail_allocation(-1);
	assert_true(buffer.failed);
	assert_memory_equal(buffer.data, "kept", 4);
	dojo_buffer_free(&buffer);
	fail_allocation(0);
	assert_null(dojo_malloc_zeroed(10));
	fail_allocation(-1);
}

static void zeroed_memory_is_zeroed(void **state)
{
	char zero[300] = {0}, *memory;

	(void) state;
	memory = dojo_malloc_zeroed(sizeof zero);
	assert_non_null(memory);
	assert_memory_equal(memory, zero, sizeof zero);
	dojo_free(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_and_terminates),           cmocka_unit_test(appending_nothing_terminates),
		cmocka_unit_test(frees_leave_zero_and_accept_null), cmocka_unit_test(limit_is_the_last_length_that_fits),
		cmocka_unit_test(size_overflow_is_refused),         cmocka_unit_test(failure_sticks),
		cmocka_unit_test(zeroed_memory_is_zeroed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
