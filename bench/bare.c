/* The floor: a hand-written libcurl loop that sends the same POST over one warm connection. Prints CPU microseconds per call. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static size_t keep(char *data, size_t size, size_t count, void *buffer)
{
	memcpy(buffer, data, size * count < 65536 ? size * count : 65536);
	return size * count;
}

static double cpu_seconds(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int main(int count, char **arguments)
{
	static char buffer[65536];
	static const char body[] = "{\"amount\":{\"value\":1999,\"currencyCode\":\"GBP\"},\"reference\":\"order-1001\"}";
	struct curl_slist *headers = NULL;
	int calls = count > 3 ? atoi(arguments[3]) : 0;
	double began = 0;
	CURL *easy;

	curl_global_init(CURL_GLOBAL_DEFAULT);
	easy = curl_easy_init();
	headers = curl_slist_append(headers, "Authorization: Basic sk_sandbox_example");
	headers = curl_slist_append(headers, "version: 2026-02-27");
	headers = curl_slist_append(headers, "Accept: application/json");
	headers = curl_slist_append(headers, "User-Agent: bare");
	headers = curl_slist_append(headers, "Content-Type: application/json");
	for (int i = -200; i < calls; i++) {
		if (i == 0) {
			began = cpu_seconds();
		}
		curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
		curl_easy_setopt(easy, CURLOPT_CAINFO, arguments[2]);
		curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
		curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, 30000L);
		curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, buffer);
		if (curl_easy_perform(easy) != CURLE_OK) {
			fputs("the bare loop's request failed\n", stderr);
			return 1;
		}
	}
	printf("%.3f\n", (cpu_seconds() - began) / calls * 1e6);
	return 0;
}
