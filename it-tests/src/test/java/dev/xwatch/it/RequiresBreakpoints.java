package dev.xwatch.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need hardware breakpoints. Where there are none they are skipped, saying why; with
 * {@code XWATCH_REQUIRE_HW=true} in the environment they fail. {@code XWATCH_WITHOUT_HW=REASON} says that there are none to be
 * relied on.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Hardware.class)
public @interface RequiresBreakpoints {}
