/*
 * PHP with threads: each thread runs requests one after the other, in which a script makes calls. Prints what each request
 * returned as a line of JSON. Every second thread does not shut its PHP down before the process ends, as some hosts do not.
 *
 *   zts_threads PHP_INI SCRIPT THREADS REQUESTS
 */
#include <sapi/embed/php_embed.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_THREADS 64

ZEND_TSRMLS_CACHE_DEFINE()

struct worker {
	pthread_t thread;
	const char *script;
	int number;
	int requests;
	int failed;
};

static void run_request(struct worker *worker)
{
	char code[4096];
	zval result;

	if (php_request_startup() == FAILURE) {
		worker->failed++;
		return;
	}
	SG(headers_sent) = 1;
	SG(request_info).no_headers = 1;
	snprintf(code, sizeof code, "(require '%s')(%d)", worker->script, worker->number);
	ZVAL_UNDEF(&result);
	zend_first_try
	{
		if (zend_eval_string_ex(code, &result, "request", true) == SUCCESS && Z_TYPE(result) == IS_STRING) {
			printf("%s\n", Z_STRVAL(result));
		} else {
			worker->failed++;
		}
		zval_ptr_dtor(&result);
	}
	zend_catch
	{
		worker->failed++;
	}
	zend_end_try();
	php_request_shutdown(NULL);
}

static void *work(void *context)
{
	struct worker *worker = context;

	ts_resource(0);
	ZEND_TSRMLS_CACHE_UPDATE();
	for (int i = 0; i < worker->requests; i++) {
		run_request(worker);
	}
	if (worker->number % 2) {
		ts_free_thread();
	}
	return NULL;
}

int main(int count, char **arguments)
{
	static struct worker workers[MOST_THREADS];
	int threads = count == 5 ? atoi(arguments[3]) : 0, failed = 0;

	if (threads < 1 || threads > MOST_THREADS) {
		fprintf(stderr, "usage: zts_threads PHP_INI SCRIPT THREADS REQUESTS\n");
		return 2;
	}
	php_embed_module.php_ini_path_override = arguments[1];
	if (php_embed_init(0, NULL) == FAILURE) {
		fprintf(stderr, "PHP does not start\n");
		return 1;
	}
	ZEND_TSRMLS_CACHE_UPDATE();
	for (int i = 0; i < threads; i++) {
		workers[i].number = i;
		workers[i].script = arguments[2];
		workers[i].requests = atoi(arguments[4]);
		if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0) {
			fprintf(stderr, "no thread\n");
			return 1;
		}
	}
	for (int i = 0; i < threads; i++) {
		pthread_join(workers[i].thread, NULL);
		failed += workers[i].failed;
	}
	php_embed_shutdown();
	return failed ? 1 : 0;
}
