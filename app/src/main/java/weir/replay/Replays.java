package weir.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.capture.Refusal;
import weir.ingest.Ingestion;
import weir.ingest.Limit;
import weir.ingest.Limits;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.masking.DigestKey;
import weir.measure.MeasureRow;
import weir.measure.Measures;
import weir.money.Rate;
import weir.money.RateFile;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** The replays that ship with Weir, and their running. */
public final class Replays {

  private static final List<String> SHIPPED =
      List.of("matanga-2020", "agora-2014", "spam-2002-2010", "rates");

  /** Published data are trusted: a busy machine must not turn a slow page into a refused one. */
  private static final Limits LIMITS = Limits.USUAL.with(Limit.PAGE_SECONDS, 1800);

  private Replays() {}

  /** Every shipped replay. */
  public static List<Replay> all() {
    List<Replay> all = new ArrayList<>();
    for (String name : SHIPPED) {
      String file = name + ".yaml";
      try (InputStream in = Replays.class.getResourceAsStream(file)) {
        all.add(
            ReplayFile.read(
                new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8),
                file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(all);
  }

  /** What of a replay's data is absent; none when it can be run. */
  public static List<String> absent(Replay replay, Path data) {
    return replay.needed().stream().filter(path -> !Files.exists(data.resolve(path))).toList();
  }

  /**
   * Reads a replay's data into a lake of its own, and asks.
   *
   * @param data the folder that holds all published data
   * @param work an empty folder, for the lake; the caller takes it away
   * @param perturbed by how much the data are made wrong first: every amount lowered by that share,
   *     and as large a share of pages, of rows and of days with rates left out; 0 to take them as
   *     they are
   */
  public static List<Replay.Outcome> run(Replay replay, Path data, Path work, double perturbed)
      throws IOException {
    if (perturbed == 0 || replay.checks().stream().noneMatch(Replays::isBesideACount)) {
      try (Lake lake = read(replay, data, work.resolve("lake"), perturbed);
          Measures measures = Measures.over(lake)) {
        return outcomes(replay, measures, measures.query());
      }
    }
    // A count of the perturbed data would be as wrong as what stands beside it, and never tell.
    try (Lake lake = read(replay, data, work.resolve("lake"), perturbed);
        Measures measures = Measures.over(lake);
        Lake published = read(replay, data, work.resolve("published"), 0);
        LakeQuery counted = LakeQuery.over(published, published.view(), QueryLimits.USUAL)) {
      return outcomes(replay, measures, counted);
    }
  }

  private static boolean isBesideACount(Replay.Check check) {
    return check.question() instanceof Replay.Question.Series;
  }

  private static Lake read(Replay replay, Path data, Path folder, double perturbed)
      throws IOException {
    byte[] key = new byte[32];
    Lake lake = Lake.open(folder, Clock.systemUTC()).keyedBy(() -> DigestKey.of(key));
    try {
      for (String path : replay.rates()) {
        rates(lake, data.resolve(path), perturbed);
      }
      for (Replay.Reads reads : replay.reads()) {
        read(lake, reads, data, perturbed);
      }
      return lake;
    } catch (IOException | RuntimeException e) {
      lake.close();
      throw e;
    }
  }

  private static List<Replay.Outcome> outcomes(
      Replay replay, Measures measures, LakeQuery counted) {
    return replay.checks().stream().map(check -> outcome(check, measures, counted)).toList();
  }

  private static void rates(Lake lake, Path path, double perturbed) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (var inside = Files.list(path)) {
        inside.filter(file -> file.toString().endsWith(".csv")).sorted().forEach(files::add);
      }
    } else {
      files.add(path);
    }
    for (Path file : files) {
      List<Rate> rates = new ArrayList<>();
      try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        RateFile.read(file.toString(), reader, rates::add);
      }
      try (Ingest ingest =
          lake.begin(IngestPlan.of(Purpose.RATES, List.of(file.toString()), Map.of()))) {
        ingest.add(perturbed == 0 ? rates : Perturbation.of(rates, perturbed));
        ingest.publish();
      }
    }
  }

  private static void read(Lake lake, Replay.Reads reads, Path data, double perturbed)
      throws IOException {
    Profile profile = Profiles.named(reads.profile()).orElseThrow();
    byte[] key = new byte[32];
    SourceReader reader = SourceReader.of(profile, SubstanceNamer.standard(), DigestKey.of(key));
    Ingestion ingestion = new Ingestion(reader, LIMITS, Ingestion.Progress.NONE);
    List<Path> paths = reads.paths().stream().map(data::resolve).toList();
    if (perturbed == 0) {
      ingestion.ingest(lake, paths, Map.of());
      return;
    }
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.INGEST, List.of(reads.profile()), Map.of()))) {
      ingestion.extract(
          paths,
          new Ingestion.Sink() {
            @Override
            public void reading(Reading reading) {
              if (reading.keptPage().length > 0
                  && !Perturbation.isLeftOut(reading.capture().digest(), perturbed)) {
                ingest.keep(
                    reading.capture(),
                    reading.keptPage(),
                    Perturbation.of(reading.capture().digest(), reading.rows(), perturbed));
              }
            }

            @Override
            public void refusal(Refusal refusal) {
              // What cannot be read is left out of the perturbed data too.
            }
          });
      ingest.publish();
    }
  }

  private static Replay.Outcome outcome(Replay.Check check, Measures measures, LakeQuery counted) {
    return switch (check.question()) {
      case Replay.Question.Measured(var request, var expected) -> {
        List<MeasureRow> rows = measures.run(request);
        Double found = rows.size() == 1 ? rows.getFirst().value() : null;
        yield judged(
            check, expected, found, rows.size() > 1 ? rows.size() + " values instead of one" : "");
      }
      case Replay.Question.Queried(var sql, var expected) -> {
        List<Map<String, @Nullable Object>> rows = measures.query().rows(sql);
        Object value = rows.size() == 1 ? rows.getFirst().values().iterator().next() : null;
        yield judged(
            check,
            expected,
            value instanceof Number number ? Double.valueOf(number.doubleValue()) : null,
            "");
      }
      case Replay.Question.Series series -> series(check, series, measures, counted);
    };
  }

  private static Replay.Outcome judged(
      Replay.Check check, double expected, @Nullable Double found, String note) {
    boolean met =
        found != null && Math.abs(found - expected) <= check.within() * Math.abs(expected) + 1e-9;
    return new Replay.Outcome(check, expected, found, met, note);
  }

  /**
   * Met when every value is; says how many were off, and the totals.
   *
   * @param counted asks the data as they were published
   */
  private static Replay.Outcome series(
      Replay.Check check, Replay.Question.Series series, Measures measures, LakeQuery counted) {
    Map<String, Double> expected = new TreeMap<>();
    for (Map<String, @Nullable Object> row : counted.rows(series.sql())) {
      var values = row.values().iterator();
      String key = String.valueOf(values.next());
      Object count = values.next();
      expected.put(key, count instanceof Number number ? number.doubleValue() : 0.0);
    }
    Map<String, Double> found = new LinkedHashMap<>();
    for (MeasureRow row : measures.run(series.request())) {
      Double value = row.value();
      found.put(
          String.valueOf(row.keys().get(series.request().by().getFirst())),
          value == null ? 0 : value);
    }
    long off =
        expected.entrySet().stream()
            .filter(entry -> {
              // A day without a row is one on which nothing of the kind was seen.
              double value = found.getOrDefault(entry.getKey(), 0.0);
              return Math.abs(value - entry.getValue())
                  > Math.max(series.slack(), check.within() * entry.getValue());
            })
            .count();
    long more = found.keySet().stream().filter(key -> !expected.containsKey(key)).count();
    return new Replay.Outcome(
        check,
        expected.values().stream().mapToDouble(Double::doubleValue).sum(),
        found.values().stream().mapToDouble(Double::doubleValue).sum(),
        off == 0 && more == 0 && !expected.isEmpty(),
        "%d of %d off".formatted(off + more, expected.size()));
  }
}
