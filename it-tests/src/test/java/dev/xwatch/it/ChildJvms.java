package dev.xwatch.it;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * The child JVMs of a test: ended with it, and part of the message if it fails. A field with {@code @RegisterExtension}.
 */
final class ChildJvms implements AfterEachCallback, TestExecutionExceptionHandler {
    private final Deque<ChildJvm> started = new ArrayDeque<>();

    ChildJvm start(Launch launch) throws IOException {
        ChildJvm child = launch.start();
        started.push(child);
        return child;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException || started.isEmpty()) {
            throw failure;
        }
        String children = started.stream().map(ChildJvm::toString).collect(Collectors.joining("\n\n"));
        throw new AssertionError(failure.getMessage() + "\n\n" + children, failure);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.forEach(ChildJvm::close);
        started.clear();
    }
}
