/* A libcurl without some option: the error names the option and the libcurl version, unless the option only turns something
   off. */
#include "core_calls.h"
#include "dojo_libcurl.h"

#include <dlfcn.h>
#include <stdio.h>

#undef curl_easy_setopt

#define MOST_OPTIONS 64

static CURLoption seen[MOST_OPTIONS]; /* options in the order of a call */
static size_t seen_count;
static CURLoption refused; /* 0 for none */
static CURLcode refusal;
static CURLMcode multi_result;

/* Replaces libcurl's function. All types of its last argument are as wide as a pointer. */
CURLcode curl_easy_setopt(CURL *easy, CURLoption option, ...)
{
	CURLcode (*real)(CURL *, CURLoption, ...);
	va_list arguments;
	void *value;

	va_start(arguments, option);
	value = va_arg(arguments, void *);
	va_end(arguments);
	if (seen_count < MOST_OPTIONS) {
		seen[seen_count++] = option;
	}
	if (option == refused) {
		return refusal;
	}
	*(void **) &real = dlsym(RTLD_NEXT, "curl_easy_setopt");
	return real(easy, option, value);
}

CURLMcode curl_multi_add_handle(CURLM *multi, CURL *easy)
{
	CURLMcode (*real)(CURLM *, CURL *);

	if (multi_result != CURLM_OK) {
		return multi_result;
	}
	*(void **) &real = dlsym(RTLD_NEXT, "curl_multi_add_handle");
	return real(multi, easy);
}

static bool is_only_turned_off(CURLoption option)
{
	return option == CURLOPT_PROXY || option == CURLOPT_NOPROXY || option == CURLOPT_NETRC || option == CURLOPT_HTTPAUTH ||
	       option == CURLOPT_CAPATH;
}

static const struct server_step good[] = {GOOD};

static void call_without_option(struct scene *scene, CURLoption option, CURLcode code)
{
	const char *name = curl_easy_option_by_id(option)->name;
	size_t before = server_requests(scene->server);
	enum dojo_code expected = code == CURLE_OUT_OF_MEMORY ? DOJO_ERROR_MEMORY : DOJO_ERROR_LIBRARY;
	char whole[64];

	refused = option;
	refusal = code;
	if (is_only_turned_off(option) && (code == CURLE_UNKNOWN_OPTION || code == CURLE_NOT_BUILT_IN)) {
		expected = DOJO_OK;
	}
	if (scene_call(scene, MOVES_MONEY) != expected) {
		fail_msg("%s, %s: %s", name, curl_easy_strerror(code), scene->call.outcome.error.message);
	}
	refused = 0;
	assert_int_equal(server_requests(scene->server), before + (expected == DOJO_OK));
	assert_false(scene->call.outcome.error.outcome_unknown);
	if (expected == DOJO_ERROR_LIBRARY) {
		snprintf(whole, sizeof whole, "needs CURLOPT_%s, which libcurl %s ", name, dojo_libcurl_version());
		assert_contains(scene->call.outcome.error.message, whole);
		assert_contains(scene->call.outcome.error.message, curl_easy_strerror(code));
	}
	if (expected != DOJO_OK) {
		assert_contains(scene->call.outcome.error.message, "nothing was sent");
	}
	/* The pool still works. */
	assert_int_equal(scene_call(scene, MOVES_MONEY), DOJO_OK);
}

static void refused_option_is_named(void **state)
{
	static const CURLcode codes[] = {CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN, CURLE_UNSUPPORTED_PROTOCOL, CURLE_OUT_OF_MEMORY};
	CURLoption options[MOST_OPTIONS];
	size_t count;
	struct scene scene;

	(void) state;
	SCENE(&scene, good, 0);
	seen_count = 0;
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	count = seen_count;
	memcpy(options, seen, sizeof options);
	assert_true(count > 20 && count < MOST_OPTIONS);
	scene_close(&scene);
	for (size_t i = 0; i < count; i++) {
		/* Set after the call has ended. */
		if (options[i] == CURLOPT_QUICK_EXIT && i == count - 1) {
			continue;
		}
		SCENE(&scene, good, 0);
		for (size_t j = 0; j < COUNT(codes); j++) {
			call_without_option(&scene, options[i], codes[j]);
		}
		scene_close(&scene);
	}
}

/* CURLOPT_PROXY is only allowed to fail if there is no proxy to set. */
static void proxy_option_is_required_for_a_proxy(void **state)
{
	struct scene scene;

	(void) state;
	SCENE(&scene, good, .base_url = "https://127.0.0.1:1", .proxy = "http://127.0.0.1:1", .max_retries = -1);
	refused = CURLOPT_PROXY;
	refusal = CURLE_UNKNOWN_OPTION;
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_LIBRARY);
	assert_contains(scene.call.outcome.error.message, "CURLOPT_PROXY,");
	refused = 0;
	scene_close(&scene);
}

static void transfer_refused_by_libcurl_is_not_reported_as_out_of_memory(void **state)
{
	struct scene scene;

	(void) state;
	SCENE(&scene, good, 0);
	multi_result = CURLM_INTERNAL_ERROR;
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_LIBRARY);
	assert_contains(scene.call.outcome.error.message, dojo_libcurl_version());
	assert_contains(scene.call.outcome.error.message, "nothing was sent");
	multi_result = CURLM_OUT_OF_MEMORY;
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_ERROR_MEMORY);
	multi_result = CURLM_OK;
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	scene_close(&scene);
}

static void refuse_url_from_now_on(void *context, const struct dojo_exchange *exchange)
{
	(void) context;
	(void) exchange;
	refused = CURLOPT_URL;
	refusal = CURLE_OUT_OF_MEMORY;
}

/* The earlier attempt may have been carried out. */
static void failed_later_attempt_keeps_outcome_unknown(void **state)
{
	static const struct server_step script[] = {{SERVER_READ_CLOSE, NULL, 0}, GOOD};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	scene.hooks.exchanged = refuse_url_from_now_on;
	assert_int_equal(scene_call(&scene, KEYED_REFUND), DOJO_ERROR_MEMORY);
	assert_true(scene.call.outcome.error.outcome_unknown);
	assert_lacks(scene.call.outcome.error.message, "nothing was sent");
	assert_int_equal(server_requests(scene.server), 1);
	refused = 0;
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refused_option_is_named),
		cmocka_unit_test(proxy_option_is_required_for_a_proxy),
		cmocka_unit_test(transfer_refused_by_libcurl_is_not_reported_as_out_of_memory),
		cmocka_unit_test(failed_later_attempt_keeps_outcome_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
