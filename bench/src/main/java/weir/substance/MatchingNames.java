package weir.substance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ahocorasick.trie.Trie.TrieBuilder;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Finds 50,000 names in titles with Weir's matcher and with three others, in turn in one process,
 * and prints for each: milliseconds until ready, megabytes held, megabytes of UTF-16 a second of
 * one core's time, titles a second, hits.
 *
 * <p>Names and titles are those of the folder that {@code WEIR_DATA} names, if any, or made up from
 * a seed. The others do less: they know no look-alike letters, stretched letters, figures put for
 * letters or inflections.
 */
public final class MatchingNames {
  private static final int NAMES = 50_000;
  private static final int LONGEST_NAME = 50;
  private static final double SECONDS = 4;
  private static final List<String> SYLLABLES =
      List.of(
          "bro", "cla", "dex", "etha", "flu", "gli", "hydro", "iso", "keto", "lora", "metho",
          "nitra", "oxa", "pro", "quina", "rivo", "sulfa", "tria", "ura", "vero", "xylo", "zola");
  private static final List<String> STEMS =
      List.of(
          "azepam", "caine", "done", "fentanil", "mycin", "nidine", "olol", "prazole", "statin");

  private final List<String> names;
  private final List<String> titles;

  private MatchingNames(List<String> names, List<String> titles) {
    this.names = names;
    this.titles = titles;
  }

  /** Takes no arguments; the environment variable {@code WEIR_DATA} is optional. */
  public static void main(String[] arguments) throws IOException {
    @Nullable String folder = System.getenv("WEIR_DATA");
    new MatchingNames(names(folder), titles(folder)).run();
  }

  private void run() throws IOException {
    long characters = titles.stream().mapToLong(String::length).sum();
    System.out.printf(
        Locale.ROOT,
        "%,d names, %,d different titles of %d characters on average%n%n",
        names.size(),
        titles.size(),
        characters / titles.size());
    System.out.println(
        "matcher                   ready ms   MB held     MB/s    titles/s     hits");
    Path file = Files.createTempFile("names", "matcher");
    NameMatcher _ = KeptMatcher.of(entries(names), null, bytes -> write(file, bytes));
    measure("Weir, kept in a file", kept(file));
    measure("Weir", MatchingNames::weir);
    measure("Aho-Corasick library", MatchingNames::ahoCorasick);
    measure("Lucene synonym filter", MatchingNames::lucene);
    measure("java.util.regex", MatchingNames::expression);
  }

  private void measure(String label, Function<List<String>, ToIntFunction<String>> build) {
    long before = held();
    long start = System.nanoTime();
    ToIntFunction<String> matcher = build.apply(names);
    long ready = System.nanoTime() - start;
    double megabytes = (held() - before) / 1e6;

    pass(matcher, SECONDS); // until compiled
    Pass pass = pass(matcher, SECONDS);
    System.out.printf(
        Locale.ROOT,
        "%-24s %,9d %,9.1f %,8.1f %,11.0f %,8d%s%n",
        label,
        ready / 1_000_000,
        megabytes,
        pass.characters() * 2 / 1e6 / pass.seconds(),
        pass.titles() / pass.seconds(),
        pass.hits(),
        pass.titles() < titles.size() ? " in the first %,d titles".formatted(pass.titles()) : "");
  }

  /**
   * @param hits in the titles, each read once
   */
  private record Pass(long titles, long characters, int hits, double seconds) {}

  private Pass pass(ToIntFunction<String> matcher, double seconds) {
    var clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    long read = 0;
    long characters = 0;
    int hits = 0;
    double spent = 0;
    while (spent < seconds) {
      for (String title : titles) {
        int found = matcher.applyAsInt(title);
        hits += read < titles.size() ? found : 0;
        read++;
        characters += title.length();
        if (read % 100 == 0 && (clock.getCurrentThreadCpuTime() - start) / 1e9 > seconds) {
          break;
        }
      }
      spent = (clock.getCurrentThreadCpuTime() - start) / 1e9;
    }
    return new Pass(read, characters, hits, spent);
  }

  private static long held() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  static ToIntFunction<String> weir(List<String> names) {
    NameMatcher matcher = NameMatcher.of(entries(names));
    return title -> matcher.find(title).size();
  }

  /** The matcher as a home keeps it, once it was made. */
  private static Function<List<String>, ToIntFunction<String>> kept(Path file) {
    return names -> {
      try {
        byte[] bytes = Files.readAllBytes(file);
        NameMatcher matcher =
            KeptMatcher.of(
                entries(names),
                bytes,
                _ -> {
                  throw new IllegalStateException("The kept matcher was made anew");
                });
        return title -> matcher.find(title).size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LexiconName> entries(List<String> names) {
    return names.stream()
        .map(name -> new LexiconName(null, name, NameKind.NAME, "en", true, "", 1))
        .toList();
  }

  static ToIntFunction<String> ahoCorasick(List<String> names) {
    TrieBuilder builder =
        org.ahocorasick.trie.Trie.builder().ignoreCase().ignoreOverlaps().onlyWholeWords();
    var trie = builder.addKeywords(names).build();
    return title -> trie.parseText(title).size();
  }

  static ToIntFunction<String> lucene(List<String> names) {
    try {
      Analyzer plain = chain(null);
      SynonymMap.Builder builder = new SynonymMap.Builder(true);
      CharsRef mark = new CharsRef("name");
      for (String name : names) {
        CharsRef words = words(plain, name);
        if (words.length > 0) {
          builder.add(words, mark, true);
        }
      }
      Analyzer analyzer = chain(builder.build());
      return title -> count(analyzer, title);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Analyzer chain(@Nullable SynonymMap names) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new StandardTokenizer();
        TokenStream folded = new ASCIIFoldingFilter(new LowerCaseFilter(source));
        return new TokenStreamComponents(
            source, names == null ? folded : new SynonymGraphFilter(folded, names, true));
      }
    };
  }

  private static CharsRef words(Analyzer analyzer, String name) throws IOException {
    List<String> words = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("name", name)) {
      var term =
          tokens.addAttribute(org.apache.lucene.analysis.tokenattributes.CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        words.add(term.toString());
      }
      tokens.end();
    }
    return SynonymMap.Builder.join(words.toArray(String[]::new), new CharsRefBuilder());
  }

  private static int count(Analyzer analyzer, String title) {
    int hits = 0;
    try (TokenStream tokens = analyzer.tokenStream("title", title)) {
      TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        hits += type.type().equals(SynonymGraphFilter.TYPE_SYNONYM) ? 1 : 0;
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hits;
  }

  static ToIntFunction<String> expression(List<String> names) {
    Pattern alternation =
        Pattern.compile(
            names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return title -> {
      int hits = 0;
      Matcher matcher = alternation.matcher(title);
      while (matcher.find()) {
        hits++;
      }
      return hits;
    };
  }

  /** The lexicon's names first, then others up to {@value #NAMES}, each once. */
  static List<String> names(@Nullable String folder) {
    Set<String> names = new LinkedHashSet<>();
    for (LexiconName name : Lexicon.standard().names()) {
      names.add(name.name());
    }
    if (folder != null) {
      Path file = Path.of(folder, "lexicon-drugbank-vocabulary", "drugbank_vocabulary.csv");
      for (NamedCsvRecord row : rows(file)) {
        add(names, row.getField("Common name"));
        for (String synonym : row.getField("Synonyms").split("\\|", -1)) {
          add(names, synonym);
        }
      }
    }
    Random random = new Random(1);
    while (names.size() < NAMES) {
      StringBuilder name = new StringBuilder();
      for (int i = random.nextInt(3); i >= 0; i--) {
        name.append(one(SYLLABLES, random));
      }
      names.add(name + one(STEMS, random));
    }
    return List.copyOf(names);
  }

  private static void add(Set<String> names, String name) {
    String stripped = name.strip();
    if (names.size() < NAMES && stripped.length() > 3 && stripped.length() <= LONGEST_NAME) {
      names.add(stripped);
    }
  }

  private static List<String> titles(@Nullable String folder) {
    Set<String> titles = new HashSet<>();
    if (folder == null) {
      List<String> names = names(null);
      Random random = new Random(2);
      for (int i = 0; i < 40_000; i++) {
        titles.add(i + " g best " + one(names, random) + " from NL - free shipping, TOP quality");
      }
    } else {
      for (NamedCsvRecord row : rows(Path.of(folder, "agora-2014", "products-2014-01.csv"))) {
        titles.add(row.getField("product"));
      }
    }
    return List.copyOf(titles);
  }

  private static List<NamedCsvRecord> rows(Path file) {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(file))) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T one(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
