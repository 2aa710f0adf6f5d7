package dev.xwatch.boot;

import dev.xwatch.watch.OwnThread;
import dev.xwatch.watch.OwnThreads;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the MBean in the platform's MBean server. If there is none yet, a thread waits for it: to make one takes half a
 * second and initializes {@code java.util.logging}, which is up to the application, or to the first JMX client that comes.
 */
final class BeanRegistration implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BeanRegistration.class);
    private static final String NAME = "dev.xwatch:type=Watches";

    /** Of all MBean servers, only the platform's has it. */
    private static final String RUNTIME = "java.lang:type=Runtime";

    private static final long LOOK_MILLIS = 1_000;

    private final Control control;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final @Nullable OwnThread waiting;
    private volatile @Nullable MBeanServer registeredIn;

    private BeanRegistration(Control control, OwnThreads own) {
        this.control = control;
        waiting = registered() ? null : OwnThread.start("xwatch-jmx", own, this::await);
    }

    /** @param own where the thread that waits is not to be watched */
    static BeanRegistration start(Control control, OwnThreads own) {
        return new BeanRegistration(control, own);
    }

    private void await() {
        try {
            while (!closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !registered()) {
                LOG.trace("there is no platform MBean server yet");
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted: there will be no MBean");
        }
    }

    /** Makes and registers it if there is a server: the classes for it are many. @return whether no more can be done */
    private boolean registered() {
        List<MBeanServer> servers = MBeanServerFactory.findMBeanServer(null);
        if (servers.isEmpty()) {
            return false;
        }
        try {
            ObjectName runtime = new ObjectName(RUNTIME);
            for (MBeanServer server : servers) {
                if (server.isRegistered(runtime)) {
                    server.registerMBean(new WatchesBean(control), new ObjectName(NAME));
                    registeredIn = server;
                    return true;
                }
            }
            return false;
        } catch (JMException | RuntimeException e) {
            LOG.warn("there is no MBean {}: {}", NAME, e.toString());
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        if (waiting != null) {
            waiting.join();
        }
        MBeanServer server = registeredIn;
        if (server != null) {
            try {
                server.unregisterMBean(new ObjectName(NAME));
            } catch (JMException | RuntimeException e) {
                LOG.warn("the MBean {} stays: {}", NAME, e.toString());
            }
        }
    }
}
