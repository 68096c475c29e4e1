/* A client: its options, checked and copied. */
#include "dojo_client_internal.h"

#include "dojo_url.h"

#include <stdio.h>
#include <string.h>

static bool starts_with(struct dojo_text text, const char *prefix)
{
	size_t length = strlen(prefix);

	return text.length >= length && memcmp(text.data, prefix, length) == 0;
}

#define TEXT_LITERAL(text)                                                                                                     \
	{                                                                                                                          \
		text, sizeof(text) - 1                                                                                                 \
	}
const struct dojo_options dojo_default_options = {
#define DOJO_OPTION_REQUIRED(...)
#define DOJO_OPTION_DEFAULT(name, argument, member, check, initial) .name = TEXT_LITERAL(initial),
#define DOJO_OPTION_TEXT(...)
#define DOJO_OPTION_SECONDS(name, argument, initial) .name = initial,
#define DOJO_OPTION_COUNT(name, argument, initial, ...) .name = initial,
#include "dojo_options.def"
};

static enum dojo_code check_key(const char *name, struct dojo_text key, struct dojo_error *error)
{
	if (key.length == 0) {
		return dojo_error_invalid(error, name, "%s is empty: pass the secret key, which starts with sk_sandbox_ or sk_prod_",
		                          name);
	}
	if (!dojo_is_word(key)) {
		return dojo_error_invalid(error, name,
		                          "%s contains a character that keys never contain (a line break, a space or a non-ASCII "
		                          "character): trim it where you read it",
		                          name);
	}
	if (!starts_with(key, "sk_")) {
		return dojo_error_invalid(error, name, "%s is not a secret key: pass the one that starts with sk_sandbox_ or sk_prod_",
		                          name);
	}
	return DOJO_OK;
}

static enum dojo_code check_version(const char *name, struct dojo_text version, struct dojo_error *error)
{
	static const char pattern[] = "0000-00-00";
	bool good = version.length == sizeof pattern - 1;

	for (size_t i = 0; good && i < version.length; i++) {
		good = pattern[i] == '-' ? version.data[i] == '-' : version.data[i] >= '0' && version.data[i] <= '9';
	}
	return good ? DOJO_OK
	            : dojo_error_invalid(error, name,
	                                 "%s is not a date in ASCII digits and hyphens: pass a release such as 2026-02-27", name);
}

static enum dojo_code check_base_url(const char *name, struct dojo_text url, struct dojo_error *error)
{
	const char *host;

	if (!dojo_is_word(url) || memchr(url.data, '\\', url.length)) {
		return dojo_error_invalid(error, name, "%s is not a URL: pass one such as https://api.dojo.tech", name);
	}
	if (!starts_with(url, "https://") && !(starts_with(url, "http://") && dojo_url_is_loopback(url.data))) {
		return dojo_error_invalid(
			error, name,
			"%s must start with https:// (http:// is allowed only for a loopback host, such as http://127.0.0.1:8080)", name);
	}
	host = strstr(url.data, "://") + 3;
	if (!*host || strchr("/:?#", *host)) {
		return dojo_error_invalid(error, name, "%s has no host: pass one such as https://api.dojo.tech", name);
	}
	if (strpbrk(host, "?#@")) {
		return dojo_error_invalid(error, name, "%s can't contain a user name, a query or a fragment", name);
	}
	return DOJO_OK;
}

static enum dojo_code check_header(const char *name, struct dojo_text value, struct dojo_error *error)
{
	if (value.data && (value.length > 256 || !dojo_is_header_value(value))) {
		return dojo_error_invalid(error, name, "%s must be 1 to 256 printable ASCII characters, without line breaks", name);
	}
	return DOJO_OK;
}

static enum dojo_code check_ca_file(const char *name, struct dojo_text path, struct dojo_error *error)
{
	FILE *file;
	bool readable;

	if (!path.data) {
		return DOJO_OK;
	}
	file = path.length && !memchr(path.data, '\0', path.length) ? fopen(path.data, "r") : NULL;
	/* fopen() succeeds for a directory; reading from it does not. */
	readable = file && fgetc(file) != EOF;
	if (file) {
		fclose(file);
	}
	if (!readable) {
		return dojo_error_invalid(error, name, "%s can't be read, or is empty: %.*s", name,
		                          (int) (path.length > 300 ? 300 : path.length), path.data);
	}
	return DOJO_OK;
}

/* Neither message shows the URL, which may hold a password. */
static enum dojo_code check_proxy(const char *name, struct dojo_text proxy, struct dojo_error *error)
{
	if (proxy.data && (!dojo_is_word(proxy) || !(starts_with(proxy, "http://") || starts_with(proxy, "https://")))) {
		return dojo_error_invalid(error, name, "%s must be a URL such as http://user:password@proxy.example:3128", name);
	}
	return DOJO_OK;
}

static enum dojo_code check_proxied_base_url(const struct dojo_options *options, struct dojo_error *error)
{
	if (options->proxy.data && !starts_with(options->base_url, "https://")) {
		return dojo_error_invalid(error, "proxy",
		                          "proxy can't be used with an http:// baseUrl, because the proxy could read the key: omit "
		                          "proxy, or pass an https:// baseUrl");
	}
	return DOJO_OK;
}

static enum dojo_code check_seconds(const char *name, double seconds, struct dojo_error *error)
{
	if (!(seconds > 0) || !(seconds <= 86400)) {
		return dojo_error_invalid(error, name, "%s must be more than 0 and at most 86400 seconds, got %g", name, seconds);
	}
	return DOJO_OK;
}

static enum dojo_code check_count(const char *name, int64_t count, int minimum, int maximum, struct dojo_error *error)
{
	if (count < minimum || count > maximum) {
		return dojo_error_invalid(error, name, "%s must be %d to %d, got %lld", name, minimum, maximum, (long long) count);
	}
	return DOJO_OK;
}

static enum dojo_code check_options(const struct dojo_options *options, struct dojo_error *error)
{
	enum dojo_code code = DOJO_OK;

#define DOJO_OPTION_TEXT(name, argument, member, check, ...) code = code ? code : check(#argument, options->name, error);
#define DOJO_OPTION_SECONDS(name, argument, ...) code = code ? code : check_seconds(#argument, options->name, error);
#define DOJO_OPTION_COUNT(name, argument, initial, minimum, maximum)                                                           \
	code = code ? code : check_count(#argument, options->name, minimum, maximum, error);
#include "dojo_options.def"
	return code ? code : check_proxied_base_url(options, error);
}

static void copy_options(struct dojo_client *client, const struct dojo_options *options)
{
	/* The prefix of the two that are kept as part of a header's value. */
	dojo_buffer_append_string(&client->authorization, "Basic ");
	dojo_buffer_append(&client->user_agent, options->agent.data, options->agent.length);
	if (options->app_info.data) {
		dojo_buffer_append_string(&client->user_agent, " ");
	}
#define DOJO_OPTION_TEXT(name, argument, member, ...)                                                                          \
	if (options->name.data) {                                                                                                  \
		dojo_buffer_append(&client->member, options->name.data, options->name.length);                                         \
	}
#define DOJO_OPTION_SECONDS(name, ...) client->name = options->name;
#define DOJO_OPTION_COUNT(name, ...) client->name = (int) options->name;
#include "dojo_options.def"
	client->is_sandbox = starts_with(options->api_key, "sk_sandbox_");
	client->is_https = starts_with(options->base_url, "https://");
}

/* The paths of operations begin with a slash, so the base URL must not end in one. */
static void cut_trailing_slashes(struct dojo_buffer *url)
{
	while (url->length && url->data[url->length - 1] == '/') {
		url->data[--url->length] = '\0';
	}
}

static bool is_complete(const struct dojo_client *client)
{
	bool failed = false;

#define DOJO_OPTION_TEXT(name, argument, member, ...) failed = failed || client->member.failed;
#define DOJO_OPTION_SECONDS(...)
#define DOJO_OPTION_COUNT(...)
#include "dojo_options.def"
	return !failed;
}

enum dojo_code dojo_client_new(const struct dojo_options *options, struct dojo_client **out, struct dojo_error *error)
{
	struct dojo_client *client;
	enum dojo_code code = check_options(options, error);

	*out = NULL;
	if (code != DOJO_OK) {
		return code;
	}
	client = dojo_malloc_zeroed(sizeof *client);
	if (client) {
		copy_options(client, options);
		cut_trailing_slashes(&client->base_url);
	}
	if (!client || !is_complete(client)) {
		dojo_client_free(client);
		return dojo_error_memory(error);
	}
	*out = client;
	return DOJO_OK;
}

void dojo_client_free(struct dojo_client *client)
{
	if (!client) {
		return;
	}
#define DOJO_OPTION_TEXT(name, argument, member, ...) dojo_buffer_wipe(&client->member);
#define DOJO_OPTION_SECONDS(...)
#define DOJO_OPTION_COUNT(...)
#include "dojo_options.def"
	dojo_free(client);
}

bool dojo_client_is_sandbox(const struct dojo_client *client)
{
	return client->is_sandbox;
}
