package dev.xwatch.sys;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A thread of xwatch's has not done what it was asked: not in time, or it has ended. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    public NoAnswerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
