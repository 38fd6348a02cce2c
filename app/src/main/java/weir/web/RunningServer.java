package weir.web;

/** Pages being served, until closed. */
public interface RunningServer extends AutoCloseable {
  /** The port that is listened on. */
  int port();

  /** Waits until the server is closed. */
  void join() throws InterruptedException;

  @Override
  void close();
}
