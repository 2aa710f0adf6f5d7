package dev.xwatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.management.RuntimeMBeanException;

/** The MBean, over a connection that is made before the agent is there, as JMC's that looks at a process. */
record ByMBean(JmxConnection connection) implements Operator {
    static ByMBean to(ChildJvm child) throws Exception {
        JmxConnection connection = JmxConnection.to(child);
        assertThat(connection.hasWatches()).isFalse();
        assertThat(child.load("").ok()).isTrue();
        await().atMost(ChildJvm.LONG).until(connection::hasWatches);
        return new ByMBean(connection);
    }

    @Override
    public void watch(String options) throws Exception {
        assertThat(connection.watches("watch", Unlimited.budget(options))).isNotEmpty();
    }

    @Override
    public Optional<String> refusal(String options) throws Exception {
        try {
            connection.watches("watch", options);
            return Optional.empty();
        } catch (RuntimeMBeanException e) {
            assertThat(e.getTargetException()).isInstanceOf(IllegalArgumentException.class);
            return Optional.ofNullable(e.getTargetException().getMessage());
        }
    }

    @Override
    public void unwatch(String name) throws Exception {
        connection.call("unwatch", name);
    }

    @Override
    public List<ReplyFile.Watch> list() throws Exception {
        return connection.watches("list");
    }

    @Override
    public void stop() throws Exception {
        connection.call("stop");
        assertThat(connection.hasWatches()).isFalse();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
