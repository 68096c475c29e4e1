/*
 * Calls: one or many at a time, each sent at most as often as is safe, all of them before one deadline. Many are fetched over
 * one multi handle; a call by itself is the case of one.
 */
#include "dojo_internal.h"

#include <openssl/rand.h>
#include <string.h>

#define SLICE_SECONDS 0.25
#define FIRST_PAUSE 0.25
#define LONGEST_PAUSE 4.0

struct job {
	const struct dojo_transfer *transfer;
	struct dojo_attempt attempt;
	bool is_running;
	double not_before; /* of one that waits for another attempt */
	int retries;
	bool fresh_connection;
};

/* An exchange that waits until no transfer is open: what it is told to may call us, or take long. */
struct record {
	struct record *next;
	struct dojo_exchange exchange;
	char trace_id[sizeof((struct dojo_response *) 0)->trace_id];
};

struct dojo_batch {
	struct dojo_pool *pool;
	const struct dojo_client *client;
	const struct dojo_hooks *hooks;
	struct job *jobs;
	size_t count;
	size_t begun;         /* jobs that had their first attempt, which is in their order */
	struct job **waiting; /* for another attempt: a heap, the one that is due first at its top */
	size_t waiting_count;
	size_t concurrency;
	size_t running;
	double deadline;
	bool distrust_pool; /* its connections, and what it knows of names, are given up at the next rest */
	struct record *records, **last_record;
};

/* --------------------------------------------------------------------------------------------------------------- policy -- */

/* Whether another attempt may be made and may bring something else; `code` is of the last attempt alone. */
static bool is_worth_repeating(const struct dojo_attempt *attempt, enum dojo_code code)
{
	const struct dojo_request *request = attempt->request;
	long status = attempt->outcome->response.status;

	/* Never sent, whatever the request; only a certificate gets no better, nor a proxy's password. */
	if (attempt->sends == 0 && attempt->tunnel_status != 407 &&
	    (code == DOJO_ERROR_RESOLVE || code == DOJO_ERROR_CONNECT || attempt->result == CURLE_SSL_CONNECT_ERROR)) {
		return true;
	}
	if (request->retry != DOJO_REPEATABLE) {
		return false;
	}
	if (code == DOJO_ERROR_API) {
		return status == 408 || status == 429 || status == 502 || status == 503 || status == 504 ||
		       (status == 500 && request->method == DOJO_GET);
	}
	return code == DOJO_ERROR_CUT_OFF;
}

/* Exponential, with full jitter, so that workers that failed together don't come back together. */
static double pause_before(int retry, const struct dojo_hooks *hooks)
{
	double ceiling = FIRST_PAUSE, share;

	for (int i = 1; i < retry && ceiling < LONGEST_PAUSE; i++) {
		ceiling *= 2;
	}
	if (ceiling > LONGEST_PAUSE) {
		ceiling = LONGEST_PAUSE;
	}
	if (hooks && hooks->jitter) {
		share = hooks->jitter(hooks->context);
	} else {
		unsigned char random[2] = {0};

		RAND_bytes(random, sizeof random);
		share = (random[0] * 256 + random[1]) / 65536.0;
	}
	return ceiling * share;
}

/* Whether there is another attempt after one that ended with `code`, and when. */
static bool tries_again(const struct dojo_batch *batch, struct job *job, enum dojo_code code)
{
	const struct dojo_outcome *outcome = job->transfer->outcome;
	double now = dojo_now(), asked = outcome->response.retry_after > 0 ? outcome->response.retry_after : 0, pause, room;

	if (outcome->error.code == DOJO_OK) {
		return false;
	}
	/* A kept connection had died in the meantime: that costs a repeatable request no retry, and happens once. */
	if (code == DOJO_ERROR_CUT_OFF && job->attempt.sends > 1 && job->transfer->request->retry == DOJO_REPEATABLE &&
	    !job->fresh_connection && now < batch->deadline) {
		job->fresh_connection = true;
		job->not_before = now;
		return true;
	}
	if (job->retries == batch->client->max_retries || !is_worth_repeating(&job->attempt, code)) {
		return false;
	}
	/* On top of what the API asks for, because it asks all workers alike. */
	pause = pause_before(job->retries + 1, batch->hooks);
	room = batch->deadline - now - asked;
	if (asked > 0 && pause > room / 2) {
		pause = room / 2;
	}
	/* A wait that the deadline would cut short helps nobody: the answer there is goes to the caller now. */
	if (pause >= room) {
		return false;
	}
	job->retries++;
	job->not_before = now + asked + pause;
	return true;
}

/* ---------------------------------------------------------------------------------------------------------------- steps -- */

static bool is_interrupted(const struct dojo_batch *batch)
{
	return batch->hooks && batch->hooks->interrupted && batch->hooks->interrupted(batch->hooks->context);
}

static void keep_record(struct dojo_batch *batch, const struct record *record)
{
	struct record *kept;

	if (!batch->hooks || !batch->hooks->exchanged) {
		return;
	}
	kept = dojo_malloc_zeroed(sizeof *kept);
	if (kept) {
		*kept = *record;
		kept->exchange.trace_id = kept->trace_id;
		*batch->last_record = kept;
		batch->last_record = &kept->next;
	}
}

static void tell_records(struct dojo_batch *batch)
{
	while (batch->records) {
		/* A copy, because whoever is told may never come back: a fatal error in it leaves by longjmp(). */
		struct record record = *batch->records;

		dojo_free(batch->records);
		batch->records = record.next;
		if (!batch->records) {
			batch->last_record = &batch->records;
		}
		record.exchange.trace_id = record.trace_id;
		batch->hooks->exchanged(batch->hooks->context, &record.exchange);
	}
}

/* The heap of jobs that wait for another attempt: none is due before the one at half its index. */
static void await_retry(struct dojo_batch *batch, struct job *job)
{
	size_t place = batch->waiting_count++;

	for (; place && job->not_before < batch->waiting[(place - 1) / 2]->not_before; place = (place - 1) / 2) {
		batch->waiting[place] = batch->waiting[(place - 1) / 2];
	}
	batch->waiting[place] = job;
}

static struct job *take_first(struct dojo_batch *batch)
{
	struct job *first = batch->waiting[0], *last = batch->waiting[--batch->waiting_count];
	size_t place = 0, next;

	while ((next = 2 * place + 1) < batch->waiting_count) {
		if (next + 1 < batch->waiting_count && batch->waiting[next + 1]->not_before < batch->waiting[next]->not_before) {
			next++;
		}
		if (last->not_before <= batch->waiting[next]->not_before) {
			break;
		}
		batch->waiting[place] = batch->waiting[next];
		place = next;
	}
	batch->waiting[place] = last;
	return first;
}

static void begin(struct dojo_batch *batch, struct job *job, CURLM *multi)
{
	int number = job->attempt.number + 1;
	double seconds = batch->deadline - dojo_now();

	if (seconds <= 0) {
		/* After a retry's pause, what the last attempt said stands. */
		if (number == 1) {
			dojo_outcome_unsent(job->transfer->request, job->transfer->outcome, DOJO_ERROR_TIMEOUT, "ran out of time");
		}
		return;
	}
	job->attempt = (struct dojo_attempt){
		.pool = batch->pool,
		.client = batch->client,
		.request = job->transfer->request,
		.outcome = job->transfer->outcome,
		.owner = job,
		.number = number,
		.seconds = seconds,
		.fresh_connection = job->fresh_connection,
	};
	if (dojo_attempt_begin(&job->attempt, multi)) {
		job->is_running = true;
		batch->running++;
	}
}

/* A failed look-up may be remembered for longer than it is true, one that hangs keeps others from a thread, and a torn transfer
   has to be closed. */
static bool leaves_distrust(const struct dojo_attempt *attempt)
{
	return attempt->interrupted || attempt->result == CURLE_COULDNT_RESOLVE_HOST ||
	       attempt->result == CURLE_COULDNT_RESOLVE_PROXY ||
	       (attempt->result == CURLE_OPERATION_TIMEDOUT && attempt->sends == 0);
}

static void end(struct dojo_batch *batch, struct job *job, CURLM *multi, CURLcode result)
{
	struct record record = {0};
	enum dojo_code code =
		dojo_attempt_end(&job->attempt, multi, result, &record.exchange, record.trace_id, sizeof record.trace_id);

	batch->running--;
	batch->distrust_pool |= leaves_distrust(&job->attempt);
	keep_record(batch, &record);
	dojo_outcome_conclude(job->transfer->request, job->transfer->outcome);
	job->is_running = false;
	if (tries_again(batch, job, code)) {
		await_retry(batch, job);
	}
}

/* Begins what is due and has room, what waits for a retry first; tells how long nothing else will be due, at most a slice. */
static double begin_due(struct dojo_batch *batch, CURLM *multi)
{
	double wait = SLICE_SECONDS;

	while (batch->running < batch->concurrency) {
		if (batch->waiting_count) {
			wait = batch->waiting[0]->not_before - dojo_now();
		}
		if (batch->waiting_count && wait <= 0) {
			begin(batch, take_first(batch), multi);
		} else if (batch->begun < batch->count) {
			begin(batch, &batch->jobs[batch->begun++], multi);
		} else {
			break;
		}
	}
	return batch->running == batch->concurrency || wait < 0 || wait > SLICE_SECONDS ? SLICE_SECONDS : wait;
}

/* Leaves nothing to begin any more. */
static void end_waiting(struct dojo_batch *batch, enum dojo_code code, const char *what)
{
	while (batch->begun < batch->count) {
		const struct dojo_transfer *transfer = batch->jobs[batch->begun++].transfer;

		dojo_outcome_unsent(transfer->request, transfer->outcome, code, "%s", what);
	}
	batch->waiting_count = 0;
}

/* Ends all that runs. */
static void end_running(struct dojo_batch *batch, CURLM *multi, CURLcode result)
{
	for (size_t i = 0; i < batch->begun; i++) {
		struct job *job = &batch->jobs[i];

		if (job->is_running) {
			job->attempt.interrupted = result == CURLE_ABORTED_BY_CALLBACK;
			end(batch, job, multi, result);
		}
	}
}

static void interrupt(struct dojo_batch *batch, CURLM *multi)
{
	end_running(batch, multi, CURLE_ABORTED_BY_CALLBACK);
	end_waiting(batch, DOJO_ERROR_INTERRUPTED, "was stopped with the script");
}

/* libcurl itself failed, which it does for want of memory only. */
static void give_up(struct dojo_batch *batch, CURLM *multi)
{
	end_running(batch, multi, CURLE_OUT_OF_MEMORY);
	end_waiting(batch, DOJO_ERROR_MEMORY, "ran out of memory");
	batch->distrust_pool = true;
}

/* Runs until no transfer is open: all jobs are done, or only waits are left. */
static void run(struct dojo_batch *batch, CURLM *multi)
{
	int active, queued;
	bool ended;
	CURLMsg *message;
	CURLcode result;
	double wait;

	do {
		wait = begin_due(batch, multi);
		if (curl_multi_perform(multi, &active) != CURLM_OK) {
			give_up(batch, multi);
			return;
		}
		ended = false;
		while ((message = curl_multi_info_read(multi, &queued))) {
			struct job *job = NULL;

			if (message->msg != CURLMSG_DONE || curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &job) != CURLE_OK) {
				continue;
			}
			result = message->data.result;
			ended = true;
			if (!job->attempt.stale) {
				end(batch, job, multi, result);
			} else if (!dojo_attempt_renew(&job->attempt, multi)) {
				end(batch, job, multi, CURLE_OUT_OF_MEMORY);
			}
		}
		/* Not where one has ended, for another may begin, or the same again. In slices, so that a script's time limit can end a transfer;
		   libcurl shortens them where it has something to do. */
		if (batch->running && !ended && curl_multi_poll(multi, NULL, 0, (int) (wait * 1000) + 1, NULL) != CURLM_OK) {
			give_up(batch, multi);
			return;
		}
		if (batch->running && is_interrupted(batch)) {
			interrupt(batch, multi);
		}
	} while (batch->running);
}

/* Between attempts: whatever has to be told is told, and what is only waiting waits. False where all is done. */
static bool rest(struct dojo_batch *batch)
{
	double until = -1;

	if (batch->distrust_pool) {
		dojo_pool_reset(batch->pool);
		batch->distrust_pool = false;
	}
	tell_records(batch);
	/* Whoever was told may have ended the script, and may have taken longer for it than the pause is. */
	if (is_interrupted(batch)) {
		end_waiting(batch, DOJO_ERROR_INTERRUPTED, "was stopped with the script");
		return false;
	}
	if (batch->begun < batch->count) {
		return true;
	}
	if (batch->waiting_count) {
		until = batch->waiting[0]->not_before;
	}
	while (until >= 0 && dojo_now() < until) {
		double left = until - dojo_now();

		dojo_sleep(left < SLICE_SECONDS ? left : SLICE_SECONDS);
		if (is_interrupted(batch)) {
			return false;
		}
	}
	return until >= 0;
}

/* ---------------------------------------------------------------------------------------------------------------- calls -- */

struct dojo_batch *dojo_batch_new(void)
{
	return dojo_malloc_zeroed(sizeof(struct dojo_batch));
}

void dojo_batch_free(struct dojo_batch *batch)
{
	if (!batch) {
		return;
	}
	while (batch->records) {
		struct record *next = batch->records->next;

		dojo_free(batch->records);
		batch->records = next;
	}
	dojo_free(batch->jobs);
	dojo_free(batch->waiting);
	dojo_free(batch);
}

/* Sends what the batch has jobs for. */
static void send_jobs(struct dojo_batch *batch, const struct dojo_transfer *transfers)
{
	CURLM *multi;

	batch->deadline = dojo_now() + batch->client->timeout;
	batch->last_record = &batch->records;
	for (size_t i = 0; i < batch->count; i++) {
		memset(transfers[i].outcome, 0, sizeof *transfers[i].outcome);
		dojo_outcome_unsent(transfers[i].request, transfers[i].outcome, DOJO_ERROR_MEMORY,
		                    "ran out of memory or of file descriptors");
		if (batch->jobs) {
			batch->jobs[i].transfer = &transfers[i];
		}
	}
	if (!batch->jobs || !batch->waiting) {
		return;
	}
	/* Acquired anew after each rest: what was told of an exchange may have forked, or reset the pool. */
	do {
		multi = dojo_pool_acquire(batch->pool, batch->concurrency);
		if (!multi) {
			return;
		}
		run(batch, multi);
		dojo_pool_release(batch->pool);
	} while (rest(batch));
}

void dojo_transport_send_all(struct dojo_batch *batch, struct dojo_pool *pool, const struct dojo_client *client,
                             const struct dojo_transfer *transfers, size_t count, size_t concurrency,
                             const struct dojo_hooks *hooks)
{
	batch->pool = pool;
	batch->client = client;
	batch->hooks = hooks;
	batch->jobs = count ? dojo_malloc_zeroed(count * sizeof *batch->jobs) : NULL;
	batch->waiting = count ? dojo_malloc_zeroed(count * sizeof *batch->waiting) : NULL;
	batch->count = count;
	batch->concurrency = concurrency;
	send_jobs(batch, transfers);
}

/* Without an allocation that a hook that never returns could lose: its one job, and the one record there can be when it is told,
   are not malloc'd then. */
enum dojo_code dojo_transport_send(struct dojo_pool *pool, const struct dojo_client *client, const struct dojo_request *request,
                                   const struct dojo_hooks *hooks, struct dojo_outcome *outcome)
{
	const struct dojo_transfer transfer = {request, outcome};
	struct job job = {0}, *waiting;
	struct dojo_batch batch = {
		.pool = pool, .client = client, .hooks = hooks, .jobs = &job, .count = 1, .waiting = &waiting, .concurrency = 1};

	send_jobs(&batch, &transfer);
	return outcome->error.code;
}
