/** The operating system and the JVM's internals, as calls: the only package that touches jnr-ffi or Unsafe. */
@NullMarked
package dev.xwatch.sys;

import org.jspecify.annotations.NullMarked;
