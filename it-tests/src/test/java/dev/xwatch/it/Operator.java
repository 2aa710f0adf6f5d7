package dev.xwatch.it;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A way to operate xwatch in a JVM that runs. */
interface Operator extends AutoCloseable {
    /** Adds watches; fails the test if that is refused. */
    void watch(String options) throws Exception;

    /** Tries to; what is said instead. */
    Optional<String> refusal(String options) throws Exception;

    void unwatch(String name) throws Exception;

    List<ReplyFile.Watch> list() throws Exception;

    void stop() throws Exception;

    /** The only watch. */
    default ReplyFile.Watch only() throws Exception {
        List<ReplyFile.Watch> watches = list();
        if (watches.size() != 1) {
            throw new AssertionError("not one watch in " + watches);
        }
        return watches.get(0);
    }

    @Override
    default void close() throws IOException {}

    /** How to start with one. */
    enum Way {
        JCMD {
            @Override
            Operator of(ChildJvm child) {
                return new ByJcmd(child);
            }
        },
        MBEAN {
            @Override
            Operator of(ChildJvm child) throws Exception {
                return ByMBean.to(child);
            }
        },
        COMMAND_LINE {
            @Override
            Operator of(ChildJvm child) {
                return new ByCommandLine(child.pid());
            }
        };

        abstract Operator of(ChildJvm child) throws Exception;
    }
}
