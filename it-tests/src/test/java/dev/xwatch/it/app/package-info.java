/** Programs that child JVMs run. They use nothing but the JDK, so that they run on the compiled tests alone. */
@NullMarked
package dev.xwatch.it.app;

import org.jspecify.annotations.NullMarked;
