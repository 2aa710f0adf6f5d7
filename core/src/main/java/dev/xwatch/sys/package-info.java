/** The operating system and the JVM's internals, as calls: the only package that touches jnr-ffi's lower half, jffi, or Unsafe. */
@NullMarked
package dev.xwatch.sys;

import org.jspecify.annotations.NullMarked;
