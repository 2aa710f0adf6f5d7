package dev.xwatch.procfs;

/**
 * An entry of an ELF file's symbol table ({@code Elf64_Sym} in {@code elf.h}).
 *
 * @param name as it stands there, a C++ function's mangled
 * @param version for example {@code GLIBC_2.14}, empty if it has none
 * @param isDefault whether this version is the one that is linked with, written {@code name@@version}
 * @param isDefined false for what the file only uses
 * @param value its address as the file was linked; of {@link Type#IFUNC} that of the function which chooses
 * @param size in bytes, 0 if unknown
 */
public record ElfSymbol(
        String name, String version, boolean isDefault, Type type, boolean isDefined, long value, long size) {
    /** {@code STT_FUNC}, {@code STT_GNU_IFUNC}, {@code STT_OBJECT}, {@code STT_TLS} and all others. */
    public enum Type {
        FUNCTION,
        IFUNC,
        DATA,
        THREAD_LOCAL,
        OTHER
    }

    /** {@code memcpy@@GLIBC_2.14}. */
    public String versionedName() {
        return version.isEmpty() ? name : name + (isDefault ? "@@" : "@") + version;
    }
}
