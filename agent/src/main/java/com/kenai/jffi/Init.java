package com.kenai.jffi;

import dev.xwatch.sys.NativeLibrary;
import dev.xwatch.sys.NativeLibraryException;

/**
 * Stands in the place of jffi's class of this name, which lets every class loader that it can reach, the application's
 * first, find a class that loads the native library; and that class initializes {@code java.util.logging}, obeys system
 * properties that are meant for the application's jffi, and leaves the descriptors of a {@code SecureRandom} open.
 */
final class Init {
    private Init() {}

    /** Called by jffi before its first native call. */
    static void load() {
        try {
            NativeLibrary.require();
        } catch (NativeLibraryException e) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError(e.getMessage());
            error.initCause(e);
            throw error;
        }
    }
}
