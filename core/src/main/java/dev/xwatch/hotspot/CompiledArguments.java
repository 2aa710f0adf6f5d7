package dev.xwatch.hotspot;

import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a method's compiled code finds its arguments ({@code SharedRuntime::java_calling_convention} for x86_64): integers and
 * references in six registers, floating point in eight others, and what finds none in words of the stack, in order.
 * Immutable.
 */
final class CompiledArguments {
    /** rsi, rdx, rcx, r8, r9, rdi: {@code j_rarg0} to {@code j_rarg5}. */
    static final int REGISTERS = 6;

    private static final int FLOATING_REGISTERS = 8;

    /** Of something that is in no record. */
    private static final String NOT_CAPTURED = "?";

    private final List<Argument> arguments;

    private enum Where {
        REGISTER,
        STACK,
        NOWHERE
    }

    /**
     * @param type the first character of its descriptor
     * @param index of the register, or of the word of the stack
     */
    private record Argument(String name, char type, Where where, int index) {}

    private CompiledArguments(List<Argument> arguments) {
        this.arguments = arguments;
    }

    /**
     * By a method's descriptor.
     *
     * @param names by the slots of local variables
     * @throws IllegalArgumentException if the descriptor is none
     */
    static CompiledArguments of(String descriptor, boolean isStatic, Map<Integer, String> names) {
        List<Argument> arguments = new ArrayList<>();
        int registers = isStatic ? 0 : 1;
        int slot = isStatic ? 0 : 1;
        int floatingRegisters = 0;
        int words = 0;
        for (ClassDesc parameter : MethodNames.types(descriptor)) {
            char type = parameter.descriptorString().charAt(0);
            String name = names.getOrDefault(slot, String.valueOf(arguments.size()));
            slot += type == 'J' || type == 'D' ? 2 : 1;
            if (type == 'F' || type == 'D') {
                arguments.add(
                        floatingRegisters++ < FLOATING_REGISTERS
                                ? new Argument(name, type, Where.NOWHERE, 0)
                                : new Argument(name, type, Where.STACK, words++));
            } else {
                arguments.add(
                        registers < REGISTERS
                                ? new Argument(name, type, Where.REGISTER, registers++)
                                : new Argument(name, type, Where.STACK, words++));
            }
        }
        return new CompiledArguments(List.copyOf(arguments));
    }

    /**
     * {@code name=value} of each, joined by {@code ", "}; {@code ?} for one that was not captured.
     *
     * @param registers as many as are known, in that order
     * @param sp the stack pointer at the entry, where the return address is: the words follow it
     */
    String text(long[] registers, long sp, CapturedStack stack) {
        StringBuilder text = new StringBuilder();
        for (Argument argument : arguments) {
            text.append(text.length() == 0 ? "" : ", ").append(argument.name()).append('=');
            long word = sp + (1L + argument.index()) * Long.BYTES;
            if (argument.where() == Where.REGISTER && argument.index() < registers.length) {
                append(text, argument.type(), registers[argument.index()]);
            } else if (argument.where() == Where.STACK && stack.holds(word)) {
                append(text, argument.type(), stack.word(word));
            } else {
                text.append(NOT_CAPTURED);
            }
        }
        return text.toString();
    }

    /** What is less than a word leaves the upper bits of its register or word undefined. */
    private static void append(StringBuilder text, char type, long word) {
        switch (type) {
            case 'Z' -> text.append((word & 1) != 0);
            case 'B' -> text.append((byte) word);
            case 'S' -> text.append((short) word);
            case 'C' -> append(text, (char) word);
            case 'I' -> text.append((int) word);
            case 'J' -> text.append(word);
            case 'F' -> text.append(Float.intBitsToFloat((int) word));
            case 'D' -> text.append(Double.longBitsToDouble(word));
            default -> text.append(word == 0 ? "null" : "not null");
        }
    }

    /** As a Java literal; what could be taken for a separator, a quote or no character at all is escaped. */
    private static void append(StringBuilder text, char value) {
        text.append('\'');
        if (value < 0x7f && Character.isLetterOrDigit(value)) {
            text.append(value);
        } else {
            String hex = Integer.toHexString(value);
            text.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
        }
        text.append('\'');
    }
}
