package weir.ingest;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Threads that read pages. One that a page holds up for too long is given up and replaced: it is
 * told to stop, whatever it still finds is thrown away, and the others go on.
 *
 * @param <P> a page
 * @param <R> what it gave
 */
final class PageReaders<P, R> implements AutoCloseable {

  /** A page handed over, and what becomes of it. */
  final class Ticket {
    private final P page;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private volatile long startedAt;
    private volatile @Nullable Thread worker;
    private volatile boolean givenUp;

    private Ticket(P page) {
      this.page = page;
    }
  }

  /** So many pages are stuck that going on would only add to them. */
  static final class AllStuck extends IngestProblem {
    private static final long serialVersionUID = 1L;

    AllStuck(int pages) {
      super(
          ("%d pages that were refused for taking too long are still being worked on. Leave them"
                  + " out, or raise --page-seconds; pages kept before are safe.")
              .formatted(pages));
    }
  }

  private final Function<P, R> reading;
  private final long pageNanos;
  private final int mostStuck;
  private final BlockingQueue<Ticket> queue = new LinkedBlockingQueue<>();
  private final AtomicInteger stuck = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param reading of a page; may be called by several threads at once
   * @param mostStuck threads given up that may still run
   */
  PageReaders(int threads, Function<P, R> reading, long pageNanos, int mostStuck) {
    this.reading = reading;
    this.pageNanos = pageNanos;
    this.mostStuck = mostStuck;
    for (int i = 0; i < threads; i++) {
      start();
    }
  }

  private void start() {
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("reader-" + names.getAndIncrement())
            .unstarted(this::work);
    workers.add(worker);
    worker.start();
  }

  Ticket submit(P page) {
    Ticket ticket = new Ticket(page);
    queue.add(ticket);
    return ticket;
  }

  /**
   * What a page gave. Its time counts from when its reading began. Pages are awaited in the order
   * in which they were submitted.
   *
   * @throws TimeoutException when it took too long; its thread is replaced
   * @throws ExecutionException when reading it failed
   */
  R await(Ticket ticket) throws TimeoutException, ExecutionException, InterruptedException {
    while (true) {
      long started = ticket.startedAt;
      long left = started == 0 ? pageNanos : pageNanos - (System.nanoTime() - started);
      try {
        return ticket.result.get(Math.max(left, 1), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        boolean begun = ticket.startedAt != 0;
        if (begun && System.nanoTime() - ticket.startedAt >= pageNanos) {
          giveUp(ticket);
          throw e;
        }
      }
    }
  }

  private void giveUp(Ticket ticket) {
    synchronized (ticket) {
      if (ticket.result.isDone()) {
        return; // it came at the last moment; refused all the same, and its thread is well
      }
      ticket.givenUp = true;
      Thread worker = ticket.worker;
      if (worker != null) {
        worker.interrupt();
      }
    }
    int now = stuck.incrementAndGet();
    start();
    if (now > mostStuck) {
      throw new AllStuck(now);
    }
  }

  private void work() {
    try {
      readOn();
    } finally {
      workers.remove(Thread.currentThread());
    }
  }

  private void readOn() {
    while (!closed) {
      Ticket ticket;
      try {
        ticket = queue.take();
      } catch (InterruptedException e) {
        continue; // for the page before, or to close
      }
      ticket.worker = Thread.currentThread();
      ticket.startedAt = Math.max(1, System.nanoTime());
      R result = null;
      Throwable failure = null;
      try {
        result = reading.apply(ticket.page);
      } catch (Throwable e) { // also a stack that ran over: one page never stops an ingest
        failure = e;
      }
      synchronized (ticket) {
        ticket.worker = null;
        if (ticket.givenUp) {
          stuck.decrementAndGet();
          return; // another has taken this one's place
        }
        if (failure == null && result != null) {
          ticket.result.complete(result);
        } else {
          ticket.result.completeExceptionally(
              failure == null ? new IllegalStateException("no result") : failure);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    queue.clear();
    workers.forEach(Thread::interrupt);
  }
}
