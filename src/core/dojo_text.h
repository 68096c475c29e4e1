/* Text: bytes with a length, and the checks made on them. */
#ifndef DOJO_TEXT_H
#define DOJO_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed bytes. They may contain NUL and are not necessarily NUL-terminated. */
struct dojo_text {
	const char *data;
	size_t length;
};

/* Whether the bytes are well-formed UTF-8 (Unicode table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. */
bool dojo_utf8_valid(const char *data, size_t length);

/* Whether the text equals `word`, ignoring the case of ASCII letters in any locale. */
bool dojo_same_word(const char *data, size_t length, const char *word);

/* Whether the text can be a header's value: printable ASCII, so no CR or LF, and not only spaces, because libcurl drops a header
   whose value is blank. */
bool dojo_is_header_value(struct dojo_text text);
/* Whether the text can be a header's value and contains no space. */
bool dojo_is_word(struct dojo_text text);

/* For each character, its value as a hexadecimal digit in either case plus one; 0 if it is none. */
extern const unsigned char dojo_hex_values[256];
/* The value of a hexadecimal digit in either case; -1 for any other character. Inline, because a signature has 64 of them. */
static inline int dojo_hex_digit(char c)
{
	return dojo_hex_values[(unsigned char) c] - 1;
}

/* Makes a text one line of valid UTF-8, in place. dojo_error_set() and dojo_error_invalid() do this to their messages. */
void dojo_text_clean(char *text);

#endif
