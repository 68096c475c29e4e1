/* Amounts: exact in both directions; anything else is refused. */
#include "core_test.h"

#include <math.h>
#include <stdlib.h>

static void exponents_match_iso_4217(void **state)
{
	static const struct {
		const char *code;
		int exponent;
	} currencies[] = {{"GBP", 2}, {"EUR", 2}, {"USD", 2}, {"JPY", 0}, {"KRW", 0}, {"ISK", 0}, {"VND", 0}, {"XOF", 0},
	                  {"KWD", 3}, {"BHD", 3}, {"TND", 3}, {"CLF", 4}, {"UYW", 4}, {"ZWG", 2}, {"HUF", 2}, {"CLP", 0}};
	static const struct dojo_text none[] = {
		{NULL, 0},       TEXT_OF(""),         TEXT_OF("gbp"),  TEXT_OF("GBp"), TEXT_OF("GB"),  TEXT_OF("GBPX"),
		TEXT_OF("GBP "), TEXT_OF(" GBP"),     TEXT_OF("XXX"),  TEXT_OF("XAU"), TEXT_OF("XTS"), TEXT_OF("DEM"),
		TEXT_OF("BP "),  TEXT_OF("\xC2\xA3"), TEXT_OF("G\0P"), TEXT_OF("   "), TEXT_OF("826"), TEXT_OF("ED ")};
	struct dojo_error error = {0};
	int exponent;

	(void) state;
	for (size_t i = 0; i < COUNT(currencies); i++) {
		assert_int_equal(dojo_money_exponent(text_of(currencies[i].code), &exponent, &error), DOJO_OK);
		assert_int_equal(exponent, currencies[i].exponent);
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		exponent = 7;
		assert_int_equal(dojo_money_exponent(none[i], &exponent, &error), DOJO_ERROR_INVALID);
		assert_int_equal(exponent, -1);
		assert_string_equal(error.field, "currencyCode");
	}
}

static const struct {
	const char *decimal, *currency;
	int64_t value;
} decimals[] = {
	{"0", "GBP", 0},
	{"-0", "GBP", 0},
	{"-0.00", "GBP", 0},
	{"19.99", "GBP", 1999},
	{"19.9", "GBP", 1990},
	{"19", "GBP", 1900},
	{"8.20", "GBP", 820},
	{"59.97", "GBP", 5997},
	{"0.01", "GBP", 1},
	{"-0.01", "GBP", -1},
	{"-19.99", "GBP", -1999},
	{"007.50", "GBP", 750},
	{"19.990", "GBP", 1999},
	{"19.9900000000000000000000000000000000000000", "GBP", 1999},
	{"000000000000000000000000000000000000000019.99", "GBP", 1999},
	{"1000", "JPY", 1000},
	{"1000.00", "JPY", 1000},
	{"1.234", "KWD", 1234},
	{"1", "KWD", 1000},
	{"0.0001", "CLF", 1},
	{"92233720368547758.07", "GBP", INT64_MAX},
	{"-92233720368547758.08", "GBP", INT64_MIN},
	{"9223372036854775807", "JPY", INT64_MAX},
	{"-9223372036854775808", "JPY", INT64_MIN},
};

static const struct {
	struct dojo_text decimal;
	const char *currency;
} refused_decimals[] = {
	{{NULL, 0}, "GBP"},
	{TEXT_OF(""), "GBP"},
	{TEXT_OF("-"), "GBP"},
	{TEXT_OF("."), "GBP"},
	{TEXT_OF(".5"), "GBP"},
	{TEXT_OF("5."), "GBP"},
	{TEXT_OF("-.5"), "GBP"},
	{TEXT_OF("+5"), "GBP"},
	{TEXT_OF("--5"), "GBP"},
	{TEXT_OF("5-"), "GBP"},
	{TEXT_OF("1,000.00"), "GBP"},
	{TEXT_OF("19,99"), "GBP"},
	{TEXT_OF("1e3"), "GBP"},
	{TEXT_OF("0x10"), "GBP"},
	{TEXT_OF(" 5"), "GBP"},
	{TEXT_OF("5 "), "GBP"},
	{TEXT_OF("5\n"), "GBP"},
	{TEXT_OF("5\0"), "GBP"},
	{TEXT_OF("1.2.3"), "GBP"},
	{TEXT_OF("\xC2\xA3"
             "5"),
     "GBP"},
	{TEXT_OF("NaN"), "GBP"},
	{TEXT_OF("INF"), "GBP"},
	{TEXT_OF("19.999"), "GBP"},
	{TEXT_OF("1.005"), "GBP"},
	{TEXT_OF("0.5"), "JPY"},
	{TEXT_OF("1.2345"), "KWD"},
	{TEXT_OF("1.0000001"), "GBP"},
	{TEXT_OF("92233720368547758.08"), "GBP"},
	{TEXT_OF("-92233720368547758.09"), "GBP"},
	{TEXT_OF("92233720368547759"), "GBP"},
	{TEXT_OF("9223372036854775808"), "JPY"},
	{TEXT_OF("-9223372036854775809"), "JPY"},
	{TEXT_OF("18446744073709551616"), "JPY"},
	{TEXT_OF("99999999999999999999999999"), "GBP"},
};

static void decimals_are_read_exactly(void **state)
{
	struct dojo_error error = {0};
	int64_t value;

	(void) state;
	for (size_t i = 0; i < COUNT(decimals); i++) {
		if (dojo_money_from_decimal(text_of(decimals[i].decimal), text_of(decimals[i].currency), &value, &error) != DOJO_OK) {
			fail_msg("%s", error.message);
		}
		assert_true(value == decimals[i].value);
	}
	for (size_t i = 0; i < COUNT(refused_decimals); i++) {
		value = 7;
		if (dojo_money_from_decimal(refused_decimals[i].decimal, text_of(refused_decimals[i].currency), &value, &error) !=
		    DOJO_ERROR_INVALID) {
			fail_msg("%s became %lld", refused_decimals[i].decimal.data, (long long) value);
		}
		assert_true(value == 0);
		assert_string_equal(error.field, "amount");
	}
	assert_int_equal(dojo_money_from_decimal(TEXT_OF("5"), TEXT_OF("gbp"), &value, &error), DOJO_ERROR_INVALID);
	assert_string_equal(error.field, "currencyCode");
}

static void floats_are_read_to_15_digits(void **state)
{
	static const struct {
		double amount;
		const char *currency;
		int64_t value;
	} amounts[] = {
		{8.20, "GBP", 820},
		{19.99, "GBP", 1999},
		{1.005, "GBP", 101},
		{-1.005, "GBP", -101},
		{0.1 + 0.2, "GBP", 30},
		{59.97, "GBP", 5997},
		{19.99 * 3, "GBP", 5997},
		{0.005, "GBP", 1},
		{0.0049, "GBP", 0},
		{-0.005, "GBP", -1},
		{0.0, "GBP", 0},
		{-0.0, "GBP", 0},
		{4.35, "GBP", 435},
		{1.1 * 1.1, "GBP", 121},
		{1e-300, "GBP", 0},
		{5e-324, "GBP", 0},
		{0.5, "JPY", 1},
		{1.5, "JPY", 2},
		{2.5, "JPY", 3},
		{-2.5, "JPY", -3},
		{0.4999999999999999, "JPY", 1}, /* 0.500000000000000 to 15 digits */
		{1.2345, "KWD", 1235},
		{1e15, "GBP", 100000000000000000},
		{123456789012.34, "GBP", 12345678901234},
		{9.995, "GBP", 1000},
		{99.995, "GBP", 10000},
		{9e16, "GBP", 9000000000000000000},
		{-9e16, "GBP", -9000000000000000000},
	};
	static const double none[] = {1e17, -1e17, 1e300, -1e300, 9.3e16};
	struct dojo_error error = {0};
	int64_t value;

	(void) state;
	for (size_t i = 0; i < COUNT(amounts); i++) {
		if (dojo_money_from_double(amounts[i].amount, text_of(amounts[i].currency), &value, &error) != DOJO_OK) {
			fail_msg("%.17g: %s", amounts[i].amount, error.message);
		}
		if (value != amounts[i].value) {
			fail_msg("%.17g %s became %lld", amounts[i].amount, amounts[i].currency, (long long) value);
		}
	}
	for (size_t i = 0; i < COUNT(none); i++) {
		value = 7;
		assert_int_equal(dojo_money_from_double(none[i], TEXT_OF("GBP"), &value, &error), DOJO_ERROR_INVALID);
		assert_true(value == 0);
	}
	assert_int_equal(dojo_money_from_double(NAN, TEXT_OF("GBP"), &value, &error), DOJO_ERROR_INVALID);
	assert_int_equal(dojo_money_from_double(INFINITY, TEXT_OF("GBP"), &value, &error), DOJO_ERROR_INVALID);
	assert_int_equal(dojo_money_from_double(-INFINITY, TEXT_OF("GBP"), &value, &error), DOJO_ERROR_INVALID);
	assert_int_equal(dojo_money_from_double(1, TEXT_OF("gbp"), &value, &error), DOJO_ERROR_INVALID);
}

static void values_are_written_with_all_places(void **state)
{
	static const struct {
		int64_t value;
		const char *currency, *decimal;
	} amounts[] = {
		{0, "GBP", "0.00"},
		{1, "GBP", "0.01"},
		{-1, "GBP", "-0.01"},
		{1999, "GBP", "19.99"},
		{-1999, "GBP", "-19.99"},
		{100, "GBP", "1.00"},
		{0, "JPY", "0"},
		{-5, "JPY", "-5"},
		{1234, "KWD", "1.234"},
		{1, "CLF", "0.0001"},
		{INT64_MAX, "GBP", "92233720368547758.07"},
		{INT64_MIN, "GBP", "-92233720368547758.08"},
		{INT64_MAX, "JPY", "9223372036854775807"},
		{INT64_MIN, "CLF", "-922337203685477.5808"},
	};
	struct dojo_error error = {0};
	char out[DOJO_DECIMAL_SIZE];

	(void) state;
	for (size_t i = 0; i < COUNT(amounts); i++) {
		assert_int_equal(dojo_money_to_decimal(amounts[i].value, text_of(amounts[i].currency), out, &error), DOJO_OK);
		assert_string_equal(out, amounts[i].decimal);
	}
	memset(out, 'x', sizeof out);
	assert_int_equal(dojo_money_to_decimal(1, TEXT_OF("gbp"), out, &error), DOJO_ERROR_INVALID);
	assert_string_equal(out, "");
}

static uint64_t seed = 88172645463325252;

static uint64_t random_bits(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static void reading_inverts_writing(void **state)
{
	static const char *const currencies[] = {"JPY", "GBP", "KWD", "CLF"};
	struct dojo_error error = {0};

	(void) state;
	for (size_t i = 0; i < COUNT(currencies); i++) {
		for (int n = 0; n < 100000; n++) {
			int64_t value = (int64_t) (random_bits() >> random_bits() % 64), back = 0;
			char text[DOJO_DECIMAL_SIZE];

			value = random_bits() % 2 ? value : (int64_t) - (uint64_t) value;
			if (dojo_money_to_decimal(value, text_of(currencies[i]), text, &error) != DOJO_OK ||
			    dojo_money_from_decimal(text_of(text), text_of(currencies[i]), &back, &error) != DOJO_OK || back != value) {
				fail_msg("%lld %s became %s became %lld", (long long) value, currencies[i], text, (long long) back);
			}
			/* A float with at most 15 digits is read back exactly, too. */
			if (value < 1000000000000000 && value > -1000000000000000) {
				if (dojo_money_from_double(strtod(text, NULL), text_of(currencies[i]), &back, &error) != DOJO_OK ||
				    back != value) {
					fail_msg("%s as a float became %lld", text, (long long) back);
				}
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exponents_match_iso_4217),     cmocka_unit_test(decimals_are_read_exactly),
		cmocka_unit_test(floats_are_read_to_15_digits), cmocka_unit_test(values_are_written_with_all_places),
		cmocka_unit_test(reading_inverts_writing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
