package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xwatch.it.app.NativeCalls;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Watches on HotSpot's own code, by name. */
@RequiresBreakpoints
class BlobIT {
    /** Up to this JDK the entries of StubRoutines are exported. */
    private static final int STUBS_EXPORTED = 17;

    private static final int CALLS = 300;

    @RegisterExtension
    final ChildJvms jvms = new ChildJvms();

    private ChildJvm start(Jdk jdk) throws Exception {
        ChildJvm child = jvms.start(Launch.on(jdk).agent("log:error").main(NativeCalls.class));
        child.awaitLine("ready");
        return child;
    }

    @EachJdk
    void blobsAndStubsAreFoundByName(Jdk jdk) throws Exception {
        ChildJvm child = start(jdk);
        ReplyFile.Watch blob = child.load("watch:blob:DeoptimizationBlob+0x4").only();
        assertThat(blob.state()).isEqualTo("Armed");
        assertThat(blob.kind()).isEqualTo("blob");
        assertThat(blob.method()).isEqualTo("DeoptimizationBlob+0x4");

        if (jdk.feature() <= STUBS_EXPORTED) {
            child.load("watch:crc@blob:updateBytesCRC32");
            child.println("crc " + CALLS);
            child.awaitLine("crc " + CALLS);
            ReplyFile.Watch stub = child.load("list").watch("crc");
            assertThat(stub.state()).isEqualTo("Armed");
            assertThat(stub.counts().hits()).isEqualTo(CALLS);
            stub.counts().requireAddUp();
        }
    }

    @EachJdk
    void whatIsNoPlaceToEnterIsRefused(Jdk jdk) throws Exception {
        ChildJvm child = start(jdk);

        refused(child, "blob:Deoptimisation", "no stub or blob of that name", "DeoptimizationBlob");
        refused(child, "blob:Interpreter", "a buffer of many pieces of code at 0x", "blob:Interpreter+0x40");
        refused(child, "blob:I2C/C2I_adapters", "have that name: 0x", "watchpoint:0xADDR:8:x");
    }

    private static void refused(ChildJvm child, String spec, String why, String fix) throws Exception {
        ReplyFile.Refusal refusal = child.load("watch:" + spec).error().orElseThrow();
        assertThat(refusal.why()).contains(why);
        assertThat(refusal.fix()).contains(fix);
    }
}
