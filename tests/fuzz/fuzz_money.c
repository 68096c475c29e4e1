/*
 * Amounts. An accepted text is compared with the text written for its value, both in canonical form; a written text is read
 * again, as text and, if it has at most 15 digits, as a double.
 *
 * Input: a byte that selects the currency (above 250, a line with the code follows), 8 bytes of a value or a double, the text.
 */
#include "fuzz.h"

#include <math.h>

/* Appends the canonical form: no leading zeros, exactly `exponent` decimal places, no minus sign for zero. */
static void append_canonical(struct dojo_text decimal, int exponent, struct dojo_buffer *out)
{
	bool negative = decimal.length && decimal.data[0] == '-', zero = true;
	const char *digits = decimal.data + negative, *end = decimal.data + decimal.length;
	const char *point = memchr(digits, '.', (size_t) (end - digits));
	const char *whole_end = point ? point : end;

	for (const char *p = digits; p < end; p++) {
		zero = zero && (*p == '0' || *p == '.');
	}
	while (digits < whole_end - 1 && *digits == '0') {
		digits++;
	}
	dojo_buffer_append(out, "-", negative && !zero);
	dojo_buffer_append(out, digits, (size_t) (whole_end - digits));
	dojo_buffer_append(out, ".", exponent > 0);
	for (int i = 1; i <= exponent; i++) {
		dojo_buffer_append(out, point && point + i < end ? point + i : "0", 1);
	}
}

static void check_value(int64_t value, struct dojo_text currency)
{
	char text[DOJO_DECIMAL_SIZE];
	struct dojo_error error;
	int64_t again = 1;

	FUZZ_CHECK(dojo_money_to_decimal(value, currency, text, &error) == DOJO_OK);
	FUZZ_CHECK(strlen(text) < sizeof text);
	FUZZ_CHECK(dojo_money_from_decimal((struct dojo_text){text, strlen(text)}, currency, &again, &error) == DOJO_OK);
	FUZZ_CHECK(again == value);
	if (value > -1000000000000000 && value < 1000000000000000) {
		FUZZ_CHECK(dojo_money_from_double(strtod(text, NULL), currency, &again, &error) == DOJO_OK);
		FUZZ_CHECK(again == value);
	}
}

/* The value differs from simple arithmetic by rounding and the precision of a double only. */
static void check_double(double amount, struct dojo_text currency, int exponent)
{
	struct dojo_error error;
	int64_t value = 1;
	enum dojo_code code = dojo_money_from_double(amount, currency, &value, &error);
	double units = amount * pow(10, exponent);

	fuzz_check_error(code, &error);
	FUZZ_CHECK(code == DOJO_OK || value == 0);
	FUZZ_CHECK(code == DOJO_OK || !isfinite(amount) || fabs(units) > 9.2e18);
	if (code == DOJO_OK) {
		FUZZ_CHECK(isfinite(amount));
		FUZZ_CHECK(fabs((double) value - units) <= 0.5 + fabs(units) * 1e-14);
		FUZZ_CHECK(fabs(units) > 1e14 || fabs((double) value - round(units)) <= 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const codes[] = {"GBP", "EUR", "JPY", "KWD", "CLF", "USD", "BHD", "XAF"};
	struct fuzz_input input = {data, size};
	uint8_t choice = fuzz_byte(&input);
	struct dojo_text own = choice > 250 ? fuzz_line(&input, false) : (struct dojo_text){NULL, 0}, decimal;
	struct dojo_text currency = choice > 250 ? own : (struct dojo_text){codes[choice % 8], 3};
	struct dojo_error error;
	uint64_t bits = 0;
	int64_t value = 1;
	double amount;
	int exponent = 9;
	enum dojo_code code;

	for (int i = 0; i < 8; i++) {
		bits = bits << 8 | fuzz_byte(&input);
	}
	memcpy(&amount, &bits, sizeof amount);
	decimal = fuzz_rest(&input);
	code = dojo_money_exponent(currency, &exponent, &error);
	FUZZ_CHECK(code == DOJO_OK ? exponent >= 0 && exponent <= 4 : exponent == -1);
	if (code != DOJO_OK) {
		FUZZ_CHECK(dojo_money_from_decimal(decimal, currency, &value, &error) == DOJO_ERROR_INVALID && value == 0);
		fuzz_check_error(DOJO_ERROR_INVALID, &error);
		FUZZ_CHECK(choice > 250 && !strncmp(error.field, "currencyCode", sizeof error.field));
	} else {
		code = dojo_money_from_decimal(decimal, currency, &value, &error);
		fuzz_check_error(code, &error);
		FUZZ_CHECK(code == DOJO_OK || (code == DOJO_ERROR_INVALID && value == 0));
		if (code == DOJO_OK) {
			struct dojo_buffer text = {0};
			char back[DOJO_DECIMAL_SIZE];

			FUZZ_CHECK(dojo_money_to_decimal(value, currency, back, &error) == DOJO_OK);
			append_canonical(decimal, exponent, &text);
			FUZZ_CHECK(strcmp(text.data, back) == 0);
			dojo_buffer_free(&text);
		}
		check_value((int64_t) bits, currency);
		check_value((int64_t) bits >> (bits & 63), currency);
		check_double(amount, currency, exponent);
	}
	fuzz_release(&decimal);
	if (choice > 250) {
		fuzz_release(&own);
	}
	return 0;
}
