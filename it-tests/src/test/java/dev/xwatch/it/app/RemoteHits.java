package dev.xwatch.it.app;

import com.sun.tools.attach.VirtualMachine;
import java.time.Duration;
import java.time.Instant;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.management.jfr.RemoteRecordingStream;

/** A client that follows another JVM's hits over JMX, and says how old each was when it came. */
public final class RemoteHits {
    private RemoteHits() {}

    @SuppressWarnings("BanJNDI") // of a process that the test started
    public static void main(String[] args) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(args[0]);
        String address = jvm.startLocalManagementAgent();
        jvm.detach();
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            try (RemoteRecordingStream stream = new RemoteRecordingStream(server)) {
                stream.onEvent(
                        "dev.xwatch.Hit",
                        hit -> System.out.println("hit " + hit.getString("watch") + " "
                                + Duration.between(hit.getStartTime(), Instant.now())));
                stream.startAsync();
                System.out.println("streaming");
                System.in.read();
            }
        }
    }
}
