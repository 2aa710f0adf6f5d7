package dev.xwatch.sys;

/** A library that is loaded in this process, for its symbols. */
public final class Library {
    private final com.kenai.jffi.Library library;

    private Library(com.kenai.jffi.Library library) {
        this.library = library;
    }

    /**
     * Finds a loaded library by its path, as {@code dlopen(3)} does when asked for one it has.
     *
     * @throws IllegalArgumentException if it cannot be opened
     */
    public static Library loaded(String path) {
        com.kenai.jffi.Library library =
                com.kenai.jffi.Library.openLibrary(path, com.kenai.jffi.Library.LAZY | com.kenai.jffi.Library.LOCAL);
        if (library == null) {
            throw new IllegalArgumentException("cannot open " + path + ": " + com.kenai.jffi.Library.getLastError());
        }
        return new Library(library);
    }

    /** The address of an exported symbol, 0 if there is none. */
    public long symbol(String name) {
        return library.getSymbolAddress(name);
    }
}
