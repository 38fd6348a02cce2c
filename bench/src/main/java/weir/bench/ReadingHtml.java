package weir.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.masking.DigestKey;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/**
 * Reading pages of 40 kB, of three templates: parse, mask, walk, name, and write the masked page
 * again. Beside it the parse alone, which nothing can undercut; the fields alone; and on one
 * template the parse with thirty selectors asked one after another, the plain way to find as many
 * fields without reading them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 10, time = 1) // a reading runs through much code before it is compiled
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadingHtml {

  /** What the profile asks for, and as many again as make thirty. */
  static final List<String> SELECTORS =
      List.of(
          ".offer",
          ".offer > .title",
          ".details td.seller > a",
          ".offer > .words",
          ".browse > ul > .category.selected > a",
          ".details td.price",
          ".details td.from",
          ".details td.to",
          ".details td.escrow",
          ".details td.stock",
          ".details td.sold",
          ".details td.rating",
          ".details td.rating[title]",
          ".delivery tr.way",
          ".delivery tr.way td.label",
          ".delivery tr.way td.cost",
          ".delivery tr.way td.days",
          ".about > .joined",
          ".about > .seen",
          ".about > .sales",
          ".about > .stars",
          ".about > .terms",
          ".feedback tr.said",
          ".feedback td.stars",
          ".feedback td.text",
          ".feedback td.when",
          ".feedback td.paid",
          ".feedback td.buyer",
          ".head .reader > b",
          ".browse a[href]");

  /** The page that is read. */
  @Param({"SEMANTIC", "TABLE_SOUP", "CARD_GRID"})
  public MadeUpPage template = MadeUpPage.SEMANTIC;

  private SavedPage page = MadeUpPage.SEMANTIC.saved();
  private SourceReader reader = reader(MadeUpPage.SEMANTIC);
  private double megabytes;

  private static SourceReader reader(MadeUpPage template) {
    return SourceReader.of(
        template.profile(), SubstanceNamer.standard(), DigestKey.of(new byte[16]));
  }

  @Setup
  public void prepare() {
    page = template.saved();
    reader = reader(template);
    megabytes = page.body().length / 1e6;
  }

  /** The whole reading; the secondary figure is MB/s of the page's bytes. */
  @Benchmark
  public Reading sourceReader(Megabytes read) {
    read.megabytes += megabytes;
    return reader.read(page);
  }

  /** The parse, the walk and the texts of all fields: nothing masked, kept or given a meaning. */
  @Benchmark
  public int fieldsOnly(Megabytes read) {
    read.megabytes += megabytes;
    return reader.countFieldTexts(page);
  }

  /** The floor: jsoup's parse and nothing else. */
  @Benchmark
  public Document bareParse(Megabytes read) throws IOException {
    read.megabytes += megabytes;
    return parse();
  }

  /** jsoup's parse and thirty calls of {@code select}; they fit the first template. */
  @Benchmark
  public int parseAndThirtySelects(Megabytes read) throws IOException {
    Document document = parse();
    int found = 0;
    for (String css : SELECTORS) {
      found += document.select(css).size();
    }
    read.megabytes += megabytes;
    return found;
  }

  private Document parse() throws IOException {
    return Jsoup.parse(new ByteArrayInputStream(page.body()), "UTF-8", "");
  }
}
