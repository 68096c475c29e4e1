/* Checks of text: UTF-8, words, header values, hexadecimal digits, and messages made safe for logs. */
#include "dojo_text.h"

#include <stdint.h>
#include <string.h>

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
}

bool dojo_same_word(const char *data, size_t length, const char *word)
{
	for (size_t i = 0; i < length; i++) {
		if (!word[i] || ascii_lower(data[i]) != ascii_lower(word[i])) {
			return false;
		}
	}
	return word[length] == '\0';
}

bool dojo_utf8_valid(const char *data, size_t length)
{
	const unsigned char *p = (const unsigned char *) data, *end = p + length;

	while (p < end) {
		unsigned char lead = *p++, low = 0x80, high = 0xBF;
		int more;

		if (lead < 0x80) {
			uint64_t eight;

			/* Most text is ASCII, so skip it eight bytes at a time. */
			while (end - p >= 8 && (memcpy(&eight, p, 8), (eight & UINT64_C(0x8080808080808080)) == 0)) {
				p += 8;
			}
			continue;
		}
		if (lead < 0xC2 || lead > 0xF4) {
			return false;
		}
		more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
		/* The range of the second byte excludes overlong forms, surrogates and code points above U+10FFFF. */
		switch (lead) {
			case 0xE0:
				low = 0xA0;
				break;
			case 0xED:
				high = 0x9F;
				break;
			case 0xF0:
				low = 0x90;
				break;
			case 0xF4:
				high = 0x8F;
				break;
		}
		while (more--) {
			if (p == end || *p < low || *p > high) {
				return false;
			}
			p++;
			low = 0x80;
			high = 0xBF;
		}
	}
	return true;
}

bool dojo_is_header_value(struct dojo_text text)
{
	bool blank = true;

	for (size_t i = 0; i < text.length; i++) {
		if ((unsigned char) text.data[i] < 0x20 || (unsigned char) text.data[i] > 0x7E) {
			return false;
		}
		blank = blank && text.data[i] == ' ';
	}
	return !blank;
}

bool dojo_is_word(struct dojo_text text)
{
	return dojo_is_header_value(text) && !memchr(text.data, ' ', text.length);
}

const unsigned char dojo_hex_values[256] = {
	['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
	['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
	['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

/* A message may quote arbitrary bytes, or end in the middle of a character. It must stay one line, or quoted text could forge a
   line in a log, and valid UTF-8, or json_encode() would fail on it. */
void dojo_text_clean(char *text)
{
	for (char *p = text; *p;) {
		unsigned char lead = (unsigned char) *p;
		size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

		if (lead < 0x20 || lead == 0x7F) {
			*p++ = ' ';
		} else if (strnlen(p, length) == length && dojo_utf8_valid(p, length)) {
			p += length;
		} else {
			*p++ = '?';
		}
	}
}
