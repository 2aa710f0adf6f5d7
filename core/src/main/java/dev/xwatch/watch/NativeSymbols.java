package dev.xwatch.watch;

import dev.xwatch.procfs.ElfSymbol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the function that a name stands for among the symbols of a library. */
final class NativeSymbols {
    private static final int SHOWN = 5;

    private final String library;
    private final List<ElfSymbol> symbols;

    NativeSymbols(String library, List<ElfSymbol> symbols) {
        this.library = library;
        this.symbols = symbols;
    }

    /**
     * The one function of a name: as in the table, with {@code @VERSION} or without, or a C++ function's plain name.
     *
     * @throws RefusedException saying why there is none, or that there are several
     */
    ElfSymbol function(String name) throws RefusedException {
        List<ElfSymbol> named = named(name);
        List<ElfSymbol> functions =
                distinct(named.stream().filter(NativeSymbols::isFunction).toList());
        if (functions.size() > 1) {
            // Of a function's versions, the one that programs are linked with now.
            List<ElfSymbol> defaults =
                    functions.stream().filter(ElfSymbol::isDefault).toList();
            functions = defaults.size() == 1 ? defaults : functions;
        }
        if (functions.size() == 1) {
            return functions.get(0);
        }
        throw functions.isEmpty() ? none(name, named) : several(name, functions);
    }

    private List<ElfSymbol> named(String name) {
        int version = name.indexOf('@');
        if (version > 0) {
            String plain = name.substring(0, version);
            String wanted = name.substring(name.startsWith("@@", version) ? version + 2 : version + 1);
            return matching(s -> s.name().equals(plain) && s.version().equals(wanted));
        }
        List<ElfSymbol> exact = matching(symbol -> symbol.name().equals(name));
        if (!exact.isEmpty()) {
            return exact;
        }
        String plain = CppNames.withoutParameters(name);
        return matching(s -> CppNames.plain(s.name()).filter(plain::equals).isPresent());
    }

    private List<ElfSymbol> matching(Predicate<ElfSymbol> wanted) {
        return symbols.stream().filter(wanted).toList();
    }

    /** Assembler functions may have no type. */
    private static boolean isFunction(ElfSymbol symbol) {
        return symbol.isDefined()
                && symbol.value() != 0
                && switch (symbol.type()) {
                    case FUNCTION, IFUNC, OTHER -> true;
                    case DATA, THREAD_LOCAL -> false;
                };
    }

    /** One for each address: a function can have several names, and each table its entry. */
    private static List<ElfSymbol> distinct(List<ElfSymbol> functions) {
        return List.copyOf(functions.stream()
                .collect(
                        Collectors.toMap(ElfSymbol::value, symbol -> symbol, NativeSymbols::better, LinkedHashMap::new))
                .values());
    }

    private static ElfSymbol better(ElfSymbol one, ElfSymbol other) {
        return other.isDefault() && !one.isDefault() ? other : one;
    }

    private RefusedException none(String name, List<ElfSymbol> named) {
        String what = library + "!" + name;
        if (named.stream().anyMatch(symbol -> symbol.type() == ElfSymbol.Type.THREAD_LOCAL)) {
            return new RefusedException(
                    what,
                    name + " in " + library + " is thread-local data",
                    "watch a function, or data by its address");
        }
        if (named.stream().anyMatch(ElfSymbol::isDefined)) {
            return new RefusedException(
                    what,
                    name + " in " + library + " is data, not a function",
                    "watch it by its address: watchpoint:0xADDR:8:w");
        }
        if (!named.isEmpty()) {
            return new RefusedException(
                    what,
                    library + " only uses " + name + ", through its PLT, and does not define it",
                    "name the library that does, as in native:libc.so.6!" + name);
        }
        boolean versioned = name.indexOf('@') > 0;
        List<String> names = symbols.stream()
                .filter(NativeSymbols::isFunction)
                .map(symbol -> CppNames.plain(symbol.name()).orElse(versioned ? symbol.versionedName() : symbol.name()))
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return new RefusedException(
                    what,
                    library + " has no symbols of functions: it was stripped of them",
                    "watch an address in it: watchpoint:0xADDR:8:x");
        }
        String plain = CppNames.withoutParameters(name);
        int most = Math.max(3, plain.length() / 3);
        List<String> alike = names.stream()
                .filter(other -> Math.abs(other.length() - plain.length()) <= most)
                .toList();
        return new RefusedException(
                what,
                library + " has no symbol " + name,
                "the nearest are " + NearestNames.nearest(plain, alike.isEmpty() ? names : alike));
    }

    private RefusedException several(String name, List<ElfSymbol> functions) {
        String list = functions.stream()
                .limit(SHOWN)
                .map(symbol -> symbol.versionedName() + " at +0x" + Long.toHexString(symbol.value()))
                .collect(Collectors.joining(", "));
        return new RefusedException(
                library + "!" + name,
                functions.size() + " functions of " + library + " are named " + name + ": " + list
                        + (functions.size() > SHOWN ? ", ..." : ""),
                "write one of these names as it is, or watch the address");
    }
}
