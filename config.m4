dnl Build of the dojo extension on Unix: phpize && ./configure && make.
dnl PIE and PECL run ./configure without options, so pkg-config finds everything.

PHP_ARG_ENABLE([dojo],
  [whether to enable Dojo payments],
  [AS_HELP_STRING([--enable-dojo],
    [Enable the Dojo payments extension])],
  [no])

PHP_ARG_ENABLE([dojo-dev],
  [whether to treat compiler warnings in dojo as errors],
  [AS_HELP_STRING([--enable-dojo-dev],
    [dojo: enable more compiler warnings and treat them as errors])],
  [no],
  [no])

dnl DOJO_PKG(VARIABLE, MODULE, FLOOR, DEBIAN, FEDORA, ALPINE, HOMEBREW)
AC_DEFUN([DOJO_PKG], [
  PKG_CHECK_MODULES([DOJO_$1], [$2 >= $3],,
    [dojo_found=`$PKG_CONFIG --modversion $2 2>/dev/null || echo none`
     AC_MSG_ERROR([dojo needs $2 $3 or newer, with its headers; pkg-config found: $dojo_found
Install it: Debian/Ubuntu: apt-get install $4 | Fedora: dnf install $5 | Alpine: apk add $6 | macOS: brew install $7
If it is installed elsewhere, add its lib/pkgconfig folder to PKG_CONFIG_PATH.])])
  PHP_EVAL_INCLINE([$DOJO_$1_CFLAGS])
  PHP_EVAL_LIBLINE([$DOJO_$1_LIBS], [DOJO_SHARED_LIBADD])
])

AS_VAR_IF([PHP_DOJO], [no],, [
  AC_MSG_CHECKING([for PHP 8.2 or newer])
  AS_IF([test -n "$PHP_CONFIG"],
    [dojo_php_version_id=`$PHP_CONFIG --vernum`],
    [dojo_php_version_id=$PHP_VERSION_ID])
  AS_IF([test "${dojo_php_version_id:-0}" -ge 80200],
    [AC_MSG_RESULT([yes])],
    [AC_MSG_RESULT([no, $dojo_php_version_id])
     AC_MSG_ERROR([dojo needs PHP 8.2 or newer. For another installed PHP, run its own phpize and ./configure --with-php-config=/path/to/php-config])])

  dnl Amounts are 64-bit integers, so PHP's integers must be too.
  AC_MSG_CHECKING([for a 64-bit platform])
  AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [[typedef char dojo_is_64_bit[sizeof (void *) >= 8 ? 1 : -1];]])],
    [AC_MSG_RESULT([yes])],
    [AC_MSG_RESULT([no])
     AC_MSG_ERROR([dojo needs a 64-bit PHP: amounts of money are 64-bit integers])])

  AS_IF([test -z "$PKG_CONFIG"], [AC_MSG_ERROR([dojo needs pkg-config to find its libraries.
Install it: Debian/Ubuntu: apt-get install pkg-config | Fedora: dnf install pkgconf | Alpine: apk add pkgconf | macOS: brew install pkgconf])])

  dnl The minimum versions are those of RHEL 9. What a newer libcurl offers is decided when it is loaded (dojo_libcurl.h).
  dnl json-c 0.17, which is in Ubuntu 24.04, has one error code at the wrong position of its enum; nothing here compares with it.
  DOJO_PKG([CURL], [libcurl], [7.76.0], [libcurl4-openssl-dev], [libcurl-devel], [curl-dev], [curl])
  DOJO_PKG([OPENSSL], [openssl], [3.0.0], [libssl-dev], [openssl-devel], [openssl-dev], [openssl@3])
  DOJO_PKG([JSON], [json-c], [0.14], [libjson-c-dev], [json-c-devel], [json-c-dev], [json-c])
  dnl Functions are resolved when the module is loaded. If the loader resolved them at their first call, it would save the registers,
  dnl with any part of a key that is in them, on the stack.
  AC_MSG_CHECKING([whether the linker can have all symbols resolved at load time])
  dojo_ldflags=$LDFLAGS
  LDFLAGS="$LDFLAGS -Wl,-z,now"
  AC_LINK_IFELSE([AC_LANG_PROGRAM()],
    [AC_MSG_RESULT([yes])
     DOJO_SHARED_LIBADD="$DOJO_SHARED_LIBADD -Wl,-z,now"],
    [AC_MSG_RESULT([no])])
  LDFLAGS=$dojo_ldflags
  PHP_SUBST([DOJO_SHARED_LIBADD])

  DOJO_CFLAGS="-DZEND_ENABLE_STATIC_TSRMLS_CACHE=1"
  m4_foreach_w([flag], [-std=gnu11 -fvisibility=hidden], [
    AX_CHECK_COMPILE_FLAG(flag, [DOJO_CFLAGS="$DOJO_CFLAGS flag"],, [-Werror])
  ])

  AS_VAR_IF([PHP_DOJO_DEV], [no],, [
    m4_foreach_w([flag], [-Wall -Wextra -Wstrict-prototypes -Wold-style-definition
      -Wwrite-strings -Wformat=2 -Wvla -Wundef -Wimplicit-fallthrough], [
      AX_CHECK_COMPILE_FLAG(flag, [DOJO_CFLAGS="$DOJO_CFLAGS flag"],, [-Werror])
    ])
    dnl clang reports the parameters that PHP's macros declare; gcc does not.
    AS_CASE([`$CC --version`], [*clang*], [DOJO_CFLAGS="$DOJO_CFLAGS -Wno-unused-parameter"])
    dnl PHP's headers count as system headers, because warnings in them can't be fixed here.
    DOJO_CFLAGS="$DOJO_CFLAGS -Werror `$PHP_CONFIG --includes | sed 's/-I/-isystem /g'`"
  ])

  PHP_NEW_EXTENSION([dojo], m4_normalize([
      dojo.c
      src/core/dojo_attempt.c
      src/core/dojo_buffer.c
      src/core/dojo_client.c
      src/core/dojo_diagnosis.c
      src/core/dojo_error.c
      src/core/dojo_header.c
      src/core/dojo_json.c
      src/core/dojo_libcurl.c
      src/core/dojo_library.c
      src/core/dojo_mac.c
      src/core/dojo_money.c
      src/core/dojo_outcome.c
      src/core/dojo_platform.c
      src/core/dojo_pool.c
      src/core/dojo_request.c
      src/core/dojo_request_url.c
      src/core/dojo_response.c
      src/core/dojo_retry.c
      src/core/dojo_schema.c
      src/core/dojo_setup.c
      src/core/dojo_tables.c
      src/core/dojo_text.c
      src/core/dojo_transport.c
      src/core/dojo_url.c
      src/core/dojo_webhook.c
      src/php/php_batch.c
      src/php/php_call.c
      src/php/php_class.c
      src/php/php_client.c
      src/php/php_date_text.c
      src/php/php_delivery.c
      src/php/php_enum.c
      src/php/php_exception.c
      src/php/php_exchange.c
      src/php/php_from_json.c
      src/php/php_iterator.c
      src/php/php_money.c
      src/php/php_object.c
      src/php/php_operation.c
      src/php/php_owned.c
      src/php/php_settings.c
      src/php/php_text.c
      src/php/php_thread.c
      src/php/php_to_json.c
      src/php/php_webhook.c
    ]),
    [$ext_shared],,
    [$DOJO_CFLAGS])

  m4_foreach_w([folder], [src/core src/php stubs], [
    PHP_ADD_INCLUDE([$ext_srcdir/]folder)
    PHP_ADD_BUILD_DIR([$ext_builddir/]folder)
  ])
  dnl All three are always built in: classes of date and spl are parents and types of ours, and json's parser reads responses.
  m4_foreach_w([extension], [date json spl], [PHP_ADD_EXTENSION_DEP([dojo], extension)
  ])
])
