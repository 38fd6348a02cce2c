package weir.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.watch.ItemLog;
import weir.watch.Watch;
import weir.web.MonthlyNote;

/** {@code weir novel note}: the note of a month for the early-warning officer. */
@Command(
    name = "note",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the note of a month: what was first seen, its spread, growth and state, what was"
          + " decided and told, how well the month was covered, and what the note cannot tell, with"
          + " the pages behind it. Nothing that was saved after the month is read.",
      ""
    },
    footer = {"", "Example:", "  weir novel note --month 2025-06 --out june.pdf"})
final class NovelNoteCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "The month, like 2025-06 (default: the last whole month with saves).")
  private @Nullable String month;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where it is written; its ending says how: .html or .pdf.")
  private Path out = Path.of("");

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    YearMonth asked = month == null ? null : month(month);
    String ending = out.toString().toLowerCase(Locale.ROOT);
    if (!ending.endsWith(".pdf") && !ending.endsWith(".html")) {
      throw Problem.usage("--out '%s' tells no form. Let it end in .html or .pdf.".formatted(out));
    }
    MonthlyNote note;
    try (Lake lake = home.existingLake();
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      YearMonth newest = MonthlyNote.newest(query);
      YearMonth of =
          asked != null
              ? asked
              : newest != null ? newest : YearMonth.from(NovelCommand.newest(query));
      note =
          MonthlyNote.of(
              of,
              query,
              home.vocabularies().namer(),
              ItemLog.in(home.path(), Clock.systemUTC()).all(),
              Watch.in(home.path(), Clock.systemUTC()).alerts());
      if (!note.covered()) {
        throw Problem.failed(
            "Nothing was saved in %s; the newest save is of %s. Choose a month with --month."
                .formatted(of, NovelCommand.newest(query)));
      }
    }
    try {
      if (ending.endsWith(".pdf")) {
        Files.write(out, note.pdf());
      } else {
        Files.writeString(out, note.html(), StandardCharsets.UTF_8);
      }
    } catch (NoSuchFileException e) {
      throw Problem.failed(
          "There is no folder for '%s'. Make it first, or choose another place.".formatted(out));
    }
    spec.commandLine()
        .getErr()
        .printf("The note of %s is in %s.%n", note.month(), out.toAbsolutePath().normalize());
    spec.commandLine().getErr().flush();
    return Main.DONE;
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw Problem.usage("--month '%s' is no month. Write it like 2025-06.".formatted(text));
    }
  }
}
