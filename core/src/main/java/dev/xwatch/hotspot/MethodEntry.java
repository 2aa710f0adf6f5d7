package dev.xwatch.hotspot;

/** A method at its entry: the frame that an activation has there, and how its arguments are passed. Compared by identity. */
public final class MethodEntry {
    private final JavaFrame frame;
    private final CompiledArguments arguments;

    MethodEntry(JavaFrame frame, CompiledArguments arguments) {
        this.frame = frame;
        this.arguments = arguments;
    }

    public JavaFrame frame() {
        return frame;
    }

    /**
     * The arguments of a call, as text.
     *
     * @param registers as for {@link CompiledArguments#REGISTERS}; none if they are not known
     * @param sp the stack pointer, at the return address
     */
    public String arguments(long[] registers, long sp, CapturedStack stack) {
        return arguments.text(registers, sp, stack);
    }
}
