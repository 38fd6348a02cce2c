package weir.web;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import weir.home.DigestKeyFile;
import weir.ingest.OfflineIntake;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.masking.DigestKey;
import weir.offline.OfflineFile;
import weir.offline.ReportedSignal;

/** The way by which partners report on pages: the one that files take. */
final class SignalDesk {

  /** Where a day begins first: nothing was noticed on a day that has begun nowhere. */
  private static final ZoneOffset FARTHEST_EAST = ZoneOffset.ofHours(14);

  private final Path home;
  private final Reports reports;
  private final Names names;
  private final Clock clock;

  SignalDesk(Path home, Reports reports, Names names, Clock clock) {
    this.home = home;
    this.reports = reports;
    this.names = names;
    this.clock = clock;
  }

  LocalDate today() {
    return LocalDate.now(clock.withZone(FARTHEST_EAST));
  }

  /** What is reported now. */
  Reports.Reported reported() {
    return reports.reported();
  }

  /** What is known of one signal, withdrawn or not. */
  Optional<ReportedSignal> signal(String id) {
    return reports.signal(id);
  }

  /**
   * Takes a table in, by the way that files take.
   *
   * @throws OfflineFile.WrongFile when it is no such table
   * @throws LakeProblem when the home cannot be written
   */
  synchronized OfflineIntake.Taken take(OfflineFile.Kind kind, String name, Reader text) {
    try {
      Files.createDirectories(home);
      DigestKey key = DigestKeyFile.read(home);
      try (Lake lake = Lake.open(home.resolve("lake"), clock).keyedBy(() -> key)) {
        return new OfflineIntake(lake, names.namer(), names.lexicon(), key)
            .take(kind, name, text, today());
      }
    } catch (DigestKeyFile.Unusable e) {
      throw new LakeProblem(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Nothing can be kept in the home %s. Check that it may be written.".formatted(home), e);
    }
  }
}
