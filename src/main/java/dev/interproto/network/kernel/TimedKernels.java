package dev.interproto.network.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kernels that measure the time of each operation, by wall clock. For a look at where a step's time
 * goes: timing itself costs about a microsecond a call. One thread at a time.
 */
public final class TimedKernels {
    private static final class Account {
        private long calls;
        private long nanos;
    }

    /**
     * The time of one operation.
     *
     * @param operation method of {@link Kernels}
     * @param calls how many
     * @param seconds of all of them
     */
    public record Entry(String operation, long calls, double seconds) {
        /** Whether it is a convolution, forward or backward, or holds one. */
        public boolean isConvolution() {
            return operation.startsWith("convolution");
        }
    }

    private final Kernels kernels;
    private final Map<String, Account> accounts = new HashMap<>();

    /**
     * @param timed does the work; closed with {@link #kernels}
     */
    public TimedKernels(Kernels timed) {
        this.kernels =
                (Kernels)
                        Proxy.newProxyInstance(
                                Kernels.class.getClassLoader(),
                                new Class<?>[] {Kernels.class},
                                (proxy, method, arguments) -> run(timed, method, arguments));
    }

    private Object run(Kernels timed, Method method, Object[] arguments) throws Throwable {
        long before = System.nanoTime();
        try {
            return method.invoke(timed, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            Account account = accounts.computeIfAbsent(method.getName(), name -> new Account());
            account.calls++;
            account.nanos += System.nanoTime() - before;
        }
    }

    /** The kernels that are timed. */
    public Kernels kernels() {
        return kernels;
    }

    /** Forgets what was measured so far. */
    public void reset() {
        accounts.clear();
    }

    /** What was measured, longest first. */
    public List<Entry> entries() {
        return accounts.entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getValue().calls, e.getValue().nanos / 1e9))
                .sorted(Comparator.comparingDouble(Entry::seconds).reversed())
                .toList();
    }
}
