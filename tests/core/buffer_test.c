/* Growing buffers, percent-encoding, UTF-8, words and loopback URLs. */
#include "core_test.h"

#include <stdio.h>

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

	/* A failed growth keeps what is there. */
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

static void encodes_all_but_unreserved(void **state)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
	struct dojo_buffer buffer = {0};

	(void) state;
	for (int c = 0; c < 256; c++) {
		char byte = (char) c, expected[4];

		buffer.length = 0;
		assert_true(dojo_url_append_encoded(&buffer, &byte, 1));
		if (c && strchr(unreserved, c)) {
			expected[0] = byte;
			expected[1] = '\0';
		} else {
			snprintf(expected, sizeof expected, "%%%02X", c);
		}
		assert_string_equal(buffer.data, expected);
	}
	buffer.length = 0;
	assert_true(dojo_url_append_encoded(&buffer, "pi_a/b ?\xC2\xA3", 10));
	assert_string_equal(buffer.data, "pi_a%2Fb%20%3F%C2%A3");
	dojo_buffer_free(&buffer);
}

/* Unicode's table 3-7, put another way: decodes and compares with the shortest form of the code point. */
static bool utf8_by_definition(const unsigned char *p, size_t length)
{
	while (length) {
		uint32_t code = p[0];
		size_t more = 0;

		if (p[0] >= 0x80) {
			more = (p[0] & 0xE0) == 0xC0 ? 1 : (p[0] & 0xF0) == 0xE0 ? 2 : (p[0] & 0xF8) == 0xF0 ? 3 : 9;
			if (more == 9 || more >= length) {
				return false;
			}
			code = p[0] & (0x3F >> more);
			for (size_t i = 1; i <= more; i++) {
				if ((p[i] & 0xC0) != 0x80) {
					return false;
				}
				code = code << 6 | (p[i] & 0x3F);
			}
			if (code < (more == 1   ? 0x80U
			            : more == 2 ? 0x800U
			                        : 0x10000U) ||
			    code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
				return false;
			}
		}
		p += more + 1;
		length -= more + 1;
	}
	return true;
}

static void utf8_agrees_with_its_definition(void **state)
{
	static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
	                                      0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF};
	unsigned char text[4];

	(void) state;
	assert_true(dojo_utf8_valid("", 0));
	assert_true(dojo_utf8_valid(NULL, 0));
	for (int a = 0; a < 256; a++) {
		for (int b = 0; b < 256; b++) {
			text[0] = (unsigned char) a;
			text[1] = (unsigned char) b;
			assert_int_equal(dojo_utf8_valid((char *) text, 1), utf8_by_definition(text, 1));
			assert_int_equal(dojo_utf8_valid((char *) text, 2), utf8_by_definition(text, 2));
			for (size_t c = 0; c < sizeof edges; c++) {
				text[2] = edges[c];
				assert_int_equal(dojo_utf8_valid((char *) text, 3), utf8_by_definition(text, 3));
				if (a >= 0xE0) {
					for (size_t d = 0; d < sizeof edges; d++) {
						text[3] = edges[d];
						assert_int_equal(dojo_utf8_valid((char *) text, 4), utf8_by_definition(text, 4));
					}
				}
			}
		}
	}
}

static void words_ignore_ascii_case_only(void **state)
{
	(void) state;
	assert_true(dojo_same_word("Retry-AFTER", 11, "retry-after"));
	assert_true(dojo_same_word("traceid", 7, "traceId"));
	assert_true(dojo_same_word("", 0, ""));
	assert_false(dojo_same_word("trace", 5, "traceId"));
	assert_false(dojo_same_word("traceIds", 8, "traceId"));
	assert_false(dojo_same_word("trace\0x", 7, "trace"));
	/* '[' and '{', '@' and '`' differ in the bit that makes case. */
	assert_false(dojo_same_word("[", 1, "{"));
	assert_false(dojo_same_word("@", 1, "`"));
	assert_false(dojo_same_word("\xC3\x89", 2, "\xC3\xA9"));
}

static void loopback_is_this_machine_only(void **state)
{
	static const char *const here[] = {
		"http://localhost",    "http://localhost:8080/x", "http://LOCALHOST/",         "http://127.0.0.1",
		"http://127.0.0.1:80", "http://127.1.2.3/a",      "http://127.255.255.254",    "http://[::1]",
		"http://[::1]:8080/",  "https://127.0.0.1?x",     "http://localhost#fragment",
	};
	static const char *const elsewhere[] = {
		"http://api.dojo.tech",
		"http://127.0.0.1.example.com",
		"http://localhost.example.com",
		"http://localhostx",
		"http://127.0.0.1x",
		"http://127.0.0.1@example.com",
		"http://localhost:80@evil.example",
		"http://[::1].example.com",
		"http://[::1]@evil.example",
		"http://example.com/localhost",
		"http://example.com?127.0.0.1",
		"http://127.evil.example",
		"http://128.0.0.1",
		"http://0.0.0.0",
		"localhost",
		"",
		"http://",
		"http://localhost\\@evil.example",
		"http://127.0.0.999",
		"http://127...1",
		"http://127.0.0.1.",
		"http://127.0.0.",
		"http://127.0.0.0.1",
	};

	(void) state;
	for (size_t i = 0; i < COUNT(here); i++) {
		if (!dojo_url_is_loopback(here[i])) {
			fail_msg("%s is this machine", here[i]);
		}
	}
	for (size_t i = 0; i < COUNT(elsewhere); i++) {
		if (dojo_url_is_loopback(elsewhere[i])) {
			fail_msg("%s may be another machine", elsewhere[i]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_and_terminates),           cmocka_unit_test(appending_nothing_terminates),
		cmocka_unit_test(frees_leave_zero_and_accept_null), cmocka_unit_test(limit_is_the_last_length_that_fits),
		cmocka_unit_test(size_overflow_is_refused),         cmocka_unit_test(failure_sticks),
		cmocka_unit_test(zeroed_memory_is_zeroed),          cmocka_unit_test(encodes_all_but_unreserved),
		cmocka_unit_test(utf8_agrees_with_its_definition),  cmocka_unit_test(words_ignore_ascii_case_only),
		cmocka_unit_test(loopback_is_this_machine_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
