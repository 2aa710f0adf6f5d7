/** Replacements of classes of jffi, whose own are left out of the jar. */
@NullMarked
package com.kenai.jffi.internal;

import org.jspecify.annotations.NullMarked;
