package dev.xwatch.hotspot;

/**
 * {@code nmethod} ({@code code/nmethod.hpp}), one compiled version of a method, as it was at one moment.
 *
 * @param methodAddress the {@code Method} it was compiled from, 0 once unloaded
 * @param compileId unique in this JVM, ever growing; 0 for some native wrappers' stand-ins
 * @param tier {@code CompLevel}: 1 to 3 by C1, 4 by C2, 0 for a native method's wrapper
 * @param entryBci where in the bytecode it starts: -1 ({@code InvocationEntryBci}) except for OSR versions
 * @param codeBegin the first address of its instructions
 * @param codeEnd the address after its instructions and stubs
 * @param entry where calls enter that check the receiver's class first
 * @param verifiedEntry where every call of a non-OSR version passes
 * @param osrEntry where an OSR version is entered from the interpreter; meaningless for others
 * @param size in bytes, from {@code address}
 * @param frameSize of an activation, in words of 8 bytes, its return address included
 */
public record NMethod(
        long address,
        long methodAddress,
        int compileId,
        int tier,
        NMethodState state,
        int entryBci,
        long codeBegin,
        long codeEnd,
        long entry,
        long verifiedEntry,
        long osrEntry,
        int size,
        int frameSize) {
    private static final int INVOCATION_ENTRY_BCI = -1;
    // CompLevel in compiler/compilerDefinitions.hpp
    private static final int LIMITED_PROFILE = 2;
    private static final int FULL_PROFILE = 3;

    /** Whether the JIT made it to be replaced, by a version of tier 4: any other stays until a deoptimization. */
    public boolean isPassing() {
        return tier == LIMITED_PROFILE || tier == FULL_PROFILE;
    }

    /** Whether it was compiled for a loop already running, to be entered in its middle. */
    public boolean isOsr() {
        return entryBci != INVOCATION_ENTRY_BCI;
    }

    /** Whether an address lies within its instructions. */
    public boolean contains(long pc) {
        return pc >= codeBegin && pc < codeEnd;
    }
}
