/*
 * Verifies deliveries in ways that must cost the same, each between a pair of callgrind's marks. Instructions.php compares the counts of
 * instructions. A clock cannot show an early exit, because its noise is larger, while a count is the same every time.
 *
 * Two of the builds are deliberately wrong, to show that the counts would differ:
 *
 *   -DCRYPTO_memcmp=stop_at_difference (for the core)        a comparison that ends at the first wrong byte
 *   -DSTOP_AT_MATCH                                           a loop that ends at the secret that matches
 */
#include "dojo_core.h"

#include <stdio.h>
#include <string.h>
#include <valgrind/callgrind.h>

#define BODY                                                                                                                   \
	"{\"id\":\"evt_hnnHxIKR_Uy6bhZCusCltw\",\"event\":\"payment_intent.created\",\"accountId\":\"acc_test\","                  \
	"\"createdAt\":\"2022-02-01T13:07:41.8667859Z\",\"data\":{\"paymentIntentId\":\"pi_vpwd4ooAPEqyNAQe4z89WQ\","              \
	"\"paymentStatus\":\"Created\",\"captureMode\":\"Auto\"}}"
#define SIGNATURE "sha256=4B-49-F8-FE-25-A7-E6-7D-00-4F-A7-9C-F8-0B-63-00-C7-77-B4-F2-2D-E5-E1-22-84-FA-04-18-50-A1-76-FD"
#define SECRETS 4
#define MAC_BYTES 32

static struct dojo_mac *mac;
static struct dojo_text payload = {BODY, sizeof BODY - 1};

int stop_at_difference(const volatile void *a, const volatile void *b, size_t length);
int stop_at_difference(const volatile void *a, const volatile void *b, size_t length)
{
	const volatile unsigned char *left = a, *right = b;

	for (size_t i = 0; i < length; i++) {
		if (left[i] != right[i]) {
			return 1;
		}
	}
	return 0;
}

static enum dojo_code verify(struct dojo_text signature, const struct dojo_text *secrets, size_t count,
                             struct dojo_error *error)
{
	size_t matched;

#ifdef STOP_AT_MATCH
	for (size_t i = 0; i + 1 < count; i++) {
		if (dojo_webhook_verify(mac, payload, signature, secrets + i, 1, &matched, error) == DOJO_OK) {
			return DOJO_OK;
		}
	}
	return dojo_webhook_verify(mac, payload, signature, secrets + count - 1, 1, &matched, error);
#else
	return dojo_webhook_verify(mac, payload, signature, secrets, count, &matched, error);
#endif
}

/* The counts of one group must be equal. The first calls, which initialise things, are not counted. */
static void measure(const char *group, int number, enum dojo_code expected, struct dojo_text signature,
                    const struct dojo_text *secrets, size_t count, struct dojo_error *error)
{
	char name[64];

	snprintf(name, sizeof name, "%s %d", group, number);
	for (int i = 0; i < 3; i++) {
		enum dojo_code code;

		CALLGRIND_ZERO_STATS;
		CALLGRIND_TOGGLE_COLLECT;
		code = verify(signature, secrets, count, error);
		CALLGRIND_TOGGLE_COLLECT;
		if (code != expected) {
			printf("%s: %s instead of %s\n", name, dojo_error_word(code), dojo_error_word(expected));
		}
	}
	CALLGRIND_DUMP_STATS_AT(name);
}

/* Another digit of the same kind: the cost of reading a digit depends on its kind, which the sender of the header knows. */
static char other_digit(char digit)
{
	return (char) (digit == '9' || digit == 'F' ? digit - 1 : digit + 1);
}

static void one_wrong_byte(const char *group, const char *right, const struct dojo_text *secret, struct dojo_error *error)
{
	for (int byte = 0; byte <= MAC_BYTES; byte++) {
		char wrong[DOJO_SIGNATURE_LENGTH + 1];

		memcpy(wrong, right, sizeof wrong);
		for (int i = 0; i < MAC_BYTES; i++) {
			/* In the last round all of them are wrong. */
			if (i == byte || byte == MAC_BYTES) {
				wrong[7 + 3 * i] = other_digit(wrong[7 + 3 * i]);
			}
		}
		measure(group, byte, DOJO_ERROR_SIGNATURE_MISMATCH, (struct dojo_text){wrong, DOJO_SIGNATURE_LENGTH}, secret, 1, error);
	}
}

int main(void)
{
	struct dojo_text right = {"PDYkJQq6sESYHp_zJuTTBQ", 22}, secrets[SECRETS];
	char signature[DOJO_SIGNATURE_LENGTH + 1], other[23] = {0};
	struct dojo_text header = {signature, DOJO_SIGNATURE_LENGTH};
	struct dojo_error error;

	if (dojo_mac_new(&mac, &error) != DOJO_OK || dojo_webhook_sign(mac, payload, right, signature, &error) != DOJO_OK ||
	    strcmp(signature, SIGNATURE) != 0) {
		printf("does not sign as published\n");
		return 1;
	}
	one_wrong_byte("wrong-byte", signature, &right, NULL);
	for (int at = 0; at < SECRETS; at++) {
		for (int i = 0; i < SECRETS; i++) {
			secrets[i] = i == at ? right : (struct dojo_text){"another-secret-than-it", 22};
		}
		measure("matching-secret", at, DOJO_OK, header, secrets, SECRETS, NULL);
	}
	/* Whatever the secret, and so the right MAC, is. */
	for (int i = 0; i < 16; i++) {
		struct dojo_text secret = {other, 22};

		snprintf(other, sizeof other, "%c%021d", 'A' + i, i * 7919);
		measure("wrong-secret", i, DOJO_ERROR_SIGNATURE_MISMATCH, header, &secret, 1, NULL);
	}
	/* A refusal without and with a message. */
	measure("answer-yes", 0, DOJO_OK, header, &right, 1, NULL);
	secrets[0] = (struct dojo_text){"another-secret-than-it", 22};
	measure("answer-no", 0, DOJO_ERROR_SIGNATURE_MISMATCH, header, secrets, 1, NULL);
	measure("answer-no-explained", 0, DOJO_ERROR_SIGNATURE_MISMATCH, header, secrets, 1, &error);
	/* The search for a cause compares, too. With a body that is no JSON, because the cost of malloc() in a JSON parser varies. */
	payload = (struct dojo_text){" no JSON ", 9};
	dojo_webhook_sign(mac, payload, right, signature, &error);
	one_wrong_byte("wrong-byte-explained", signature, &right, &error);
	dojo_mac_free(mac);
	return 0;
}
