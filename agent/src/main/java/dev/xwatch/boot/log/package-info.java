/** The slf4j provider: xwatch's log on stderr. */
@NullMarked
package dev.xwatch.boot.log;

import org.jspecify.annotations.NullMarked;
