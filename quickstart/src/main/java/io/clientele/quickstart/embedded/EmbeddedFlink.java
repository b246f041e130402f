package io.clientele.quickstart.embedded;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process with its web page, on loopback, for several jobs. */
public final class EmbeddedFlink implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final MiniCluster cluster;
    private final URI url;

    private EmbeddedFlink(MiniCluster cluster, URI url) {
        this.cluster = cluster;
        this.url = url;
    }

    /**
     * Starts a cluster with one task manager.
     *
     * @param port of the web page on loopback, 1 to 65,535, or 0 for any free one
     * @param slots how many slots there are for all jobs together, at least 1
     * @throws IOException if the port is taken, or the cluster does not start
     */
    public static EmbeddedFlink start(int port, int slots)
            throws IOException, InterruptedException {
        int listener = port == 0 ? Ports.free() : port;
        Ports.requireFree(listener, "Flink's web page");
        Configuration configuration =
                new Configuration()
                        .set(RestOptions.ADDRESS, LOOPBACK)
                        .set(RestOptions.BIND_ADDRESS, LOOPBACK)
                        .set(RestOptions.PORT, listener)
                        .set(RestOptions.BIND_PORT, Integer.toString(listener))
                        .set(JobManagerOptions.ADDRESS, LOOPBACK)
                        .set(JobManagerOptions.BIND_HOST, LOOPBACK)
                        .set(TaskManagerOptions.HOST, LOOPBACK)
                        .set(TaskManagerOptions.BIND_HOST, LOOPBACK)
                        // What waits between tasks is kept to a second's worth, so that a
                        // checkpoint, and with it what readers see, is soon through.
                        .set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setCommonBindAddress(LOOPBACK)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        try {
            cluster.start();
            return new EmbeddedFlink(cluster, cluster.getRestAddress().get());
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            // A cluster that does not start closes itself.
            throw new IOException(
                    "Flink did not start on port %d: %s".formatted(listener, failure.getMessage()),
                    failure);
        }
    }

    /** Where the web page and the REST interface answer. */
    public URI url() {
        return url;
    }

    /**
     * Starts the job that was defined in the environment, and returns when the cluster has it.
     *
     * @throws IOException if the cluster does not take the job, with its reason
     */
    public JobID submit(StreamExecutionEnvironment environment)
            throws IOException, InterruptedException {
        try {
            return cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
        } catch (ExecutionException failure) {
            throw new IOException(
                    "Flink did not take the job: " + failure.getCause().getMessage(),
                    failure.getCause());
        }
    }

    /**
     * How a job is doing.
     *
     * @throws IOException if the cluster does not know the job
     */
    public JobStatus status(JobID job) throws IOException, InterruptedException {
        try {
            return cluster.getJobStatus(job).get();
        } catch (ExecutionException failure) {
            throw new IOException(
                    "Flink does not tell the status of job " + job, failure.getCause());
        }
    }

    /**
     * Stops a job without a savepoint and returns when it has ended.
     *
     * @throws IOException if the cluster does not know the job
     */
    public void cancel(JobID job) throws IOException, InterruptedException {
        try {
            cluster.cancelJob(job).get();
            cluster.requestJobResult(job).get();
        } catch (ExecutionException failure) {
            throw new IOException("Flink did not stop job " + job, failure.getCause());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            cluster.closeAsync().get();
        } catch (ExecutionException failure) {
            throw new IOException("Flink did not stop cleanly", failure.getCause());
        }
    }
}
