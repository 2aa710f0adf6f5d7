package dev.xwatch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets tests run only where there are breakpoints. See {@link RequiresBreakpoints}. */
final class Hardware implements BeforeAllCallback, BeforeEachCallback {
    /** Kept for all test classes. */
    private record Answer(Optional<String> missing) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        require(context);
    }

    /** For a single test of a class that needs none otherwise. */
    @Override
    public void beforeEach(ExtensionContext context) {
        require(context);
    }

    private static void require(ExtensionContext context) {
        Optional<String> missing = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Hardware.class))
                .getOrComputeIfAbsent(Answer.class, key -> ask(), Answer.class)
                .missing();
        if (missing.isEmpty()) {
            return;
        }
        if ("true".equals(System.getenv("XWATCH_REQUIRE_HW"))) {
            throw new AssertionError("XWATCH_REQUIRE_HW=true, but " + missing.get());
        }
        Assumptions.abort(missing.get());
    }

    private static Answer ask() {
        String known = System.getenv("XWATCH_WITHOUT_HW");
        try {
            return new Answer(known != null ? Optional.of(known) : BreakpointProbe.missing());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
