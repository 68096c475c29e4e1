/* Webhook signatures: the published examples, every near miss, several secrets; and the events read from them. */
#include "core_test.h"

#include <ctype.h>
#include <stdio.h>

#define BODY                                                                                                                   \
	"{\"id\":\"evt_hnnHxIKR_Uy6bhZCusCltw\",\"event\":\"payment_intent.created\",\"accountId\":\"acc_test\","                  \
	"\"createdAt\":\"2022-02-01T13:07:41.8667859Z\",\"data\":{\"paymentIntentId\":\"pi_vpwd4ooAPEqyNAQe4z89WQ\","              \
	"\"paymentStatus\":\"Created\",\"captureMode\":\"Auto\"}}"
#define SECRET "PDYkJQq6sESYHp_zJuTTBQ"
#define HEX "4B-49-F8-FE-25-A7-E6-7D-00-4F-A7-9C-F8-0B-63-00-C7-77-B4-F2-2D-E5-E1-22-84-FA-04-18-50-A1-76-FD"
#define SIGNATURE "sha256=" HEX
#define OTHER_SECRET "ws_OYsyzcrH70GpJfs8MMkKpg"
#define OTHER_SIGNATURE "sha256=94-AC-93-67-D6-8B-69-6D-15-A2-C2-45-40-98-B5-E7-64-72-38-C5-1F-6D-32-D0-5F-CB-91-20-A9-20-64-F4"

static struct dojo_mac *mac;

static int set_up(void **state)
{
	(void) state;
	return dojo_mac_new(&mac, NULL) == DOJO_OK ? 0 : -1;
}

static int tear_down(void **state)
{
	(void) state;
	dojo_mac_free(mac);
	dojo_mac_free(NULL);
	return 0;
}

static enum dojo_code verify_text(struct dojo_text payload, struct dojo_text signature, struct dojo_text secret)
{
	struct dojo_error error = {0};
	size_t matched = 99;
	enum dojo_code code = dojo_webhook_verify(mac, payload, signature, &secret, 1, &matched, &error);

	assert_int_equal(matched, 0);
	assert_int_equal(error.code, code);
	if (code != DOJO_OK) {
		assert_string_not_equal(error.message, "");
		assert_lacks(error.message, "4B-49");
		assert_lacks(error.message, "4B49");
		if (secret.length > 4) {
			assert_lacks(error.message, secret.data);
		}
	}
	return code;
}

static enum dojo_code verify(const char *payload, const char *signature, const char *secret)
{
	return verify_text(text_of(payload), text_of(signature), text_of(secret));
}

static void published_examples_verify(void **state)
{
	(void) state;
	assert_int_equal(strlen(BODY), 236);
	assert_int_equal(verify(BODY, SIGNATURE, SECRET), DOJO_OK);
	assert_int_equal(verify(BODY, OTHER_SIGNATURE, OTHER_SECRET), DOJO_OK);
}

static void forgeries_of_published_examples_are_refused(void **state)
{
	char forged[] = SIGNATURE;

	(void) state;
	memcpy(forged + 7, "5B", 2);
	assert_int_equal(verify(BODY, forged, SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	/* The secret is used exactly as displayed, "ws_" included. */
	assert_int_equal(verify(BODY, OTHER_SIGNATURE, "OYsyzcrH70GpJfs8MMkKpg"), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify(BODY, SIGNATURE, "ws_" SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify(BODY, SIGNATURE, OTHER_SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
}

static void every_header_format_verifies(void **state)
{
	char lower[] = SIGNATURE, mixed[] = SIGNATURE, bare[80] = "sha256=", bare_lower[80];
	size_t length = 7;

	(void) state;
	for (size_t i = 7; lower[i]; i++) {
		lower[i] = (char) tolower((unsigned char) lower[i]);
		mixed[i] = i % 2 ? lower[i] : mixed[i];
		if (SIGNATURE[i] != '-') {
			bare[length++] = SIGNATURE[i];
		}
	}
	bare[length] = '\0';
	for (size_t i = 0; i <= length; i++) {
		bare_lower[i] = (char) tolower((unsigned char) bare[i]);
	}
	assert_int_equal(verify(BODY, lower, SECRET), DOJO_OK);
	assert_int_equal(verify(BODY, mixed, SECRET), DOJO_OK);
	assert_int_equal(verify(BODY, bare, SECRET), DOJO_OK);
	assert_int_equal(verify(BODY, bare_lower, SECRET), DOJO_OK);
}

static void every_flipped_bit_of_the_mac_is_refused(void **state)
{
	static const char digits[] = "0123456789ABCDEF";

	(void) state;
	for (size_t bit = 0; bit < 256; bit++) {
		char flipped[] = SIGNATURE;
		char *digit = flipped + 7 + bit / 8 * 3 + (bit % 8 >= 4);

		*digit = digits[(size_t) (strchr(digits, *digit) - digits) ^ (1U << bit % 4)];
		assert_int_equal(verify(BODY, flipped, SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	}
}

static void every_flipped_bit_of_body_and_secret_is_refused(void **state)
{
	char body[] = BODY, secret[] = SECRET;

	(void) state;
	for (size_t bit = 0; bit < (sizeof body - 1) * 8; bit++) {
		body[bit / 8] ^= (char) (1U << bit % 8);
		assert_int_equal(verify_text((struct dojo_text){body, sizeof body - 1}, TEXT_OF(SIGNATURE), TEXT_OF(SECRET)),
		                 DOJO_ERROR_SIGNATURE_MISMATCH);
		body[bit / 8] ^= (char) (1U << bit % 8);
	}
	for (size_t bit = 0; bit < (sizeof secret - 1) * 8; bit++) {
		secret[bit / 8] ^= (char) (1U << bit % 8);
		assert_int_equal(verify_text(TEXT_OF(BODY), TEXT_OF(SIGNATURE), (struct dojo_text){secret, sizeof secret - 1}),
		                 DOJO_ERROR_SIGNATURE_MISMATCH);
		secret[bit / 8] ^= (char) (1U << bit % 8);
	}
}

/* Except the bit that changes the case of a hexadecimal digit. */
static void every_flipped_bit_of_the_header_is_refused(void **state)
{
	char header[] = SIGNATURE;

	(void) state;
	for (size_t bit = 0; bit < (sizeof header - 1) * 8; bit++) {
		bool case_only = bit / 8 >= 7 && bit % 8 == 5 && isalpha((unsigned char) header[bit / 8]);
		enum dojo_code code;

		header[bit / 8] ^= (char) (1U << bit % 8);
		code = verify_text(TEXT_OF(BODY), (struct dojo_text){header, sizeof header - 1}, TEXT_OF(SECRET));
		if (case_only) {
			assert_int_equal(code, DOJO_OK);
		} else {
			assert_int_not_equal(code, DOJO_OK);
		}
		header[bit / 8] ^= (char) (1U << bit % 8);
	}
}

#define PAIRS31 "4B-49-F8-FE-25-A7-E6-7D-00-4F-A7-9C-F8-0B-63-00-C7-77-B4-F2-2D-E5-E1-22-84-FA-04-18-50-A1-76"
#define BARE "4B49F8FE25A7E67D004FA79CF80B6300C777B4F22DE5E12284FA041850A176FD"
static const struct dojo_text malformed_headers[] = {
	TEXT_OF("sha256="),
	TEXT_OF("sha256"),
	TEXT_OF("="),
	TEXT_OF(" "),
	TEXT_OF(HEX),
	TEXT_OF(BARE),
	TEXT_OF("SHA256=" HEX),
	TEXT_OF("sha1=" HEX),
	TEXT_OF("sha512=" HEX),
	TEXT_OF("sha256:" HEX),
	TEXT_OF("sha256 =" HEX),
	TEXT_OF(" sha256=" HEX),
	TEXT_OF("sha256=" HEX " "),
	TEXT_OF("sha256=" HEX "\n"),
	TEXT_OF("sha256=" HEX "\0"),
	TEXT_OF("sha256=\0" HEX),
	TEXT_OF("sha256= " HEX),
	TEXT_OF("sha256=\"" HEX "\""),
	TEXT_OF("sha256=" HEX "-"),
	TEXT_OF("sha256=-" HEX),
	TEXT_OF("sha256=" HEX "-00"),
	TEXT_OF("sha256=" HEX ",sha256=" HEX),
	TEXT_OF("sha256=sha256=" HEX),
	TEXT_OF("sha256=" PAIRS31),
	TEXT_OF("sha256=" PAIRS31 "-"),
	TEXT_OF("sha256=" PAIRS31 "-F"),
	TEXT_OF("sha256=" PAIRS31 "-FG"),
	TEXT_OF("sha256=" PAIRS31 "-0x"),
	TEXT_OF("sha256=" PAIRS31 "--FD"),
	TEXT_OF("sha256=" PAIRS31 ":FD"),
	TEXT_OF("sha256=" PAIRS31 "FD"),
	TEXT_OF("sha256=4B:49:F8:FE:25:A7:E6:7D:00:4F:A7:9C:F8:0B:63:00:C7:77:B4:F2:2D:E5:E1:22:84:FA:04:18:50:A1:76:FD"),
	TEXT_OF("sha256=4B49-F8-FE-25-A7-E6-7D-00-4F-A7-9C-F8-0B-63-00-C7-77-B4-F2-2D-E5-E1-22-84-FA-04-18-50-A1-76-FD-"),
	TEXT_OF("sha256=" BARE "0"),
	TEXT_OF("sha256=4B49F8FE25A7E67D004FA79CF80B6300C777B4F22DE5E12284FA041850A176F"),
	TEXT_OF("sha256=4B49F8FE25A7E67D004FA79CF80B6300C777B4F22DE5E12284FA041850A176FZ"),
	TEXT_OF("sha256=4B-49F8FE25A7E67D004FA79CF80B6300C777B4F22DE5E12284FA041850A176F"),
	TEXT_OF("sha256=S0n4/iWn5n0AT6ec+AtjAMd3tPIt5eEihPoEGFChdv0="),
	TEXT_OF("sha256=4\xC2\xA0-49-F8-FE-25-A7-E6-7D-00-4F-A7-9C-F8-0B-63-00-C7-77-B4-F2-2D-E5-E1-22-84-FA-04-18-50-A1-76-FD"),
};

static void malformed_headers_are_refused(void **state)
{
	(void) state;
	for (size_t i = 0; i < COUNT(malformed_headers); i++) {
		enum dojo_code code = verify_text(TEXT_OF(BODY), malformed_headers[i], TEXT_OF(SECRET));

		if (code != DOJO_ERROR_SIGNATURE_MALFORMED) {
			fail_msg("\"%s\" gave %s", malformed_headers[i].data, dojo_error_word(code));
		}
	}
	/* Every other length. */
	for (size_t length = 1; length < 140; length++) {
		char header[140];

		memset(header, '0', sizeof header);
		memcpy(header, SIGNATURE, length < sizeof SIGNATURE ? length : sizeof SIGNATURE - 1);
		if (length != DOJO_SIGNATURE_LENGTH) {
			assert_int_equal(verify_text(TEXT_OF(BODY), (struct dojo_text){header, length}, TEXT_OF(SECRET)),
			                 DOJO_ERROR_SIGNATURE_MALFORMED);
		}
	}
}

static void empty_arguments_never_verify(void **state)
{
	struct dojo_text none = {NULL, 0}, secrets[] = {TEXT_OF(SECRET), TEXT_OF("")};
	struct dojo_error error = {0};
	char empty_mac[DOJO_SIGNATURE_LENGTH + 1];
	size_t matched = 99;

	(void) state;
	assert_int_equal(verify_text(TEXT_OF(BODY), none, TEXT_OF(SECRET)), DOJO_ERROR_SIGNATURE_MISSING);
	assert_int_equal(verify_text(TEXT_OF(BODY), TEXT_OF(""), TEXT_OF(SECRET)), DOJO_ERROR_SIGNATURE_MISSING);
	assert_int_not_equal(verify_text(TEXT_OF(BODY), TEXT_OF(SIGNATURE), none), DOJO_OK);
	assert_int_not_equal(verify_text(TEXT_OF(BODY), TEXT_OF(SIGNATURE), TEXT_OF("")), DOJO_OK);
	assert_int_not_equal(verify_text(none, TEXT_OF(SIGNATURE), TEXT_OF(SECRET)), DOJO_OK);
	assert_int_not_equal(verify_text(TEXT_OF(""), TEXT_OF(SIGNATURE), TEXT_OF(SECRET)), DOJO_OK);
	assert_int_not_equal(dojo_webhook_verify(mac, TEXT_OF(BODY), TEXT_OF(SIGNATURE), NULL, 0, &matched, &error), DOJO_OK);
	assert_int_equal(matched, 0);
	/* An empty secret in the list is refused: it neither verifies anything nor is skipped. */
	assert_int_not_equal(dojo_webhook_verify(mac, TEXT_OF(BODY), TEXT_OF(SIGNATURE), secrets, 2, &matched, &error), DOJO_OK);
	/* HMAC-SHA256 of the body with an empty key. */
	snprintf(empty_mac, sizeof empty_mac, "%s", SIGNATURE);
	assert_int_not_equal(dojo_webhook_verify(mac, TEXT_OF(BODY), text_of(empty_mac), secrets + 1, 1, &matched, &error),
	                     DOJO_OK);
	/* An empty payload cannot be signed either. */
	assert_int_not_equal(dojo_webhook_sign(mac, TEXT_OF(""), TEXT_OF("k"), empty_mac, &error), DOJO_OK);
	assert_string_equal(empty_mac, "");
	assert_int_not_equal(dojo_webhook_sign(mac, TEXT_OF("x"), TEXT_OF(""), empty_mac, &error), DOJO_OK);
	assert_string_equal(empty_mac, "");
}

static void the_first_matching_secret_is_reported(void **state)
{
	struct dojo_text wrong = TEXT_OF("wrong"), right = TEXT_OF(SECRET), secrets[20];
	struct dojo_error error = {0};

	(void) state;
	for (size_t count = 1; count <= 20; count++) {
		for (size_t at = 0; at < count; at++) {
			size_t matched = 99;

			for (size_t i = 0; i < count; i++) {
				secrets[i] = i == at || (i > at && i % 2) ? right : wrong;
			}
			assert_int_equal(dojo_webhook_verify(mac, TEXT_OF(BODY), TEXT_OF(SIGNATURE), secrets, count, &matched, &error),
			                 DOJO_OK);
			assert_int_equal(matched, at);
		}
		for (size_t i = 0; i < count; i++) {
			secrets[i] = wrong;
		}
		size_t matched = 99;
		assert_int_equal(dojo_webhook_verify(mac, TEXT_OF(BODY), TEXT_OF(SIGNATURE), secrets, count, &matched, &error),
		                 DOJO_ERROR_SIGNATURE_MISMATCH);
		assert_int_equal(matched, 0);
	}
}

static void signatures_verify_and_match_rfc4231(void **state)
{
	char out[DOJO_SIGNATURE_LENGTH + 1];
	struct dojo_error error = {0};

	(void) state;
	assert_int_equal(dojo_webhook_sign(mac, TEXT_OF(BODY), TEXT_OF(SECRET), out, &error), DOJO_OK);
	assert_string_equal(out, SIGNATURE);
	assert_int_equal(dojo_webhook_sign(mac, TEXT_OF(BODY), TEXT_OF(OTHER_SECRET), out, &error), DOJO_OK);
	assert_string_equal(out, OTHER_SIGNATURE);
	/* RFC 4231, test cases 2 and 6, whose key is longer than SHA-256's block. */
	assert_int_equal(dojo_webhook_sign(mac, TEXT_OF("what do ya want for nothing?"), TEXT_OF("Jefe"), out, &error), DOJO_OK);
	assert_string_equal(
		out, "sha256=5B-DC-C1-46-BF-60-75-4E-6A-04-24-26-08-95-75-C7-5A-00-3F-08-9D-27-39-83-9D-EC-58-B9-64-EC-38-43");
	char key[131];
	memset(key, 0xAA, sizeof key);
	assert_int_equal(dojo_webhook_sign(mac, TEXT_OF("Test Using Larger Than Block-Size Key - Hash Key First"),
	                                   (struct dojo_text){key, sizeof key}, out, &error),
	                 DOJO_OK);
	assert_string_equal(
		out, "sha256=60-E4-31-59-1E-E0-B6-7F-0D-8A-26-AA-CB-F5-B7-7F-8E-0B-C6-21-37-28-C5-14-05-46-04-0F-0E-E3-7F-54");
	/* NUL bytes in the body and the secret are significant. */
	assert_int_equal(dojo_webhook_sign(mac, TEXT_OF("a\0b"), TEXT_OF("s\0t"), out, &error), DOJO_OK);
	assert_int_equal(verify_text(TEXT_OF("a\0b"), text_of(out), TEXT_OF("s\0t")), DOJO_OK);
	assert_int_equal(verify_text(TEXT_OF("a\0c"), text_of(out), TEXT_OF("s\0t")), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify_text(TEXT_OF("a"), text_of(out), TEXT_OF("s\0t")), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify_text(TEXT_OF("a\0b"), text_of(out), TEXT_OF("s")), DOJO_ERROR_SIGNATURE_MISMATCH);
}

/* Typical changes that plugins make to a body before they verify it. */
static void changed_bodies_are_refused(void **state)
{
	(void) state;
	assert_int_equal(verify(BODY "\n", SIGNATURE, SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify("\xEF\xBB\xBF" BODY, SIGNATURE, SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify(" " BODY, SIGNATURE, SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify("{}", SIGNATURE, SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify(BODY, SIGNATURE, SECRET "\n"), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify(BODY, SIGNATURE, " " SECRET), DOJO_ERROR_SIGNATURE_MISMATCH);
	assert_int_equal(verify(BODY, SIGNATURE, SECRET), DOJO_OK);
}

static enum dojo_code parse_event(const char *payload, struct dojo_event *event)
{
	struct dojo_error error = {0};

	memset(event, 'x', sizeof *event);
	return dojo_event_parse(text_of(payload), event, &error);
}

static void event_keys_are_read_in_any_case(void **state)
{
	struct dojo_event event, zero = {0};

	(void) state;
	assert_int_equal(parse_event(BODY, &event), DOJO_OK);
	assert_text(event.id, "evt_hnnHxIKR_Uy6bhZCusCltw");
	assert_text(event.event, "payment_intent.created");
	assert_text(event.account_id, "acc_test");
	assert_text(event.created_at, "2022-02-01T13:07:41.8667859Z");
	assert_text(dojo_json_text(event.data, "paymentIntentId"), "pi_vpwd4ooAPEqyNAQe4z89WQ");
	dojo_event_free(&event);
	assert_memory_equal(&event, &zero, sizeof zero);
	dojo_event_free(&event);
	dojo_event_free(NULL);

	assert_int_equal(
		parse_event("{\"Id\":\"evt_1\",\"Event\":\"new.kind\",\"AccountId\":\"acc_1\",\"Data\":{\"PaymentIntentId\":\"pi_1\"}}",
	                &event),
		DOJO_OK);
	assert_text(event.id, "evt_1");
	assert_text(event.event, "new.kind");
	assert_text(event.account_id, "acc_1");
	assert_int_equal(event.created_at.length, 0);
	assert_text(dojo_json_text(event.data, "paymentIntentId"), "pi_1");
	dojo_event_free(&event);
}

static void other_signed_payloads_are_refused(void **state)
{
	static const char *const payloads[] = {
		"",
		"x",
		"null",
		"7",
		"\"evt\"",
		"[]",
		"[{\"id\":\"evt_1\"}]",
		"{}",
		"{\"id\":\"evt_1\"}",
		"{\"event\":\"x\",\"data\":{}}",
		"{\"id\":\"evt_1\",\"event\":\"x\",\"data\":[",
		"{\"id\":7,\"event\":\"x\",\"data\":{}}",
		"{\"id\":\"evt_1\",\"event\":null,\"data\":{}}",
		"{\"id\":\"\",\"event\":\"x\",\"data\":{}}",
		"{\"id\":\"evt_1\",\"event\":\"x\",\"data\":\"{}\"}",
		"{\"id\":\"evt_1\",\"event\":\"x\",\"data\":{}} ,",
	};
	struct dojo_event event, zero = {0};

	(void) state;
	for (size_t i = 0; i < COUNT(payloads); i++) {
		assert_int_equal(parse_event(payloads[i], &event), DOJO_ERROR_NOT_JSON);
		assert_memory_equal(&event, &zero, sizeof zero);
	}
}

static enum dojo_code verify_and_parse(void *context, struct dojo_error *error)
{
	struct dojo_text secrets[] = {TEXT_OF("wrong"), TEXT_OF(SECRET)};
	struct dojo_mac *own;
	struct dojo_event event;
	enum dojo_code code = dojo_mac_new(&own, error);
	size_t matched;

	(void) context;
	code = code ? code : dojo_webhook_verify(own, TEXT_OF(BODY), TEXT_OF(SIGNATURE), secrets, 2, &matched, error);
	if (code == DOJO_OK) {
		code = dojo_event_parse(TEXT_OF("{\"id\":\"e\",\"event\":\"x\",\"data\":{\"n\":9223372036854775808}}"), &event, error);
		dojo_event_free(&event);
	}
	dojo_mac_free(own);
	return code;
}

static void out_of_memory_is_reported(void **state)
{
	(void) state;
	assert_true(run_out_of_memory(verify_and_parse, NULL) >= 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_examples_verify),
		cmocka_unit_test(forgeries_of_published_examples_are_refused),
		cmocka_unit_test(every_header_format_verifies),
		cmocka_unit_test(every_flipped_bit_of_the_mac_is_refused),
		cmocka_unit_test(every_flipped_bit_of_body_and_secret_is_refused),
		cmocka_unit_test(every_flipped_bit_of_the_header_is_refused),
		cmocka_unit_test(malformed_headers_are_refused),
		cmocka_unit_test(empty_arguments_never_verify),
		cmocka_unit_test(the_first_matching_secret_is_reported),
		cmocka_unit_test(signatures_verify_and_match_rfc4231),
		cmocka_unit_test(changed_bodies_are_refused),
		cmocka_unit_test(event_keys_are_read_in_any_case),
		cmocka_unit_test(other_signed_payloads_are_refused),
		cmocka_unit_test(out_of_memory_is_reported),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
