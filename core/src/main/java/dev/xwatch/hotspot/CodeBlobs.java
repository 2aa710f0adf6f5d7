package dev.xwatch.hotspot;

import dev.xwatch.sys.LittleEndian;
import dev.xwatch.sys.Memory;
import java.util.OptionalInt;

/** Reads {@code CodeBlob}s, whose code bounds are addresses up to JDK 22 and offsets since. Thread-safe. */
final class CodeBlobs {
    private final Memory memory;
    private final int blobSize;
    private final int name;
    private final int size;
    private final int frameSize;
    private final Place codeBegin;
    private final Place codeEnd;

    /** Where something is, given the blob's address and its fields' bytes. */
    interface Place {
        long of(long blob, byte[] fields);
    }

    CodeBlobs(VmStructs vm, Memory memory) throws HotSpotUnavailableException {
        this.memory = memory;
        this.blobSize = vm.size("CodeBlob");
        this.name = vm.offset("CodeBlob::_name");
        this.size = vm.offset("CodeBlob::_size");
        this.frameSize = vm.offset("CodeBlob::_frame_size");
        this.codeBegin = place(vm, "CodeBlob::_code_begin", "CodeBlob::_code_offset");
        // The data follow the code.
        this.codeEnd = place(vm, "CodeBlob::_code_end", "CodeBlob::_data_offset");
    }

    private static Place place(VmStructs vm, String address, String offset) throws HotSpotUnavailableException {
        OptionalInt absolute = vm.findOffset(address);
        if (absolute.isPresent()) {
            int field = absolute.getAsInt();
            return (blob, fields) -> LittleEndian.i64(fields, field);
        }
        int field = vm.offset(offset);
        return (blob, fields) -> blob + LittleEndian.i32(fields, field);
    }

    /** @throws dev.xwatch.sys.MemoryAccessException if the blob or its name cannot be read */
    CodeBlob read(long address) {
        return of(address, memory.bytes(address, blobSize));
    }

    /** The blob whose first bytes, at least those of a {@code CodeBlob}, have been read. */
    CodeBlob of(long address, byte[] fields) {
        return new CodeBlob(
                address,
                memory.cString(LittleEndian.i64(fields, name)),
                LittleEndian.i32(fields, size),
                codeBegin.of(address, fields),
                codeEnd.of(address, fields),
                LittleEndian.i32(fields, frameSize));
    }
}
