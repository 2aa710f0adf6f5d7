package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** {@code jcmd PID JVMTI.agent_load}, answered in files. */
record ByJcmd(ChildJvm child) implements Operator {
    @Override
    public void watch(String options) throws Exception {
        done(options);
    }

    private ReplyFile done(String options) throws Exception {
        ReplyFile reply = child.load(options);
        assertThat(reply.error()).isEmpty();
        return reply;
    }

    @Override
    public Optional<String> refusal(String options) throws Exception {
        return child.load(options).error().map(ReplyFile.Refusal::toString);
    }

    @Override
    public void unwatch(String name) throws Exception {
        done("unwatch:" + name);
    }

    @Override
    public List<ReplyFile.Watch> list() throws Exception {
        return done("list").watches();
    }

    @Override
    public void stop() throws Exception {
        assertThat(done("stop").watches()).isEmpty();
    }
}
