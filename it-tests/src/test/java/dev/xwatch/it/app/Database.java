package dev.xwatch.it.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A bank on a database in memory, H2, which must be on the class path. A number on stdin has each of its clients make
 * transactions for so many milliseconds, one after the other; it answers with {@code slice}, their number, and the median,
 * the 99th and 99.9th percentile and the maximum of the time that one took, in nanoseconds.
 *
 * <p>Calls some methods of {@link Hundred} before that, often enough to be compiled, and never again.
 */
public final class Database {
    /** The methods that are not called any more, {@code m0} to {@code m3}. */
    public static final int COLD_METHODS = 4;

    private static final String URL = "jdbc:h2:mem:bank;DB_CLOSE_DELAY=-1";
    private static final int COLD_CALLS = 20_000;
    private static final int ACCOUNTS = 20_000;
    private static final int ENTRIES = 10_000;
    private static final int RANGE = 10;
    /** Of a client in one slice, which ends early if there would be more. */
    private static final int MOST_TRANSACTIONS = 4_000_000;

    private Database() {}

    /** @param args the number of clients */
    public static void main(String[] args) throws Exception {
        callCold();
        int clients = Integer.parseInt(args[0]);
        create();
        List<Client> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(new Client(i, clients));
        }
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        System.out.println("ready");
        obey(all, threads);
        threads.shutdown();
    }

    private static void callCold() {
        long sum = 0;
        for (int i = 0; i < COLD_CALLS; i++) {
            sum += Hundred.m0(i) + Hundred.m1(i) + Hundred.m2(i) + Hundred.m3(i);
        }
        System.out.println("cold " + sum);
    }

    private static void create() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute("create table account(id int primary key, owner varchar(40), balance bigint not null)");
            statement.execute("create table entry(id int primary key, account int, amount bigint, note varchar(40))");
            statement.execute("create index of_account on entry(account)");
            statement.execute(
                    "insert into account select x, 'owner ' || x, 1000 from system_range(0, " + (ACCOUNTS - 1) + ")");
        }
    }

    private static void obey(List<Client> clients, ExecutorService threads)
            throws IOException, InterruptedException, ExecutionException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            long nanos = Long.parseLong(line) * 1_000_000;
            List<Future<long[]>> slices = new ArrayList<>();
            for (Client client : clients) {
                slices.add(threads.submit(() -> client.slice(nanos)));
            }
            IntStream.Builder counts = IntStream.builder();
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> slice : slices) {
                all.add(slice.get());
                counts.add(slice.get().length);
            }
            long[] sorted = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.println("slice " + counts.build().sum() + " " + at(sorted, 0.5) + " " + at(sorted, 0.99) + " "
                    + at(sorted, 0.999) + " " + at(sorted, 1));
        }
    }

    private static long at(long[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    /** Has accounts and entries of its own, so that it waits for no other. */
    private static final class Client {
        private final int number;
        private final int clients;
        private final Random random;
        private final long[] nanos = new long[MOST_TRANSACTIONS];
        private final Connection connection;
        private final PreparedStatement read;
        private final PreparedStatement add;
        private final PreparedStatement enter;
        private final PreparedStatement sum;
        private int entered;

        Client(int number, int clients) throws SQLException {
            this.number = number;
            this.clients = clients;
            random = new Random(number);
            connection = DriverManager.getConnection(URL);
            connection.setAutoCommit(false);
            read = connection.prepareStatement("select owner, balance from account where id = ?");
            add = connection.prepareStatement("update account set balance = balance + ? where id = ?");
            enter = connection.prepareStatement("merge into entry key(id) values (?, ?, ?, ?)");
            sum = connection.prepareStatement("select a.owner, count(*), sum(e.amount) from account a join entry e"
                    + " on e.account = a.id where a.id between ? and ? group by a.owner order by 3 desc");
        }

        /** @return how long each transaction took */
        long[] slice(long length) throws SQLException {
            long begin = System.nanoTime();
            int made = 0;
            for (long last = begin; last - begin < length && made < nanos.length; made++) {
                transaction();
                long now = System.nanoTime();
                nanos[made] = now - last;
                last = now;
            }
            return Arrays.copyOf(nanos, made);
        }

        private void transaction() throws SQLException {
            switch (random.nextInt(10)) {
                case 0 -> statistics();
                case 1, 2, 3 -> transfer();
                default -> balance();
            }
            connection.commit();
        }

        private int account() {
            return random.nextInt(ACCOUNTS / clients) * clients + number;
        }

        private void balance() throws SQLException {
            read.setInt(1, account());
            requireRows(read);
        }

        private void transfer() throws SQLException {
            int amount = random.nextInt(100);
            move(account(), -amount);
            move(account(), amount);
        }

        private void move(int account, int amount) throws SQLException {
            add.setInt(1, amount);
            add.setInt(2, account);
            add.executeUpdate();
            enter.setInt(1, entered++ % ENTRIES * clients + number);
            enter.setInt(2, account);
            enter.setInt(3, amount);
            enter.setString(4, "by client " + number);
            enter.executeUpdate();
        }

        private void statistics() throws SQLException {
            int first = account();
            sum.setInt(1, first);
            sum.setInt(2, first + RANGE);
            try (ResultSet rows = sum.executeQuery()) {
                while (rows.next()) {
                    rows.getLong(2);
                }
            }
        }

        private static void requireRows(PreparedStatement query) throws SQLException {
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("no such row");
                }
            }
        }
    }
}
