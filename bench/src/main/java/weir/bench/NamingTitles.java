package weir.bench;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.substance.SubstanceNamer;

/**
 * Finding the lexicon's names in titles, beside one regular expression that tries the same names.
 *
 * <p>The expression does less: it ignores case, but neither accents nor look-alike letters, knows
 * no inflections, and weighs no ambiguous word by what stands around it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NamingTitles {

  private static final int TITLES = 4_000;

  private List<String> titles = List.of();
  private double megabytes;
  private SubstanceNamer namer = SubstanceNamer.standard();
  private Pattern alternation = Pattern.compile("");

  @Setup
  public void makeUp() {
    titles = MadeUpTitles.of(TITLES, 1);
    megabytes = titles.stream().mapToLong(String::length).sum() * 2 / 1e6;
    namer = SubstanceNamer.standard();
    alternation = alternation(LexiconWords.all());
  }

  /** Whole words, the longest name first, in any case. */
  static Pattern alternation(List<String> names) {
    return Pattern.compile(
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Mentions found by the namer; the secondary figure is MB/s of UTF-16. */
  @Benchmark
  public long namer(Megabytes read) {
    long found = 0;
    for (String title : titles) {
      found += namer.mentions(title).size();
    }
    read.megabytes += megabytes;
    return found;
  }

  /** Matches of the regular expression; the secondary figure is MB/s of UTF-16. */
  @Benchmark
  public long regularExpression(Megabytes read) {
    long found = 0;
    for (String title : titles) {
      Matcher matcher = alternation.matcher(title);
      while (matcher.find()) {
        found++;
      }
    }
    read.megabytes += megabytes;
    return found;
  }
}
