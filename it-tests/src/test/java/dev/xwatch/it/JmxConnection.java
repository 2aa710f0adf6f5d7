package dev.xwatch.it;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A connection to a child's MBeans, by RMI, as JMC and JConsole make it to a process that they find. */
public record JmxConnection(JMXConnector connector) implements AutoCloseable {
    public static final ObjectName WATCHES = name("dev.xwatch:type=Watches");

    @SuppressWarnings("BanJNDI") // of a process that this test started
    public static JmxConnection to(ChildJvm child) throws Exception {
        VirtualMachine jvm = VirtualMachine.attach(Long.toString(child.pid()));
        try {
            return new JmxConnection(JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent())));
        } finally {
            jvm.detach();
        }
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public MBeanServerConnection server() throws IOException {
        return connector.getMBeanServerConnection();
    }

    public boolean hasWatches() throws IOException {
        return server().isRegistered(WATCHES);
    }

    Object attribute(String name) throws JMException, IOException {
        return server().getAttribute(WATCHES, name);
    }

    public void set(String attribute, Object value) throws JMException, IOException {
        server().setAttribute(WATCHES, new Attribute(attribute, value));
    }

    /** Calls an operation whose parameters are strings. */
    public Object call(String operation, String... parameters) throws JMException, IOException {
        String[] signature =
                Stream.of(parameters).map(parameter -> String.class.getName()).toArray(String[]::new);
        return server().invoke(WATCHES, operation, parameters, signature);
    }

    /** The result of an operation that returns watches. */
    public List<ReplyFile.Watch> watches(String operation, String... parameters) throws JMException, IOException {
        return Stream.of((CompositeData[]) call(operation, parameters))
                .map(watch -> ReplyFile.watch(fields(watch)))
                .toList();
    }

    /** As in a reply, where all integers are one type, and arrays are lists. */
    private static Map<String, Object> fields(CompositeData watch) {
        Map<String, Object> fields = new HashMap<>();
        for (String name : watch.getCompositeType().keySet()) {
            fields.put(name, field(watch.get(name)));
        }
        return fields;
    }

    private static Object field(Object value) {
        if (value instanceof Object[] array) {
            return List.of(array);
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
