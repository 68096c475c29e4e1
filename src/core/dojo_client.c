#include "dojo_internal.h"

#include <stdio.h>
#include <string.h>

static bool starts_with(struct dojo_text text, const char *prefix)
{
	size_t length = strlen(prefix);

	return text.length >= length && memcmp(text.data, prefix, length) == 0;
}

static enum dojo_code check_key(struct dojo_text key, struct dojo_error *error)
{
	if (key.length == 0) {
		return dojo_error_invalid(error, "apiKey",
		                          "apiKey is empty: pass the secret key, which starts with sk_sandbox_ or sk_prod_");
	}
	if (!dojo_is_word(key)) {
		return dojo_error_invalid(error, "apiKey",
		                          "apiKey holds a character that no key has (a line break, a space or a non-ASCII character): "
		                          "trim it where you read it");
	}
	if (!starts_with(key, "sk_")) {
		return dojo_error_invalid(error, "apiKey",
		                          "apiKey is no secret key: pass the one that starts with sk_sandbox_ or sk_prod_");
	}
	return DOJO_OK;
}

static enum dojo_code check_version(struct dojo_text version, struct dojo_error *error)
{
	static const char pattern[] = "0000-00-00";
	bool good = version.length == sizeof pattern - 1;

	for (size_t i = 0; good && i < version.length; i++) {
		good = pattern[i] == '-' ? version.data[i] == '-' : version.data[i] >= '0' && version.data[i] <= '9';
	}
	return good ? DOJO_OK
	            : dojo_error_invalid(error, "apiVersion",
	                                 "apiVersion is no date in ASCII digits and hyphens: pass a release such as 2026-02-27");
}

static enum dojo_code check_base_url(struct dojo_text url, struct dojo_error *error)
{
	const char *host;

	if (!dojo_is_word(url) || memchr(url.data, '\\', url.length)) {
		return dojo_error_invalid(error, "baseUrl", "baseUrl is no URL: pass one such as https://api.dojo.tech");
	}
	if (!starts_with(url, "https://") && !(starts_with(url, "http://") && dojo_url_is_loopback(url.data))) {
		return dojo_error_invalid(
			error, "baseUrl",
			"baseUrl must start with https:// (http:// is for a loopback host only, such as http://127.0.0.1:8080)");
	}
	host = strstr(url.data, "://") + 3;
	if (!*host || strchr("/:?#", *host)) {
		return dojo_error_invalid(error, "baseUrl", "baseUrl has no host: pass one such as https://api.dojo.tech");
	}
	if (strpbrk(host, "?#@")) {
		return dojo_error_invalid(error, "baseUrl", "baseUrl can't hold a user, a query or a fragment");
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

static enum dojo_code check_header(const char *name, struct dojo_text value, struct dojo_error *error)
{
	if (value.data && (value.length > 256 || !dojo_is_header_value(value))) {
		return dojo_error_invalid(error, name, "%s must be 1 to 256 printable ASCII characters, without line breaks", name);
	}
	return DOJO_OK;
}

static enum dojo_code check_ca_file(struct dojo_text path, struct dojo_error *error)
{
	FILE *file;
	bool readable;

	if (!path.data) {
		return DOJO_OK;
	}
	file = path.length && !memchr(path.data, '\0', path.length) ? fopen(path.data, "r") : NULL;
	/* A folder opens like a file. */
	readable = file && fgetc(file) != EOF;
	if (file) {
		fclose(file);
	}
	if (!readable) {
		return dojo_error_invalid(error, "caFile", "caFile can't be read, or is empty: %.*s",
		                          (int) (path.length > 300 ? 300 : path.length), path.data);
	}
	return DOJO_OK;
}

/* The messages show none of it: a proxy's URL may hold a password. */
static enum dojo_code check_proxy(struct dojo_text proxy, struct dojo_text base_url, struct dojo_error *error)
{
	if (proxy.data && (!dojo_is_word(proxy) || !(starts_with(proxy, "http://") || starts_with(proxy, "https://")))) {
		return dojo_error_invalid(error, "proxy", "proxy must be a URL such as http://user:password@proxy.example:3128");
	}
	if (proxy.data && !starts_with(base_url, "https://")) {
		return dojo_error_invalid(
			error, "proxy",
			"proxy can't go with an http:// baseUrl: the proxy would read the key; leave it out, or pass an "
			"https:// baseUrl");
	}
	return DOJO_OK;
}

static enum dojo_code check_options(const struct dojo_options *o, struct dojo_error *error)
{
	enum dojo_code code = check_key(o->api_key, error);

	code = code ? code : check_version(o->api_version, error);
	code = code ? code : check_base_url(o->base_url, error);
	code = code ? code : check_seconds("timeout", o->timeout, error);
	code = code ? code : check_seconds("connectTimeout", o->connect_timeout, error);
	code = code ? code : check_ca_file(o->ca_file, error);
	code = code ? code : check_proxy(o->proxy, o->base_url, error);
	code = code ? code : check_header("softwareHouseId", o->software_house_id, error);
	code = code ? code : check_header("resellerId", o->reseller_id, error);
	code = code ? code : check_header("appInfo", o->app_info, error);
	if (!code && (o->max_retries < 0 || o->max_retries > 10)) {
		code = dojo_error_invalid(error, "maxRetries", "maxRetries must be 0 to 10, got %lld", (long long) o->max_retries);
	}
	return code;
}

static bool copy(struct dojo_buffer *to, struct dojo_text from)
{
	return !from.data || dojo_buffer_append(to, from.data, from.length);
}

static bool fill(struct dojo_client *client, const struct dojo_options *o)
{
	struct dojo_text base = o->base_url;

	while (base.data[base.length - 1] == '/') {
		base.length--;
	}
	return dojo_buffer_append_string(&client->authorization, "Basic ") && copy(&client->authorization, o->api_key) &&
	       copy(&client->proxy, o->proxy) && copy(&client->api_version, o->api_version) && copy(&client->base_url, base) &&
	       copy(&client->ca_file, o->ca_file) && copy(&client->software_house_id, o->software_house_id) &&
	       copy(&client->reseller_id, o->reseller_id) && copy(&client->user_agent, o->agent) &&
	       (!o->app_info.data ||
	        (dojo_buffer_append_string(&client->user_agent, " ") && copy(&client->user_agent, o->app_info)));
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
	if (!client || !fill(client, options)) {
		dojo_client_free(client);
		return dojo_error_memory(error);
	}
	client->timeout = options->timeout;
	client->connect_timeout = options->connect_timeout;
	client->max_retries = (int) options->max_retries;
	client->is_sandbox = starts_with(options->api_key, "sk_sandbox_");
	client->is_https = starts_with(options->base_url, "https://");
	*out = client;
	return DOJO_OK;
}

void dojo_client_free(struct dojo_client *client)
{
	if (!client) {
		return;
	}
	dojo_buffer_wipe(&client->authorization);
	dojo_buffer_wipe(&client->proxy);
	dojo_buffer_free(&client->api_version);
	dojo_buffer_free(&client->base_url);
	dojo_buffer_free(&client->ca_file);
	dojo_buffer_free(&client->software_house_id);
	dojo_buffer_free(&client->reseller_id);
	dojo_buffer_free(&client->user_agent);
	dojo_free(client);
}

bool dojo_client_is_sandbox(const struct dojo_client *client)
{
	return client->is_sandbox;
}
