/* Dojo\PageIterator: walks the pages of a search by calling the client's method, so that the pages of a mock work too. */
#include "php_iterator.h"

#include "php_class.h"
#include "php_exception.h"
#include "php_object.h"

#include "zend_interfaces.h"

struct iterator_object {
	zval client;
	zval request;          /* the caller's array */
	const char *method;    /* lower case */
	bool cursor_is_nested; /* {"cursor": {"after": …}} or {"after": …} */
	bool fetching;         /* the search method is running; if it is userland code, it may re-enter */
	bool failed;           /* a fetch failed; only meaningful while there is no page */
	zval page;             /* the current page's list; undefined before the first page */
	zval after;            /* the next page's cursor; null after the last page, undefined before the first */
	HashPosition position;
	zend_long key;
	struct php_dojo_sealed sealed;
};

static zend_object_handlers iterator_handlers;

static struct iterator_object *iterator_of(zend_object *object)
{
	return (struct iterator_object *) ((char *) object - offsetof(struct iterator_object, sealed.std));
}

static void iterator_free(zend_object *object)
{
	struct iterator_object *iterator = iterator_of(object);

	php_dojo_sealed_free(object);
	zval_ptr_dtor(&iterator->page);
	zval_ptr_dtor(&iterator->after);
	zval_ptr_dtor(&iterator->client);
	zval_ptr_dtor(&iterator->request);
}

static HashTable *iterator_get_gc(zend_object *object, zval **table, int *count)
{
	struct iterator_object *iterator = iterator_of(object);
	zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

	zend_get_gc_buffer_add_zval(buffer, &iterator->client);
	zend_get_gc_buffer_add_zval(buffer, &iterator->request);
	zend_get_gc_buffer_add_zval(buffer, &iterator->page);
	zend_get_gc_buffer_add_zval(buffer, &iterator->after);
	zend_get_gc_buffer_use(buffer, table, count);
	return NULL;
}

/* The members of an array or a stdClass, which are sent as objects. NULL for anything else. */
static HashTable *members_of(zval *value)
{
	if (value && Z_TYPE_P(value) == IS_ARRAY) {
		return Z_ARRVAL_P(value);
	}
	return value && Z_TYPE_P(value) == IS_OBJECT && Z_OBJCE_P(value) == zend_standard_class_def ? Z_OBJPROP_P(value) : NULL;
}

void php_dojo_iterator_make(zend_object *client, const char *method, bool cursor_is_nested, HashTable *request, zval *out)
{
	struct iterator_object *iterator;
	HashTable *cursor = request;

	if (cursor_is_nested) {
		cursor = members_of(zend_hash_str_find_deref(request, ZEND_STRL("cursor")));
	}
	if (cursor && zend_hash_str_exists(cursor, ZEND_STRL("before"))) {
		const char *field = cursor_is_nested ? "cursor.before" : "before";

		php_dojo_throw_invalid(field, "%s: an iterator only moves forwards: omit it, or pass \"after\"", field);
		return;
	}
	ZVAL_OBJ(out, php_dojo_sealed_new(php_dojo_ce_page_iterator, &iterator_handlers));
	iterator = iterator_of(Z_OBJ_P(out));
	ZVAL_OBJ_COPY(&iterator->client, client);
	ZVAL_ARR(&iterator->request, zend_array_dup(request));
	iterator->method = method;
	iterator->cursor_is_nested = cursor_is_nested;
}

/* ---------------------------------------------------------------------------------------------------------- fetching -- */

/* The caller's request with the next page's cursor in it. */
static void make_page_request(struct iterator_object *iterator, zval *out)
{
	ZVAL_ARR(out, zend_array_dup(Z_ARRVAL(iterator->request)));
	if (Z_TYPE(iterator->after) != IS_STRING) {
		return;
	}
	if (iterator->cursor_is_nested) {
		HashTable *given = members_of(zend_hash_str_find_deref(Z_ARRVAL_P(out), ZEND_STRL("cursor")));
		zval cursor;

		ZVAL_ARR(&cursor, given ? zend_array_dup(given) : zend_new_array(2));
		Z_TRY_ADDREF(iterator->after);
		zend_hash_str_update(Z_ARRVAL(cursor), ZEND_STRL("after"), &iterator->after);
		zend_hash_str_update(Z_ARRVAL_P(out), ZEND_STRL("cursor"), &cursor);
	} else {
		Z_TRY_ADDREF(iterator->after);
		zend_hash_str_update(Z_ARRVAL_P(out), ZEND_STRL("after"), &iterator->after);
	}
}

/* The cursor that a request holds. Borrowed from the request; NULL for the first page. */
static zend_string *cursor_in(struct iterator_object *iterator, zval *request)
{
	HashTable *cursor =
		members_of(iterator->cursor_is_nested ? zend_hash_str_find_deref(Z_ARRVAL_P(request), ZEND_STRL("cursor")) : request);
	zval *after = cursor ? zend_hash_str_find_deref(cursor, ZEND_STRL("after")) : NULL;

	return after && Z_TYPE_P(after) == IS_STRING ? Z_STR_P(after) : NULL;
}

/* Takes the list and the next cursor from a response. The API's reference does not say how the last page is marked, so each of
   these counts: no list or an empty one; no `after`, an empty one, or the same one as in the request. */
static void take_page(struct iterator_object *iterator, zval *response, zend_string *asked)
{
	zval *data = Z_TYPE_P(response) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(response), ZEND_STRL("data")) : NULL;
	zval *after = Z_TYPE_P(response) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(response), ZEND_STRL("after")) : NULL;
	bool any = data && Z_TYPE_P(data) == IS_ARRAY && zend_hash_num_elements(Z_ARRVAL_P(data));
	bool more = any && after && Z_TYPE_P(after) == IS_STRING && Z_STRLEN_P(after) &&
	            !(asked && zend_string_equals(Z_STR_P(after), asked));
	zval old_page, old_after;

	ZVAL_COPY_VALUE(&old_page, &iterator->page);
	ZVAL_COPY_VALUE(&old_after, &iterator->after);
	if (any) {
		ZVAL_COPY(&iterator->page, data);
	} else {
		ZVAL_EMPTY_ARRAY(&iterator->page);
	}
	if (more) {
		ZVAL_COPY(&iterator->after, after);
	} else {
		ZVAL_NULL(&iterator->after);
	}
	zend_hash_internal_pointer_reset_ex(Z_ARRVAL(iterator->page), &iterator->position);
	/* Last, because a mock's page may hold an object whose destructor re-enters. */
	zval_ptr_dtor(&old_page);
	zval_ptr_dtor(&old_after);
}

/* Fetches the next page. Returns false with an exception; the iterator has then not moved. */
static bool fetch_page(struct iterator_object *iterator)
{
	zval request, response;
	zend_string *asked;
	bool done;

	if (iterator->fetching) {
		zend_throw_error(NULL, "a Dojo\\PageIterator can't be used while it is fetching a page");
		return false;
	}
	make_page_request(iterator, &request);
	asked = cursor_in(iterator, &request);
	if (asked) {
		zend_string_addref(asked); /* the method may be userland code that changes its argument */
	}
	ZVAL_UNDEF(&response);
	iterator->fetching = true;
	zend_call_method(Z_OBJ(iterator->client), Z_OBJCE(iterator->client), NULL, iterator->method, strlen(iterator->method),
	                 &response, 1, &request, NULL);
	iterator->fetching = false;
	done = !EG(exception);
	if (done) {
		take_page(iterator, &response, asked);
	} else {
		iterator->failed = true;
	}
	if (asked) {
		zend_string_release(asked);
	}
	zval_ptr_dtor(&request);
	zval_ptr_dtor(&response);
	return done;
}

/* ------------------------------------------------------------------------------------------------------------ walking -- */

/* The element at the position; NULL beyond the end of the page. */
static zval *element_at_position(struct iterator_object *iterator)
{
	return Z_TYPE(iterator->page) == IS_ARRAY ? zend_hash_get_current_data_ex(Z_ARRVAL(iterator->page), &iterator->position)
	                                          : NULL;
}

/* True before the first page, and if the page after this one could not be fetched. */
static bool needs_page(struct iterator_object *iterator)
{
	return Z_ISUNDEF(iterator->page) || (Z_TYPE(iterator->after) == IS_STRING && !element_at_position(iterator));
}

/* The current element, borrowed; fetches its page if needed. NULL at the end, or with an exception. */
static zval *current_element(struct iterator_object *iterator)
{
	return needs_page(iterator) && !fetch_page(iterator) ? NULL : element_at_position(iterator);
}

static void move_forward(struct iterator_object *iterator)
{
	if (needs_page(iterator)) {
		/* next() before current() skips the first element, as it does in a generator. After a failed fetch, the new page's
		   first element is the one to move to. */
		bool untouched = Z_ISUNDEF(iterator->page) && !iterator->failed;

		if (!fetch_page(iterator) || !untouched) {
			return;
		}
	}
	if (element_at_position(iterator)) {
		iterator->key++;
		zend_hash_move_forward_ex(Z_ARRVAL(iterator->page), &iterator->position);
		if (needs_page(iterator)) {
			fetch_page(iterator);
		}
	}
}

static void move_to_start(struct iterator_object *iterator)
{
	zval page, after;

	if (iterator->fetching || (iterator->key == 0 && element_at_position(iterator))) {
		(void) current_element(iterator); /* already at the first element; while fetching, this throws */
		return;
	}
	ZVAL_COPY_VALUE(&page, &iterator->page);
	ZVAL_COPY_VALUE(&after, &iterator->after);
	ZVAL_UNDEF(&iterator->page);
	ZVAL_UNDEF(&iterator->after);
	iterator->key = 0;
	fetch_page(iterator);
	zval_ptr_dtor(&page);
	zval_ptr_dtor(&after);
}

ZEND_METHOD(Dojo_PageIterator, rewind)
{
	ZEND_PARSE_PARAMETERS_NONE();
	move_to_start(iterator_of(Z_OBJ_P(ZEND_THIS)));
}

ZEND_METHOD(Dojo_PageIterator, valid)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_BOOL(current_element(iterator_of(Z_OBJ_P(ZEND_THIS))) != NULL);
}

ZEND_METHOD(Dojo_PageIterator, current)
{
	zval *value;

	ZEND_PARSE_PARAMETERS_NONE();
	value = current_element(iterator_of(Z_OBJ_P(ZEND_THIS)));
	if (value) {
		RETURN_COPY_DEREF(value);
	}
}

ZEND_METHOD(Dojo_PageIterator, key)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_LONG(iterator_of(Z_OBJ_P(ZEND_THIS))->key);
}

ZEND_METHOD(Dojo_PageIterator, next)
{
	ZEND_PARSE_PARAMETERS_NONE();
	move_forward(iterator_of(Z_OBJ_P(ZEND_THIS)));
}

/* ----------------------------------------------------------------------------------------------------------- foreach -- */

/* foreach uses these functions, which saves a method call for each step. */

#if PHP_VERSION_ID < 80400
typedef int loop_validity;
#else
typedef zend_result loop_validity;
#endif

static void loop_free(zend_object_iterator *loop)
{
	zval_ptr_dtor(&loop->data);
}

static loop_validity loop_valid(zend_object_iterator *loop)
{
	return current_element(iterator_of(Z_OBJ(loop->data))) ? SUCCESS : FAILURE;
}

static zval *loop_current(zend_object_iterator *loop)
{
	return current_element(iterator_of(Z_OBJ(loop->data)));
}

static void loop_key(zend_object_iterator *loop, zval *key)
{
	ZVAL_LONG(key, iterator_of(Z_OBJ(loop->data))->key);
}

static void loop_next(zend_object_iterator *loop)
{
	move_forward(iterator_of(Z_OBJ(loop->data)));
}

static void loop_rewind(zend_object_iterator *loop)
{
	move_to_start(iterator_of(Z_OBJ(loop->data)));
}

static HashTable *loop_get_gc(zend_object_iterator *loop, zval **table, int *count)
{
	*table = &loop->data;
	*count = 1;
	return NULL;
}

static const zend_object_iterator_funcs loop_functions = {
	.dtor = loop_free,
	.valid = loop_valid,
	.get_current_data = loop_current,
	.get_current_key = loop_key,
	.move_forward = loop_next,
	.rewind = loop_rewind,
	.get_gc = loop_get_gc,
};

static zend_object_iterator *create_loop(zend_class_entry *ce, zval *object, int by_reference)
{
	zend_object_iterator *loop;

	(void) ce;
	if (by_reference) {
		zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
		return NULL;
	}
	loop = emalloc(sizeof *loop);
	zend_iterator_init(loop);
	ZVAL_OBJ_COPY(&loop->data, Z_OBJ_P(object));
	loop->funcs = &loop_functions;
	return loop;
}

void php_dojo_iterator_init(void)
{
	php_dojo_seal(php_dojo_ce_page_iterator, &iterator_handlers, offsetof(struct iterator_object, sealed.std));
	iterator_handlers.free_obj = iterator_free;
	iterator_handlers.get_gc = iterator_get_gc;
	iterator_handlers.compare = php_dojo_compare;
	php_dojo_ce_page_iterator->get_iterator = create_loop;
}
