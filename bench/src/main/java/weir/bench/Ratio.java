package weir.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jsoup.Jsoup;
import weir.masking.DigestKey;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/**
 * What reading a page costs as a multiple of jsoup's bare parse of the same page, measured so that
 * it can be trusted on a machine that others use: all operations in turn in one process, by the
 * thread's processor time, the lower quartile of the later half of the rounds.
 *
 * <p>Collecting garbage and compiling happen in other threads and are not counted, for either side.
 */
public final class Ratio {

  private static final int ROUNDS = 4_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Ratio() {}

  /** One template, and the processor time of each operation in each round. */
  private static final class Template {
    private final MadeUpPage made;
    private final SavedPage page;
    private final SourceReader reader;
    private final long[] parse;
    private final long[] fields;
    private final long[] whole;

    private Template(MadeUpPage made, SubstanceNamer namer, int rounds) {
      this.made = made;
      this.page = made.saved();
      this.reader = SourceReader.of(made.profile(), namer, DigestKey.of(new byte[16]));
      this.parse = new long[rounds];
      this.fields = new long[rounds];
      this.whole = new long[rounds];
    }

    /** Runs each operation once; the answer keeps the compiler from leaving them out. */
    private int run(int round) {
      return timed(parse, round, Template::bareParse)
          + timed(fields, round, template -> template.reader.countFieldTexts(template.page))
          + timed(whole, round, template -> template.reader.read(template.page).rows().size());
    }

    private int timed(long[] nanoseconds, int round, ToIntFunction<Template> operation) {
      long start = THREADS.getCurrentThreadCpuTime();
      int answer = operation.applyAsInt(this);
      nanoseconds[round] = THREADS.getCurrentThreadCpuTime() - start;
      return answer;
    }

    private int bareParse() {
      try {
        return Jsoup.parse(new ByteArrayInputStream(page.body()), "UTF-8", "").childNodeSize();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String line() {
      double floor = lowerQuartile(parse);
      return "| `%s` | %.0f µs, %.0f MB/s | %.2f | %.2f |"
          .formatted(
              made,
              floor / 1e3,
              page.body().length / floor * 1e3,
              lowerQuartile(fields) / floor,
              lowerQuartile(whole) / floor);
    }
  }

  /** The lower quartile of the later half, in which all code is compiled. */
  static double lowerQuartile(long[] nanoseconds) {
    long[] later = Arrays.copyOfRange(nanoseconds, nanoseconds.length / 2, nanoseconds.length);
    Arrays.sort(later);
    return later[later.length / 4];
  }

  /**
   * Prints the table of docs/benchmarks.md.
   *
   * @param arguments the number of rounds, when it shall not be 4,000
   */
  @SuppressWarnings("SystemOut") // a command that prints its result
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
    SubstanceNamer namer = SubstanceNamer.standard();
    Template[] templates =
        Arrays.stream(MadeUpPage.values())
            .map(made -> new Template(made, namer, rounds))
            .toArray(Template[]::new);
    long answers = 0;
    for (int round = 0; round < rounds; round++) {
      for (Template template : templates) {
        answers += template.run(round);
      }
    }
    System.out.println("| template | bare parse | fields only | whole reading |");
    System.out.println("|---|---|---|---|");
    for (Template template : templates) {
      System.out.println(template.line());
    }
    System.out.printf(
        "%n%d rounds, %d answers, load %.1f on %d cores.%n",
        rounds,
        answers,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }
}
