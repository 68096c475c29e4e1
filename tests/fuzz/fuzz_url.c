/*
 * A client's base URL and other texts, and an operation's path arguments. libcurl's URL parser judges the result: it must see
 * the same host and path that were checked.
 *
 * Input: a byte that selects the operation, then a line each for base URL, first and second path argument, idempotency key or
 * customer's secret, API version, software house id, app info, proxy, and the API key after its prefix.
 */
#include "fuzz.h"

static char *part_of(const char *url, CURLUPart part)
{
	CURLU *parsed = curl_url();
	char *value = NULL;

	FUZZ_CHECK(parsed);
	if (curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK) {
		curl_url_get(parsed, part, &value, 0);
	}
	curl_url_cleanup(parsed);
	return value;
}

/* Plain http is for loopback hosts only, as libcurl parses the host. */
static void check_host(const char *url)
{
	char *scheme = part_of(url, CURLUPART_SCHEME), *host = part_of(url, CURLUPART_HOST);
	unsigned bytes[4];
	char beyond;

	if (scheme && strcmp(scheme, "https") != 0) {
		FUZZ_CHECK(strcmp(scheme, "http") == 0);
		FUZZ_CHECK(host);
		FUZZ_CHECK(
			strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
			(sscanf(host, "%u.%u.%u.%u%c", &bytes[0], &bytes[1], &bytes[2], &bytes[3], &beyond) == 4 && bytes[0] == 127));
	}
	curl_free(scheme);
	curl_free(host);
}

/* The request has the base URL's host, and its path starts with the base URL's path. */
static void check_request(const char *base, const struct dojo_request *request)
{
	char *before = part_of(base, CURLUPART_HOST), *after = part_of(request->url.data, CURLUPART_HOST);
	char *user = part_of(request->url.data, CURLUPART_USER), *fragment = part_of(request->url.data, CURLUPART_FRAGMENT);
	const char *path = request->url.data + request->path_offset;

	FUZZ_CHECK(!before == !after && (!before || strcmp(before, after) == 0));
	FUZZ_CHECK(!user && !fragment);
	FUZZ_CHECK(strncmp(request->url.data, base, request->path_offset) == 0 && *path == '/');
	for (const char *p = request->url.data; *p; p++) {
		FUZZ_CHECK(*p > 0x20 && *p < 0x7F && *p != '\\');
	}
	FUZZ_CHECK(strlen(request->url.data) == request->url.length);
	check_host(request->url.data);
	curl_free(before);
	curl_free(after);
	curl_free(user);
	curl_free(fragment);
}

/* The path contains nothing, encoded or not, that a reader could take for a dot segment or the end of a segment. */
static void check_path(const char *path)
{
	static const char *const steps[] = {"/./", "/../", "%2F", "%5C", "%00", "%0A", "%0D", "%7F"};
	size_t length = strcspn(path, "?");
	char only[8192];

	snprintf(only, sizeof only, "%.*s/", (int) length, path);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		FUZZ_CHECK(!strstr(only, steps[i]));
	}
}

static size_t count_slashes(const char *text)
{
	size_t count = 0;

	for (; *text && *text != '?'; text++) {
		count += *text == '/';
	}
	return count;
}

static void check_operation(const struct dojo_client *client, const char *base, const struct dojo_operation *operation,
                            struct dojo_text ids[2], struct dojo_text word)
{
	struct dojo_arguments arguments = {.operation = operation,
	                                   .path_arguments = {ids[0], ids[1]},
	                                   .list = ids,
	                                   .list_count = 2,
	                                   .query_flag = true,
	                                   .idempotency_key = word,
	                                   .customer_secret = word};
	struct dojo_request request;
	struct dojo_error error;
	enum dojo_code code = dojo_request_build(client, &arguments, &request, &error);
	const char *authorization;

	fuzz_check_error(code, &error);
	if (code == DOJO_OK) {
		check_request(base, &request);
		fuzz_check_headers(&request);
		/* No argument adds or removes a segment. */
		FUZZ_CHECK(count_slashes(request.url.data + request.path_offset) == count_slashes(operation->path));
		check_path(request.url.data + request.path_offset);
		authorization = fuzz_header(&request, "Authorization");
		FUZZ_CHECK(authorization && strncmp(authorization, "Basic ", 6) == 0);
		FUZZ_CHECK(!(operation->flags & DOJO_SENDS_IDEMPOTENCY_KEY) || fuzz_header(&request, "idempotencyKey"));
	}
	dojo_request_free(&request);
	dojo_request_free(&request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_input input = {data, size};
	const struct dojo_operation *operation = &dojo_operations[fuzz_byte(&input) % DOJO_OPERATION_COUNT];
	struct dojo_text base = fuzz_line(&input, true), key;
	struct dojo_text arguments[] = {fuzz_line(&input, false), fuzz_line(&input, false)}, word = fuzz_line(&input, false);
	struct dojo_text version = fuzz_line(&input, true), house = fuzz_line(&input, true), app = fuzz_line(&input, true);
	struct dojo_text proxy = fuzz_line(&input, true), key_suffix = fuzz_line(&input, false);
	struct dojo_buffer whole_key = {0};
	struct dojo_options options = {.agent = {"dojo-php", 8}, .timeout = 30, .connect_timeout = 5, .max_retries = 2};
	struct dojo_client *client;
	struct dojo_error error;
	enum dojo_code code;

	dojo_buffer_append_string(&whole_key, "sk_sandbox_");
	dojo_buffer_append(&whole_key, key_suffix.data, key_suffix.length);
	key = (struct dojo_text){whole_key.data, whole_key.length};
	options.api_key = key;
	options.base_url = base;
	options.api_version = version.length ? version : (struct dojo_text){DOJO_API_VERSION, 10};
	options.software_house_id = house.length ? house : (struct dojo_text){NULL, 0};
	options.app_info = app.length ? app : (struct dojo_text){NULL, 0};
	options.proxy = proxy.length ? proxy : (struct dojo_text){NULL, 0};
	dojo_url_is_loopback(base.data);
	code = dojo_client_new(&options, &client, &error);
	fuzz_check_error(code, &error);
	FUZZ_CHECK((code == DOJO_OK) == (client != NULL));
	if (client) {
		FUZZ_CHECK(strlen(base.data) == base.length);
		FUZZ_CHECK(dojo_client_is_sandbox(client));
		check_host(base.data);
		FUZZ_CHECK(!proxy.length || strncmp(base.data, "https://", 8) == 0);
		check_operation(client, base.data, operation, arguments, word);
	}
	dojo_client_free(client);
	dojo_buffer_free(&whole_key);
	for (size_t i = 0; i < 2; i++) {
		fuzz_release(&arguments[i]);
	}
	fuzz_release(&base);
	fuzz_release(&word);
	fuzz_release(&version);
	fuzz_release(&house);
	fuzz_release(&app);
	fuzz_release(&proxy);
	fuzz_release(&key_suffix);
	return 0;
}
