package dev.xwatch.hotspot;

/**
 * {@code CodeBlob} ({@code code/codeBlob.hpp}), one allocation in the code cache, as it was at one moment.
 *
 * @param name {@code nmethod} and {@code native nmethod} for compiled methods, else the stub's name
 * @param size in bytes, from {@code address}
 * @param codeBegin the first address of its instructions
 * @param codeEnd the address after its instructions
 * @param frameSize of an activation, in words of 8 bytes; 0 or less if it has no fixed one
 */
public record CodeBlob(long address, String name, int size, long codeBegin, long codeEnd, int frameSize) {

    public boolean isNMethod() {
        return name.equals("nmethod") || name.equals("native nmethod");
    }
}
