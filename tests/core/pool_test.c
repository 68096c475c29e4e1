/* Connections: reused, expired, reset, not inherited by other programs, and untouched by a forked child. */
#include "core_calls.h"
#include "dojo_platform.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct server_step good[] = {{SERVER_ANSWER, OK_ANSWER, 0}};

static void new_pool_has_empty_stats(void **state)
{
	static const struct dojo_pool_stats zero;
	struct dojo_pool_options options = {.size = 16, .idle_seconds = 50, .response_limit = 1024};
	struct dojo_pool_stats stats;
	struct dojo_pool *pool = NULL;
	struct dojo_error error = {0};

	(void) state;
	assert_int_equal(dojo_pool_new(&options, &pool, &error), DOJO_OK);
	dojo_pool_get_stats(pool, &stats);
	assert_memory_equal(&stats, &zero, sizeof zero);
	dojo_pool_reset(pool);
	dojo_pool_get_stats(pool, &stats);
	assert_memory_equal(&stats, &zero, sizeof zero);
	dojo_pool_free(pool);
	dojo_pool_free(NULL);
	dojo_pool_reset(NULL);
	memset(&stats, 'x', sizeof stats);
	dojo_pool_get_stats(NULL, &stats);
	assert_memory_equal(&stats, &zero, sizeof zero);
}

static void connection_is_reused(void **state)
{
	struct scene scene;
	struct dojo_pool_stats stats;

	(void) state;
	SCENE(&scene, good, 0);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(scene_call(&scene, i % 2 ? sharing_call() : "listWebhooks"), DOJO_OK);
		assert_int_equal(scene.last.connection_reused, i > 0);
	}
	stats = scene_stats(&scene);
	assert_int_equal(stats.requests, 5);
	assert_int_equal(stats.opened, 1);
	assert_int_equal(stats.reused, 4);
	assert_int_equal(stats.dropped, 0);
	assert_int_equal(stats.open, 1);
	assert_int_equal(server_connections(scene.server), 1);
	scene_close(&scene);
}

static void reset_closes_connections(void **state)
{
	struct scene scene;
	struct dojo_pool_stats stats;

	(void) state;
	SCENE(&scene, good, 0);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	dojo_pool_reset(scene.pool);
	stats = scene_stats(&scene);
	assert_int_equal(stats.open, 0);
	assert_int_equal(stats.dropped, 1);
	dojo_pool_reset(scene.pool);
	assert_int_equal(scene_stats(&scene).dropped, 1);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_false(scene.last.connection_reused);
	stats = scene_stats(&scene);
	assert_int_equal(stats.opened, 2);
	assert_int_equal(stats.open, 1);
	assert_int_equal(server_connections(scene.server), 2);
	scene_close(&scene);
}

static void reset_pool(void *context, const struct dojo_exchange *exchange)
{
	(void) exchange;
	dojo_pool_reset(((struct scene *) context)->pool);
}

static void pool_may_be_reset_by_a_hook(void **state)
{
	static const struct server_step script[] = {{SERVER_ANSWER, "HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n", 0},
	                                            {SERVER_ANSWER, OK_ANSWER, 0}};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	scene.hooks.exchanged = reset_pool;
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	assert_int_equal(scene_stats(&scene).open, 0);
	assert_int_equal(server_connections(scene.server), 2);
	scene_close(&scene);
}

static void idle_connection_expires(void **state)
{
	struct scene scene;

	(void) state;
	SCENE(&scene, good, .idle_seconds = 1);
	assert_int_equal(scene_call(&scene, sharing_call()), DOJO_OK);
	assert_int_equal(scene_call(&scene, sharing_call()), DOJO_OK);
	assert_true(scene.last.connection_reused);
	dojo_sleep(2.2);
	assert_int_equal(scene_call(&scene, sharing_call()), DOJO_OK);
	assert_false(scene.last.connection_reused);
	assert_int_equal(server_connections(scene.server), 2);
	scene_close(&scene);
}

static void connection_close_is_respected(void **state)
{
	static const struct server_step script[] = {
		{SERVER_ANSWER_CLOSE, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " OK_LENGTH "\r\n\r\n" OK_BODY, 0}};
	struct scene scene;

	(void) state;
	SCENE(&scene, script, 0);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_int_equal(scene_stats(&scene).open, 0);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	assert_int_equal(server_connections(scene.server), 2);
	scene_close(&scene);
}

/* One client's key must not be sent with another client's request on the same connection. */
static void clients_share_connections_but_not_headers(void **state)
{
	struct dojo_options options = test_options();
	struct scene scene;
	struct dojo_client *first;

	(void) state;
	SCENE(&scene, good, 0);
	assert_int_equal(scene_call(&scene, KEYED_REFUND), DOJO_OK);
	first = scene.client;
	options.api_key = TEXT_OF("sk_prod_other");
	options.base_url = text_of(server_url(scene.server));
	scene.client = test_client(&options);
	assert_int_equal(scene_call(&scene, "listWebhooks"), DOJO_OK);
	assert_true(scene.last.connection_reused);
	assert_contains(server_request(scene.server, 1), "Authorization: Basic sk_prod_other\r\n");
	assert_lacks(server_request(scene.server, 1), TEST_KEY);
	assert_lacks(server_request(scene.server, 1), "idempotencyKey");
	assert_lacks(server_request(scene.server, 1), "Content-");
	dojo_client_free(first);
	scene_close(&scene);
}

/* How many of this process's sockets are connected to the port, and whether all of them are close-on-exec. */
static size_t sockets_to(int port, bool *all_close)
{
	DIR *folder = opendir("/proc/self/fd");
	size_t count = 0;

	*all_close = true;
	if (!folder) {
		return 0;
	}
	for (struct dirent *entry; (entry = readdir(folder));) {
		int descriptor = atoi(entry->d_name);
		struct sockaddr_in peer;
		socklen_t length = sizeof peer;

		if (getpeername(descriptor, (struct sockaddr *) &peer, &length) == 0 && peer.sin_family == AF_INET &&
		    ntohs(peer.sin_port) == port) {
			count++;
			*all_close = *all_close && (fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
		}
	}
	closedir(folder);
	return count;
}

static void connections_are_close_on_exec(void **state)
{
	struct scene scene;
	bool all_close;

	(void) state;
	SCENE(&scene, good, 0);
	assert_int_equal(scene_call(&scene, sharing_call()), DOJO_OK);
	assert_int_equal(sockets_to(server_port(scene.server), &all_close), 1);
	assert_true(all_close);
	dojo_pool_reset(scene.pool);
	assert_int_equal(sockets_to(server_port(scene.server), &all_close), 0);
	scene_close(&scene);
}

/* ---------------------------------------------------------------------------------------------------------------- fork -- */

/* A child's findings. The child ends by a signal, so that none of the tests' clean-up runs in it. */
struct finding {
	int code;
	struct dojo_pool_stats before, after;
	size_t sockets_left;
};

enum child { CHILD_CALLS, CHILD_FREES, CHILD_CALLS_AND_FREES, CHILD_RESETS };

static void run_in_child(struct scene *scene, enum child what, int out)
{
	struct finding finding = {.code = DOJO_OK};
	bool all_close;

	finding.before = scene_stats(scene);
	if (what == CHILD_RESETS) {
		dojo_pool_reset(scene->pool);
	}
	if (what != CHILD_FREES) {
		finding.code = (int) scene_call(scene, sharing_call());
		finding.code = finding.code ? finding.code : (int) scene_call(scene, sharing_call());
		finding.after = scene_stats(scene);
	}
	if (what != CHILD_CALLS) {
		dojo_pool_free(scene->pool);
	}
	finding.sockets_left = sockets_to(server_port(scene->server), &all_close);
	if (write(out, &finding, sizeof finding) != sizeof finding) {
		_exit(1);
	}
	kill(getpid(), SIGKILL);
}

static struct finding run_child(struct scene *scene, enum child what)
{
	struct finding finding = {.code = -1};
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	/* ASan's allocator does not survive a fork while another thread uses it, as the server's may after a response. */
	dojo_sleep(0.1);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		alarm(20);
		run_in_child(scene, what, ends[1]);
		_exit(1);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &finding, sizeof finding), sizeof finding);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return finding;
}

static void child_leaves_parents_connection_alone(void **state)
{
	static const enum child children[] = {CHILD_CALLS, CHILD_FREES, CHILD_CALLS_AND_FREES, CHILD_RESETS};

	(void) state;
	for (size_t i = 0; i < COUNT(children); i++) {
		struct scene scene;
		struct finding finding;
		bool all_close;

		SCENE(&scene, good, 0);
		assert_int_equal(scene_call(&scene, sharing_call()), DOJO_OK);
		finding = run_child(&scene, children[i]);
		assert_int_equal(finding.code, DOJO_OK);
		assert_int_equal(finding.before.open, 0);
		if (children[i] != CHILD_FREES) {
			/* The child opened a connection and reused it. */
			assert_int_equal(finding.after.open, 1);
			assert_int_equal(server_requests(scene.server), 3);
			assert_int_equal(server_request_connection(scene.server, 1), 1);
			assert_int_equal(server_request_connection(scene.server, 2), 1);
		}
		assert_int_equal(finding.sockets_left, children[i] == CHILD_CALLS ? 1 : 0);
		/* The parent still uses its own. */
		assert_int_equal(sockets_to(server_port(scene.server), &all_close), 1);
		assert_int_equal(scene_call(&scene, sharing_call()), DOJO_OK);
		assert_true(scene.last.connection_reused);
		assert_int_equal(server_request_connection(scene.server, server_requests(scene.server) - 1), 0);
		assert_int_equal(scene_stats(&scene).dropped, 0);
		scene_close(&scene);
	}
}

static void pool_created_before_fork_works_after(void **state)
{
	struct scene scene;
	struct finding finding;

	(void) state;
	SCENE(&scene, good, 0);
	finding = run_child(&scene, CHILD_CALLS_AND_FREES);
	assert_int_equal(finding.code, DOJO_OK);
	assert_int_equal(finding.after.dropped, 0);
	assert_int_equal(scene_call(&scene, MOVES_MONEY), DOJO_OK);
	scene_close(&scene);
}

/* -------------------------------------------------------------------------------------------------------------- memory -- */

static enum dojo_code make_pool(void *context, struct dojo_error *error)
{
	struct dojo_pool_options options = {.size = 16, .idle_seconds = 50, .response_limit = 1024};
	struct dojo_pool *pool = context;
	enum dojo_code code = dojo_pool_new(&options, &pool, error);

	assert_true((code == DOJO_OK) == (pool != NULL));
	dojo_pool_free(pool);
	return code;
}

static void survives_without_memory(void **state)
{
	(void) state;
	assert_true(run_out_of_memory(make_pool, NULL) >= 1);
}

static void libraries_have_versions(void **state)
{
	struct dojo_library libraries[DOJO_LIBRARY_COUNT];

	(void) state;
	dojo_libraries(libraries);
	for (size_t i = 0; i < DOJO_LIBRARY_COUNT; i++) {
		assert_string_not_equal(libraries[i].name, "");
		assert_true(libraries[i].compiled[0] >= '0' && libraries[i].compiled[0] <= '9');
		assert_true(libraries[i].loaded[0] >= '0' && libraries[i].loaded[0] <= '9');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_pool_has_empty_stats),
		cmocka_unit_test(connection_is_reused),
		cmocka_unit_test(reset_closes_connections),
		cmocka_unit_test(pool_may_be_reset_by_a_hook),
		cmocka_unit_test(idle_connection_expires),
		cmocka_unit_test(connection_close_is_respected),
		cmocka_unit_test(clients_share_connections_but_not_headers),
		cmocka_unit_test(connections_are_close_on_exec),
		cmocka_unit_test(child_leaves_parents_connection_alone),
		cmocka_unit_test(pool_created_before_fork_works_after),
		cmocka_unit_test(survives_without_memory),
		cmocka_unit_test(libraries_have_versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
