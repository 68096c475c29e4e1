/* UTF-8, words, hexadecimal digits, percent-encoding and loopback URLs. */
#include "core_test.h"

#include <stdio.h>

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

/* UTF-8 validity by another method than the core's: decodes each character and compares with its shortest encoding. */
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

static void utf8_validity_matches_definition(void **state)
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

static void words_are_compared_ignoring_ascii_case(void **state)
{
	(void) state;
	assert_true(dojo_same_word("Retry-AFTER", 11, "retry-after"));
	assert_true(dojo_same_word("traceid", 7, "traceId"));
	assert_true(dojo_same_word("", 0, ""));
	assert_false(dojo_same_word("trace", 5, "traceId"));
	assert_false(dojo_same_word("traceIds", 8, "traceId"));
	assert_false(dojo_same_word("trace\0x", 7, "trace"));
	/* '[' and '{', '@' and '`' differ only in the bit that distinguishes the case of letters. */
	assert_false(dojo_same_word("[", 1, "{"));
	assert_false(dojo_same_word("@", 1, "`"));
	assert_false(dojo_same_word("\xC3\x89", 2, "\xC3\xA9"));
}

static void only_this_machine_is_loopback(void **state)
{
	static const char *const loopback[] = {
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
	for (size_t i = 0; i < COUNT(loopback); i++) {
		if (!dojo_url_is_loopback(loopback[i])) {
			fail_msg("%s is a loopback URL", loopback[i]);
		}
	}
	for (size_t i = 0; i < COUNT(elsewhere); i++) {
		if (dojo_url_is_loopback(elsewhere[i])) {
			fail_msg("%s is not a loopback URL", elsewhere[i]);
		}
	}
}

static void hex_digits_have_their_values(void **state)
{
	(void) state;
	for (int c = 0; c < 256; c++) {
		const char *digits = "0123456789abcdefABCDEF", *at = c ? strchr(digits, c) : NULL;
		int value = !at ? -1 : at - digits < 16 ? (int) (at - digits) : (int) (at - digits) - 6;

		assert_int_equal(dojo_hex_digit((char) c), value);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(encodes_all_but_unreserved),
		cmocka_unit_test(utf8_validity_matches_definition),
		cmocka_unit_test(words_are_compared_ignoring_ascii_case),
		cmocka_unit_test(only_this_machine_is_loopback),
		cmocka_unit_test(hex_digits_have_their_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
