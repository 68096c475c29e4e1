/*
 * Raw requests: method, path and headers as a plugin passes them.
 *
 * Input: a byte that says whether there is a body, then a line each for method, path, and name and value of up to four headers.
 */
#include "fuzz.h"

#define HEADERS 4

static const char base[] = "https://api.dojo.tech";

static struct dojo_client *make_client(void)
{
	struct dojo_options options = {.api_key = {"sk_sandbox_example", 18},
	                               .api_version = {DOJO_API_VERSION, 10},
	                               .base_url = {base, sizeof base - 1},
	                               .software_house_id = {"house", 5},
	                               .agent = {"dojo-php", 8},
	                               .timeout = 30,
	                               .connect_timeout = 5};
	struct dojo_client *client;
	struct dojo_error error;

	FUZZ_CHECK(dojo_client_new(&options, &client, &error) == DOJO_OK);
	return client;
}

static bool is_given(const struct dojo_raw_arguments *arguments, const char *name)
{
	for (size_t i = 0; i < arguments->header_count; i++) {
		if (arguments->header_names[i].length == strlen(name) &&
		    strncasecmp(arguments->header_names[i].data, name, strlen(name)) == 0) {
			return true;
		}
	}
	return false;
}

static void check_raw_request(const struct dojo_raw_arguments *arguments, const struct dojo_request *request)
{
	CURLU *url = curl_url();
	char *host = NULL, *path = NULL, *scheme = NULL;

	FUZZ_CHECK(url && strlen(request->url.data) == request->url.length);
	if (curl_url_set(url, CURLUPART_URL, request->url.data, CURLU_PATH_AS_IS) == CURLUE_OK) {
		FUZZ_CHECK(curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK && strcmp(host, "api.dojo.tech") == 0);
		FUZZ_CHECK(curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK && strcmp(scheme, "https") == 0);
		FUZZ_CHECK(curl_url_get(url, CURLUPART_PATH, &path, 0) == CURLUE_OK);
		/* No reader of the path finds a dot segment. */
		FUZZ_CHECK(!strstr(path, "/../") && !strstr(path, "/./"));
	}
	FUZZ_CHECK(request->url.length == sizeof base - 1 + arguments->path.length);
	for (const char *p = request->url.data; *p; p++) {
		FUZZ_CHECK(*p > 0x20 && *p < 0x7F && *p != '#');
	}
	FUZZ_CHECK(!fuzz_header(request, "Host") && !fuzz_header(request, "Transfer-Encoding"));
	FUZZ_CHECK(is_given(arguments, "Authorization") ||
	           strcmp(fuzz_header(request, "Authorization"), "Basic sk_sandbox_example") == 0);
	FUZZ_CHECK((request->retry == DOJO_REPEATABLE) == (request->method == DOJO_GET));
	curl_free(host);
	curl_free(path);
	curl_free(scheme);
	curl_url_cleanup(url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct dojo_client *client;
	struct fuzz_input input = {data, size};
	bool has_body = fuzz_byte(&input) & 1;
	struct dojo_text method = fuzz_line(&input, false), path = fuzz_line(&input, false), names[HEADERS], values[HEADERS];
	struct dojo_raw_arguments arguments = {method, path, names, values, 0, NULL, has_body};
	struct dojo_request request;
	struct dojo_error error;
	enum dojo_code code;

	client = client ? client : make_client();
	while (arguments.header_count < HEADERS && input.length) {
		names[arguments.header_count] = fuzz_line(&input, false);
		values[arguments.header_count++] = fuzz_line(&input, false);
	}
	memset(&request, 'x', sizeof request);
	code = dojo_request_build_raw(client, &arguments, &request, &error);
	fuzz_check_error(code, &error);
	FUZZ_CHECK(code == DOJO_OK || code == DOJO_ERROR_INVALID);
	if (code == DOJO_OK) {
		for (const struct curl_slist *line = request.headers; line; line = line->next) {
			for (const char *p = line->data; *p; p++) {
				FUZZ_CHECK(*p >= 0x20 && *p < 0x7F);
			}
		}
		check_raw_request(&arguments, &request);
	}
	dojo_request_free(&request);
	fuzz_release(&method);
	fuzz_release(&path);
	while (arguments.header_count) {
		arguments.header_count--;
		fuzz_release(&names[arguments.header_count]);
		fuzz_release(&values[arguments.header_count]);
	}
	return 0;
}
