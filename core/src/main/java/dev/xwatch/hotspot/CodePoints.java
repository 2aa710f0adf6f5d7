package dev.xwatch.hotspot;

import dev.xwatch.sys.MemoryAccessException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what return addresses and interpreted frames stand for, and remembers it for as long as the code lives, which it
 * makes sure of once a {@link #newRound round}: what lives then has lived when the hits of the round happened. For one thread.
 */
final class CodePoints {
    /** Far more than a profiler meets in most applications; beyond, all is found out anew. */
    private static final int MAX_REMEMBERED = 20_000;

    private static final String ENTER_SPECIAL = "jdk.internal.vm.Continuation.enterSpecial";

    private final CodeCache codeCache;
    private final NMethods nmethods;
    private final Metadata metadata;
    private final MethodTables tables;
    private final ScopeDescs scopes;
    private final CompiledFrames compiledFrames;
    private final LongFunction<String> nativePlaces;

    private final Map<Long, Compiled> compiled = new HashMap<>();
    private final Map<Long, Code> codes = new HashMap<>();
    private final Map<Long, Interpreted> interpreted = new HashMap<>();
    private int remembered;
    private int round;

    /** Something that lived when it was looked at in a round. */
    private abstract static class Living {
        private int seenInRound;

        Living(int round) {
            seenInRound = round;
        }

        boolean livesIn(int round) {
            if (seenInRound != round) {
                if (!isStillThere()) {
                    return false;
                }
                seenInRound = round;
            }
            return true;
        }

        abstract boolean isStillThere();
    }

    private final class Code extends Living {
        final NMethod nmethod;

        Code(NMethod nmethod) {
            super(round);
            this.nmethod = nmethod;
        }

        @Override
        boolean isStillThere() {
            Optional<NMethod> now = nmethods.read(nmethod.address());
            return now.isPresent()
                    && now.get().compileId() == nmethod.compileId()
                    && now.get().methodAddress() == nmethod.methodAddress()
                    && now.get().codeBegin() == nmethod.codeBegin();
        }
    }

    /** @param code null for what is no nmethod: then it is found out again in each round */
    private record Compiled(CodePoint point, @Nullable Code code, int round) {
        boolean isSameAs(Compiled other) {
            return code == null
                    && other.code == null
                    && point.frameBytes() == other.point.frameBytes()
                    && Objects.equals(point.end(), other.point.end());
        }
    }

    private final class Interpreted extends Living {
        final long method;
        final long constMethod;
        final byte[] fixedPart;
        final MethodSource source;
        final Map<Integer, CodePoint> byBci = new HashMap<>();

        Interpreted(Method method) {
            super(round);
            this.method = method.address();
            constMethod = tables.constMethodAddress(method);
            fixedPart = tables.fixedPart(constMethod);
            source = tables.source(method);
        }

        @Override
        boolean isStillThere() {
            try {
                return tables.constMethodAddress(metadata.methodAt(method)) == constMethod
                        && Arrays.equals(tables.fixedPart(constMethod), fixedPart);
            } catch (MemoryAccessException e) {
                return false;
            }
        }
    }

    CodePoints(
            CodeCache codeCache,
            NMethods nmethods,
            Metadata metadata,
            MethodTables tables,
            ScopeDescs scopes,
            CompiledFrames compiledFrames,
            LongFunction<String> nativePlaces) {
        this.codeCache = codeCache;
        this.nmethods = nmethods;
        this.metadata = metadata;
        this.tables = tables;
        this.scopes = scopes;
        this.compiledFrames = compiledFrames;
        this.nativePlaces = nativePlaces;
    }

    /** From now on what is remembered has to be looked at again before it is believed. */
    void newRound() {
        round++;
        if (remembered > MAX_REMEMBERED) {
            compiled.clear();
            codes.clear();
            interpreted.clear();
            remembered = 0;
        }
    }

    /** What a return address outside the interpreter belongs to. */
    CodePoint returnAddress(long pc) {
        Compiled known = compiled.get(pc);
        if (known != null && (known.code == null ? known.round == round : known.code.livesIn(round))) {
            return known.point;
        }
        Compiled found = find(pc);
        if (known != null && found.isSameAs(known)) {
            found = new Compiled(known.point, null, round);
        }
        remembered++;
        compiled.put(pc, found);
        return found.point;
    }

    private Compiled find(long pc) {
        Optional<CodeBlob> blob = codeCache.blobAt(pc);
        if (blob.isEmpty()) {
            String place = nativePlaces.apply(pc);
            return new Compiled(
                    CodePoint.end(place.isEmpty() ? "no return address" : "native caller " + place), null, round);
        }
        if (!blob.get().isNMethod()) {
            return new Compiled(stub(blob.get()), null, round);
        }
        Code code = code(blob.get().address());
        if (code == null) {
            return new Compiled(CodePoint.end("the caller's code is gone"), null, round);
        }
        try {
            return new Compiled(compiled(code.nmethod, pc), code, round);
        } catch (MemoryAccessException e) {
            return new Compiled(CodePoint.end("the caller's code is gone"), code, round);
        }
    }

    private @Nullable Code code(long address) {
        Code known = codes.get(address);
        if (known != null && known.livesIn(round)) {
            return known;
        }
        codes.remove(address);
        Optional<NMethod> nmethod = nmethods.read(address).filter(n -> n.methodAddress() != 0);
        nmethod.ifPresent(n -> codes.put(address, new Code(n)));
        return codes.get(address);
    }

    private static CodePoint stub(CodeBlob blob) {
        if (blob.frameSize() > 0) {
            return CodePoint.frame(List.of(), blob.frameSize() * Long.BYTES);
        }
        // The return barrier stands where the rest of a virtual thread's stack would be.
        return blob.name().contains("ontinuation")
                ? CodePoint.continuationEntry("continuation")
                : CodePoint.end("stub " + blob.name());
    }

    private CodePoint compiled(NMethod nmethod, long pc) {
        OptionalInt originalPc = compiledFrames.originalPc(nmethod, pc);
        if (originalPc.isPresent()) {
            return CodePoint.deoptimized(originalPc.getAsInt());
        }
        List<ScopeDesc> chain = scopes.at(nmethod, pc);
        if (chain.isEmpty()) {
            return withoutScopes(nmethod);
        }
        return CodePoint.frame(frames(chain), nmethod.frameSize() * Long.BYTES);
    }

    /** Native wrappers have no debug information, and neither has the frame at the bottom of a virtual thread's stack. */
    private CodePoint withoutScopes(NMethod nmethod) {
        MethodSource source = tables.source(metadata.methodAt(nmethod.methodAddress()));
        JavaFrame frame = source.at(-1, FrameKind.COMPILED);
        if ((frame.className() + "." + frame.method()).equals(ENTER_SPECIAL)) {
            return CodePoint.continuationEntry("");
        }
        return frame.kind() == FrameKind.NATIVE
                ? CodePoint.frame(List.of(frame), nmethod.frameSize() * Long.BYTES)
                : CodePoint.end("a call without debug information, of " + frame.className() + "." + frame.method());
    }

    private List<JavaFrame> frames(List<ScopeDesc> chain) {
        List<JavaFrame> frames = new ArrayList<>(chain.size());
        for (int i = 0; i < chain.size(); i++) {
            FrameKind kind = i < chain.size() - 1 ? FrameKind.INLINED : FrameKind.COMPILED;
            ScopeDesc scope = chain.get(i);
            frames.add(tables.source(metadata.methodAt(scope.method())).at(scope.bci(), kind));
        }
        return frames;
    }

    /**
     * An interpreted frame.
     *
     * @param bcp its pointer to a bytecode, 0 in a native method or if it is not known
     */
    CodePoint interpreted(long method, long bcp) {
        try {
            Interpreted known = interpreted.get(method);
            if (known == null || !known.livesIn(round)) {
                known = new Interpreted(metadata.methodAt(method));
                interpreted.put(method, known);
            }
            int bci = tables.bci(known.constMethod, known.fixedPart, bcp);
            CodePoint point = known.byBci.get(bci);
            if (point == null) {
                point = CodePoint.frame(List.of(known.source.at(bci, FrameKind.INTERPRETED)), 0);
                known.byBci.put(bci, point);
                remembered++;
            }
            return point;
        } catch (MemoryAccessException e) {
            return CodePoint.end("an interpreted method that is gone");
        }
    }

    /** The nmethod that the instruction lies in, if it does. */
    Optional<NMethod> nmethodOf(long instruction) {
        return codeCache.nmethodAt(instruction).filter(n -> n.contains(instruction) && n.methodAddress() != 0);
    }

    /** A frame at an instruction that is no return address: whose it is is known as near as debug information tells. */
    CodePoint instruction(NMethod nmethod, long instruction) {
        List<ScopeDesc> chain = scopes.near(nmethod, instruction);
        return chain.isEmpty() || !compiledFrames.isComplete(nmethod, instruction)
                ? CodePoint.frame(
                        List.of(tables.source(metadata.methodAt(nmethod.methodAddress()))
                                .at(-1, FrameKind.COMPILED)),
                        0)
                : CodePoint.frame(frames(chain), nmethod.frameSize() * Long.BYTES);
    }
}
