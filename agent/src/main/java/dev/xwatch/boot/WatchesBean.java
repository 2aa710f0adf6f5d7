package dev.xwatch.boot;

import dev.xwatch.watch.Refusal;
import dev.xwatch.watch.RefusedException;
import dev.xwatch.watch.WatchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * The MBean {@code dev.xwatch:type=Watches}. Instead of being an MXBean interface it describes itself: so parameters have
 * names and descriptions, and a watch's fields are listed once, for the replies and here.
 *
 * <p>What is refused is an {@code IllegalArgumentException}, in which there is nothing that a client might not have.
 */
final class WatchesBean implements DynamicMBean {
    private static final Set<String> OF_FILES = Set.of("record", "reply", "log", "feed");

    private final Control control;
    private final OpenWatches types = new OpenWatches();
    private final MBeanInfo info = BeanDescription.of(types.type());

    WatchesBean(Control control) {
        this.control = control;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }

    @Override
    public @Nullable Object invoke(String operation, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        return switch (operation) {
            case BeanDescription.WATCH -> request(() -> watch(text(parameters)));
            case BeanDescription.UNWATCH -> request(() -> unwatch(text(parameters)));
            case BeanDescription.LIST -> request(() -> types.of(control.list()));
            case BeanDescription.STOP -> request(this::stop);
            default -> throw new ReflectionException(new NoSuchMethodException(operation));
        };
    }

    private static String text(Object[] parameters) {
        if (parameters.length != 1 || !(parameters[0] instanceof String text)) {
            throw new IllegalArgumentException("this takes a string");
        }
        return text;
    }

    private CompositeData[] watch(String text) throws IOException {
        List<Option> options = OptionSplitter.splitWithoutFiles(AgentOptions.withKey(text));
        for (Option option : options) {
            if (OF_FILES.contains(option.key())) {
                throw new RefusedException(
                        "option " + option,
                        "over JMX nothing is written or read that is a file of this process",
                        "give it to the agent when it is loaded");
            }
        }
        AgentOptions asked = act(options);
        Set<String> names = asked.watches().stream().map(WatchRequest::name).collect(Collectors.toSet());
        return types.of(control.list().stream()
                .filter(watch -> names.contains(watch.request().name()))
                .toList());
    }

    private CompositeData[] unwatch(String name) throws IOException {
        act(List.of(new Option("unwatch", name)));
        return types.of(control.list());
    }

    private @Nullable Object stop() throws IOException {
        act(List.of(new Option("stop", "")));
        return null;
    }

    private AgentOptions act(List<Option> options) throws IOException {
        AgentOptions asked = AgentOptions.of(options);
        Optional<Refusal> failed = control.act(asked, new ArrayList<>());
        if (failed.isPresent()) {
            throw new RefusedException(failed.get());
        }
        return asked;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException, MBeanException {
        return BeanDescription.value(attribute, Objects.requireNonNull(request(control::status)));
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList values = new AttributeList();
        for (String attribute : attributes) {
            try {
                values.add(new Attribute(attribute, getAttribute(attribute)));
            } catch (AttributeNotFoundException | MBeanException e) {
                // By the interface's contract, what cannot be read is left out.
            }
        }
        return values;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, MBeanException {
        if (!attribute.getName().equals(BeanDescription.BUDGET)) {
            throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
        }
        if (!(attribute.getValue() instanceof Number percent) || !(percent.doubleValue() <= BudgetOption.MOST)) {
            throw new IllegalArgumentException(
                    attribute.getValue() + " is no percentage of the CPUs' time; 0 is for no limit");
        }
        request(() -> {
            control.session().watching().budget(percent.doubleValue());
            return true;
        });
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        AttributeList set = new AttributeList();
        for (Attribute attribute : attributes.asList()) {
            try {
                setAttribute(attribute);
                set.add(attribute);
            } catch (AttributeNotFoundException | MBeanException | IllegalArgumentException e) {
                // By the interface's contract, what cannot be set is left out.
            }
        }
        return set;
    }

    /** Does it when no other request is being done. */
    private <T> @Nullable T request(Callable<T> work) throws MBeanException {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        boolean done = control.request(() -> {
            try {
                result.set(work.call());
            } catch (Exception e) {
                failure.set(e);
            }
        });
        if (!done) {
            throw new IllegalStateException("xwatch has been stopped");
        }
        if (failure.get() instanceof RefusedException refused) {
            throw new IllegalArgumentException(refused.getMessage());
        }
        if (failure.get() != null) {
            throw new MBeanException(new IOException(failure.get().toString()));
        }
        return result.get();
    }
}
